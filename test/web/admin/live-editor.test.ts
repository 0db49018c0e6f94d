import { getEvent } from '@lectern/core/catalog'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AdminSite, openAdminSite, textOf } from '../../support/admin-site.ts'
import { formsOf } from '../../support/fuzz/forms.ts'
import { makeEvent, salesClass } from '../../support/program.ts'

let site: AdminSite
let slug: string
beforeAll(async () => {
  site = await openAdminSite()
  const event = await makeEvent(site.table, { ...salesClass, includedInMembership: true }, site.clock.now)
  slug = event.slug
  await site.order(event, { email: 'dana@example.com', name: 'Dana Goulston' })
})
afterAll(() => site.stop())

const page = () => `/admin/events/${slug}/edit`

/** The fields of the editor as a browser would send them. */
const fields = async (): Promise<Record<string, string | string[]>> => {
  const html = await (await site.admin.get(page())).text()
  const [form] = formsOf(html, page()).filter(({ fields }) => fields.some(({ name }) => name === 'title'))
  const sent = (form?.fields ?? []).filter(({ ticked, value }) => ticked === undefined || value !== undefined)
  return Object.fromEntries(sent.map(({ name, value }) => [name, value ?? '']))
}

const send = async (change: Record<string, string>) => {
  const response = await site.admin.post(page(), { ...(await fields()), ...change })
  return { status: response.status, html: await response.text() }
}

/** What one part of the page holds, which is what a script replaces. */
const part = (html: string, name: string): string => {
  const [, rest = ''] = html.split(`data-part="${name}"`)
  return rest
}

describe('the editor’s preview', () => {
  test('is the event’s own card, for visitors and for members, with what was typed and nothing of it saved', async () => {
    const { html } = await send({ title: 'Selling for everyone', 'tickets.0.price': '249', intent: 'preview' })
    const card = part(html, 'card')
    expect(textOf(card)).toContain('Selling for everyone')
    const [, visitor = '', member = ''] = card.split(/for-visitor|for-member/)
    expect(textOf(visitor)).toContain('$249')
    expect(textOf(visitor)).toContain('Continue to payment')
    expect(textOf(member)).toContain('Included')
    expect((await getEvent(site.table, slug)).title).toBe(salesClass.title)
    expect(html).toContain('value="Selling for everyone"')
  })

  test('can’t be sent, linked, or confused with the form around it', async () => {
    const html = await (await site.admin.get(page())).text()
    const card = part(html, 'card').split('data-part=')[0] ?? ''
    expect(card).toContain('Your email')
    expect(card).not.toMatch(/<form|<script| name=| href=| id=/)
    expect(html.match(/<form/g)).toHaveLength(2)
  })

  test('keeps showing what is saved while the form comes to nothing', async () => {
    const { status, html } = await send({ title: '', intent: 'preview' })
    expect(status).toBe(400)
    expect(textOf(part(html, 'card'))).toContain(salesClass.title)
    expect(html.match(/id="errors"/g)).toHaveLength(1)
  })
})

describe('the button that saves', () => {
  test('counts whom it emails, and then asks no more; unless something else changed since', async () => {
    const { sessions } = await getEvent(site.table, slug)
    const day = (sessions[1]?.startsAt ?? '').slice(0, 10)
    const moved = { 'sessions.1.startsAt': `${day}T15:00` }
    const { html } = await send({ ...moved, intent: 'preview' })
    expect(textOf(part(html, 'save'))).toContain('Save and email one person')
    const told = /name="told" value="([^"]*)"/.exec(html)?.[1] ?? ''
    const other = await send({ 'sessions.1.startsAt': `${day}T16:00`, told, intent: 'save' })
    expect(textOf(other.html)).toContain('We’ll email one person')
    expect((await getEvent(site.table, slug)).sessions[1]?.startsAt).toBe(sessions[1]?.startsAt)
    expect((await send({ ...moved, told, intent: 'save' })).status).toBe(303)
    expect((await getEvent(site.table, slug)).sessions[1]?.startsAt).toBe(`${day}T15:00`)
  })

  test('saves at once what nobody needs to be told', async () => {
    const { html } = await send({ summary: 'Another summary.', intent: 'preview' })
    expect(textOf(part(html, 'save'))).not.toContain('email')
    expect((await send({ summary: 'Another summary.', intent: 'save' })).status).toBe(303)
  })
})

test('what the page says beside its description is written line by line, and left out when it’s emptied', async () => {
  const written = {
    audience: 'Owners, and their managers\n\n  Salespeople ',
    outcomes: 'A plan',
    'faq.0.question': 'Is it recorded?',
    'faq.0.answer': 'Yes.',
    'testimonials.0.quote': 'It paid for itself.',
    'testimonials.0.name': 'Olivia',
    'testimonials.0.role': '',
  }
  expect((await send({ ...written, intent: 'save' })).status).toBe(303)
  expect(await getEvent(site.table, slug)).toMatchObject({
    audience: ['Owners, and their managers', 'Salespeople'],
    outcomes: ['A plan'],
    faq: [{ question: 'Is it recorded?', answer: 'Yes.' }],
    testimonials: [{ quote: 'It paid for itself.', name: 'Olivia' }],
  })
  const { html } = await send({ 'faq.0.answer': '', intent: 'save' })
  expect(html).toContain('href="#field-faq-0-answer"')
  await send({
    audience: '',
    outcomes: '',
    'faq.0.question': '',
    'faq.0.answer': '',
    'testimonials.0.quote': '',
    'testimonials.0.name': '',
    intent: 'save',
  })
  const event = await getEvent(site.table, slug)
  for (const name of ['audience', 'outcomes', 'faq', 'testimonials'] as const) expect(event[name]).toBeUndefined()
})
