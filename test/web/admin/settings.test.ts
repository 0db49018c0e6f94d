import { findOrganizerSettings, findTerms } from '@lectern/core/organizer'
import { encode } from 'fast-png'
import { beforeAll, describe, expect, test } from 'vitest'
import { type AdminSite, type Fields, openAdminSite, textOf } from '../../support/admin-site.ts'
import { seedProgram } from '../../support/program.ts'

let site: AdminSite
beforeAll(async () => {
  // 5:30 PM on March 31 in Sacramento, already April 1 in UTC.
  site = await openAdminSite({ now: '2024-04-01T00:30:00Z' })
  await seedProgram(site.table, site.clock.now)
})

const settings: Fields = {
  revision: '0',
  name: 'Small Biz Thoughts',
  replyTo: 'help@lectern.example',
  postalAddress: '2 Main Street\nSacramento, CA',
  zone: 'America/Los_Angeles',
  countriesFirst: 'US, CA',
  terms: 'Be kind to each other.\n\nEverything else follows.',
  refundText: 'We also swap seats for another run.',
  about: 'Three people in Sacramento.',
  help: 'Call us on weekdays.',
}

describe('the organizer’s settings page', () => {
  test('saves, and pages say so at once', async () => {
    expect(await site.admin.read('/admin/settings')).toContain('Small Biz Community')
    const answer = await site.admin.post('/admin/settings', settings)
    expect(answer.headers.get('location')).toBe('/admin/settings?done=saved')
    expect(await site.admin.read('/about')).toContain('Three people in Sacramento.')
    expect(await site.admin.read('/help')).toContain('Call us on weekdays. Registering and paying')
    expect(await site.admin.read('/contact')).toContain('Email help@lectern.example')
    expect(await site.admin.read('/refunds')).toContain('We also swap seats for another run.')
    const terms = await site.admin.read('/terms')
    expect(terms).toContain('Be kind to each other.')
    expect(terms).toContain('help@lectern.example')
    expect(terms).toContain('Effective Sun, Mar 31, 2024 (Pacific)')
  })

  test('an order keeps the version of the terms that its buyer accepted, and they can still be read', async () => {
    const event = await site.admin.get('/events/5w22')
    expect(event.status).toBe(200)
    const version = (await findOrganizerSettings(site.table))?.termsVersion ?? ''
    const { findEvent } = await import('@lectern/core/catalog')
    const found = await findEvent(site.table, '5w22')
    if (!found) throw new Error('no event')
    const order = await site.order(found, { email: 'pat@example.com', name: 'Pat' }, { paid: false })
    expect(order.terms.version).toBe(version)
    await site.admin.post('/admin/settings', { ...settings, revision: '1', terms: 'Be kinder.' })
    expect(await site.admin.read('/terms')).toContain('Be kinder.')
    const older = await site.admin.read(`/terms?version=${version}`)
    expect(older).toContain('Be kind to each other.')
    expect(older).toContain('You’re reading an older version.')
    expect((await site.admin.get('/terms?version=made-up')).status).toBe(404)
    expect(await findTerms(site.table, version)).toBeDefined()
  })

  test.each<[Fields, string, string]>([
    [{ replyTo: 'nobody' }, 'replyTo', 'address'],
    [{ zone: 'Mars/Olympus' }, 'zone', 'time zone'],
    [{ countriesFirst: 'US, Mars' }, 'countriesFirst', '“Mars” isn’t a two-letter country code'],
    [{ postalAddress: '' }, 'postalAddress', 'Enter a postal address'],
  ])('%j is refused beside its field, and what was typed stays', async (more, field, words) => {
    const answer = await site.admin.post('/admin/settings', { ...settings, revision: '2', name: 'Typed', ...more })
    const html = await answer.text()
    expect(answer.status).toBe(400)
    expect(html).toContain(`href="#field-${field}"`)
    expect(textOf(html)).toContain(words)
    expect(html).toContain('value="Typed"')
  })

  test('a change made from an older state is shown again with what was typed, and can then replace it', async () => {
    const late = await site.admin.post('/admin/settings', { ...settings, revision: '1', name: 'Late' })
    const html = await late.text()
    expect(late.status).toBe(409)
    expect(html).toContain('value="Late"')
    expect(textOf(html)).toContain('Your changes are still here')
    const revision = /name="revision" value="(\d+)"/.exec(html)?.[1] ?? ''
    expect((await site.admin.post('/admin/settings', { ...settings, revision, name: 'Late' })).status).toBe(303)
    expect((await findOrganizerSettings(site.table, true))?.name).toBe('Late')
  })

  test('a logo is uploaded, shown on pages, served for good, and removed', async () => {
    const png = encode({ width: 80, height: 20, data: new Uint8Array(80 * 20 * 4).fill(90), channels: 4, depth: 8 })
    const upload = async (bytes: Uint8Array, type: string) => {
      const page = await (await site.admin.get('/admin/settings')).text()
      const body = new FormData()
      body.set('revision', /name="revision" value="(\d+)"/.exec(page)?.[1] ?? '')
      body.set('logo', new File([new Uint8Array(bytes)], 'logo.png', { type }))
      const cookie = await site.signIn('karl@example.com', { name: 'Karl', admin: true })
      return site.request('/admin/settings/logo', {
        method: 'POST',
        body,
        headers: {
          cookie: [...cookie.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          origin: site.services.siteUrl,
        },
      })
    }
    const refused = await upload(Buffer.from('<svg><script/></svg>'), 'image/png')
    expect(refused.status).toBe(400)
    expect(textOf(await refused.text())).toContain('Choose a PNG picture.')
    expect((await upload(png, 'image/png')).headers.get('location')).toBe('/admin/settings?done=logo')
    const home = await (await site.request('/')).text()
    const path = /src="(\/organizer\/logo\/[^"]+)"/.exec(home)?.[1] ?? ''
    const served = await site.request(path)
    expect(served.headers.get('content-type')).toBe('image/png')
    expect(served.headers.get('cache-control')).toContain('immutable')
    expect((await site.request('/organizer/logo/nothing.png')).status).toBe(404)
    const revision = String((await findOrganizerSettings(site.table, true))?.revision)
    await site.admin.post('/admin/settings/logo/remove', { revision })
    expect(await (await site.request('/')).text()).not.toContain('/organizer/logo/')
  })

  test('admin pages show moments and start forms in the zone that was set', async () => {
    const revision = String((await findOrganizerSettings(site.table, true))?.revision)
    await site.admin.post('/admin/settings', { ...settings, revision, zone: 'America/New_York' })
    expect(await site.admin.read('/admin/orders')).toContain('in Eastern time')
    expect(await site.admin.read('/admin/orders')).toContain('Sun, Mar 31, 2024, 8:30 PM')
    expect(await (await site.admin.get('/admin/events/new')).text()).toMatch(/value="America\/New_York" selected/)
    expect(await (await site.admin.get('/admin/promotions/new')).text()).toMatch(/value="America\/New_York" selected/)
  })

  test('is there for admins alone', async () => {
    const other = site.as(await site.signIn('eve@example.com', { name: 'Eve' }))
    expect((await other.get('/admin/settings')).status).toBe(404)
    expect((await other.post('/admin/settings', settings)).status).toBe(404)
  })
})
