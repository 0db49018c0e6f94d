import { describe, expect, it } from 'vitest'
import { withParameters } from '../../../packages/web/src/components/address.ts'
import { initials } from '../../../packages/web/src/components/avatar.tsx'
import { ErrorSummary } from '../../../packages/web/src/components/error-summary.tsx'
import { EventCard } from '../../../packages/web/src/components/event-card.tsx'
import { HiddenFields } from '../../../packages/web/src/components/hidden-fields.tsx'
import { TextArea } from '../../../packages/web/src/components/text-area.tsx'
import { TextInput } from '../../../packages/web/src/components/text-input.tsx'
import { EventGallery } from '../../../packages/web/src/gallery/event-gallery.tsx'
import { AdminDocument } from '../../../packages/web/src/layout/admin-frame.tsx'
import { JsonLd } from '../../../packages/web/src/layout/json-ld.tsx'
import { Page } from '../../../packages/web/src/layout/page.tsx'

const hostile = `"><script>alert('x')</script><img src=x onerror=alert(1)>`

describe('a field', () => {
  it('ties label, hint and error to its control and keeps what was typed', () => {
    const html = String(
      <TextInput
        name="attendees[0].email"
        label="Email"
        hint="For the invitation"
        value="dana@"
        error="Not an address"
      />,
    )
    expect(html).toContain('for="field-attendees-0-email"')
    expect(html).toContain('id="field-attendees-0-email"')
    expect(html).toContain('name="attendees[0].email"')
    expect(html).toContain('aria-describedby="field-attendees-0-email-hint field-attendees-0-email-error"')
    expect(html).toContain('aria-invalid="true"')
    expect(html).toContain('value="dana@"')
    expect(html).toContain('id="field-attendees-0-email-error"')
  })

  it('that is right and optional says so, and claims no error', () => {
    const html = String(<TextInput name="company" label="Company" optional />)
    expect(html).toContain('(optional)')
    expect(html).not.toContain('aria-invalid')
    expect(html).not.toContain('aria-describedby')
    expect(html).not.toContain('required')
  })

  it('is where the error summary leads', () => {
    const html = String(<ErrorSummary errors={[{ field: 'attendees[0].email', message: 'Not an address' }]} />)
    expect(html).toContain('href="#field-attendees-0-email"')
    expect(html).toContain('role="alert"')
    expect(String(<ErrorSummary errors={[]} />)).not.toContain('alert')
  })
})

describe('hostile text', () => {
  it('stays text wherever a component puts it', () => {
    const html = [
      <TextInput name={hostile} label={hostile} hint={hostile} error={hostile} value={hostile} />,
      <TextArea name="a" label="A" value={`</textarea>${hostile}`} />,
      <HiddenFields values={{ [hostile]: hostile }} />,
      <EventCard
        href={hostile}
        kind={hostile}
        title={hostile}
        date={{ month: hostile, day: hostile, weekday: hostile }}
        when={hostile}
        instructor={{ name: hostile }}
      />,
      <Page title={hostile} description={hostile} here={hostile} actor={{ name: hostile }}>
        {hostile}
      </Page>,
    ]
      .map(String)
      .join('')
    expect(html).not.toContain('<script>')
    expect(html).not.toContain('<img src=x')
    expect(html).not.toContain('</textarea>"')
  })

  it('cannot end the element of structured data', () => {
    const html = String(<JsonLd data={{ name: '</script><script>alert(1)</script>' }} />)
    expect(html.match(/<\/script>/g)).toHaveLength(1)
    expect(JSON.parse(html.replace(/<[^>]+>/g, ''))).toEqual({ name: '</script><script>alert(1)</script>' })
  })
})

describe('a page', () => {
  it('names each small script once, in its head', () => {
    const html = String(<EventGallery />)
    expect(html.startsWith('<!doctype html><html lang="en">')).toBe(true)
    const [head = '', body = ''] = html.split('</head>')
    expect(head.match(/reader-time-/g)).toHaveLength(1)
    expect(body).not.toContain('reader-time-')
  })

  it('leads back from signing in', () => {
    expect(String(<Page title="Cart" here="/events?kind=class" />)).toContain(
      'href="/sign-in?next=%2Fevents%3Fkind%3Dclass"',
    )
  })

  it('marks where the visitor is', () => {
    expect(String(<Page title="Classes" nav="class" />)).toMatch(/href="\/events\?kind=class" aria-current="page"/)
    expect(String(<AdminDocument title="Orders" nav="orders" />)).toMatch(/href="\/admin\/orders" aria-current="page"/)
  })
})

describe('addresses and names', () => {
  it('keep the state of a list, and drop its cursor', () => {
    expect(withParameters('/admin/orders?status=all&cursor=abc', { sort: '-total' })).toBe(
      '/admin/orders?status=all&sort=-total',
    )
    expect(withParameters('/admin/orders?sort=name', { sort: undefined })).toBe('/admin/orders')
  })

  it('become two letters at most', () => {
    expect(initials('Karl W. Palachuk')).toBe('KP')
    expect(initials('Madonna')).toBe('M')
    expect(initials('  ')).toBe('')
  })
})
