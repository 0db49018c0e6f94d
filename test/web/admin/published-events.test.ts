import { findEvent } from '@lectern/core/catalog'
import { visitor } from '@lectern/core/identity'
import { joinWaitingList, listWaitingList } from '@lectern/core/registration'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AdminSite, type Fields, openAdminSite, textOf } from '../../support/admin-site.ts'
import { makeEvent, salesClass } from '../../support/program.ts'

let site: AdminSite
beforeAll(async () => {
  site = await openAdminSite({ now: '2024-01-08T17:00:00Z' })
})
afterAll(() => site.stop())

const send = async (path: string, fields: Fields) => {
  const response = await site.admin.post(path, fields)
  return { response, html: await response.text() }
}

/** The fields of an editor's page, as a browser would send them back. */
const fieldsOf = (html: string): Record<string, string> => {
  const fields: Record<string, string> = {}
  for (const [tag] of html.matchAll(/<input[^>]*>/g)) {
    const name = /name="([^"]+)"/.exec(tag)?.[1]
    const unchecked = /type="(radio|checkbox)"/.test(tag) && !/ checked/.test(tag)
    if (name && !unchecked) fields[name] = /value="([^"]*)"/.exec(tag)?.[1] ?? ''
  }
  for (const [, name = '', text = ''] of html.matchAll(/<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)</g))
    fields[name] = text
  for (const [, name = '', options = ''] of html.matchAll(/<select[^>]*name="([^"]+)"[^>]*>(.*?)<\/select>/gs)) {
    fields[name] = /<option[^>]*value="([^"]*)"[^>]*selected/.exec(options)?.[1] ?? ''
  }
  return fields
}

const editor = async (slug: string) => fieldsOf(await (await site.admin.get(`/admin/events/${slug}/edit`)).text())

describe('an access that shuts out people who are registered', () => {
  it('is asked about before it is saved, in words for what they lose', async () => {
    const event = await makeEvent(site.table, { ...salesClass, slug: 'narrow' }, site.clock.now)
    await site.order(event, { email: 'dana@example.com', name: 'Dana Goulston' })
    const fields = await editor('narrow')
    const members = await send('/admin/events/narrow/edit', { ...fields, access: 'members', intent: 'save' })
    expect(textOf(members.html)).toContain('One registered person would lose access. Without a membership,')
    const invited = { ...fields, access: 'invited', invited: 'someone@example.com', intent: 'save' }
    expect(textOf((await send('/admin/events/narrow/edit', invited)).html)).toContain(
      'One registered person wouldn’t be on the list. They keep their seat and can attend.',
    )
    expect(await findEvent(site.table, 'narrow')).toMatchObject({ access: 'everyone' })
  })
})

describe('an event that is published, in its editor', () => {
  it('asks before it tells people, keeps what was typed, and saves once', async () => {
    const event = await makeEvent(site.table, { ...salesClass, slug: '5w21' }, site.clock.now)
    await site.order(event, { email: 'dana@example.com', name: 'Dana Goulston' })
    const typed = {
      ...{ title: 'Renamed', venueName: 'Hall', venueAddress: 'Main St 1', 'sessions.0.title': 'Kick-off' },
      ...{ 'sessions.1.callOff': 'yes', 'sessions.5.startsAt': '2024-07-02T09:00', 'sessions.5.durationMinutes': '60' },
    }
    const fields = { ...(await editor('5w21')), ...typed }
    const asked = await send('/admin/events/5w21/edit', { ...fields, intent: 'save' })
    const text = textOf(asked.html)
    expect(text).toContain('We’ll email one person')
    expect(text).toContain('New session: Tue, Jul 2, 2024')
    expect(text).toContain('The place changes from online to Hall, Main St 1')
    expect(text).toMatch(/Canceled: \w+, \w+ \d+, 2024/)
    expect(fieldsOf(asked.html)).toMatchObject(typed)
    expect((await findEvent(site.table, '5w21'))?.title).not.toBe('Renamed')
    const saved = await send('/admin/events/5w21/edit', { ...fieldsOf(asked.html), intent: 'confirmed' })
    expect(saved.response.headers.get('location')).toBe('/admin/events/5w21?done=saved')
    const after = await findEvent(site.table, '5w21')
    expect(after).toMatchObject({ title: 'Renamed', venue: { name: 'Hall' } })
    expect(after?.sessions[0]?.title).toBe('Kick-off')
    expect(after?.sessions.map(({ status }) => status)).toEqual([
      ...['scheduled', 'cancelled', 'scheduled', 'scheduled', 'scheduled', 'scheduled'],
    ])
    // The second press of the button meets what the first has saved.
    const again = await send('/admin/events/5w21/edit', { ...fieldsOf(asked.html), intent: 'confirmed' })
    expect(again.response.status).toBe(409)
    expect(textOf(again.html)).toContain('Someone else just saved the same changes to this event')
  })

  it('saves words at once, and says beside its row what is wrong with a session', async () => {
    const fields = { ...(await editor('5w21')), intent: 'save', 'sessions.1.summary': 'What we do' }
    expect((await send('/admin/events/5w21/edit', fields)).response.status).toBe(303)
    const now = await editor('5w21')
    const onto = { ...now, intent: 'save', 'sessions.5.startsAt': now['sessions.1.startsAt'] ?? '' }
    const wrong = await send('/admin/events/5w21/edit', { ...onto, 'sessions.5.durationMinutes': '60' })
    expect(wrong.response.status).toBe(400)
    expect(wrong.html).toContain('id="field-sessions-5-startsAt-error"')
    const past = { ...now, intent: 'save', 'sessions.0.startsAt': '2023-01-10T09:00' }
    expect((await send('/admin/events/5w21/edit', past)).html).toContain('id="field-sessions-0-startsAt-error"')
    expect((await findEvent(site.table, '5w21'))?.sessions[2]?.summary).toBe('What we do')
  })
})

describe('an event that is sold out', () => {
  it('says so, with count, limit and who waits, in order; someone can be removed', async () => {
    const seat = { slug: 'seat', name: 'Seat', priceCents: 0 }
    const tickets = [
      { ...seat, capacity: 1 },
      { ...seat, slug: 'day', name: 'Day', capacity: 1 },
    ]
    const event = await makeEvent(
      site.table,
      { ...salesClass, slug: 'full', capacity: undefined, tickets },
      site.clock.now,
    )
    for (const ticket of ['seat', 'day']) {
      await site.order(event, { email: `${ticket}@example.com`, name: ticket }, { tickets: [ticket] })
    }
    for (const name of ['Bo', 'Cy']) {
      const request = { sku: 'full:seat', email: `${name.toLowerCase()}@example.com`, name }
      await joinWaitingList({ table: site.table }, request, visitor, site.clock.now)
    }
    const text = await site.admin.read('/admin/events/full')
    expect(text).toContain('Sold out; 2 on the waitlist.')
    expect(text).not.toContain('People can register now')
    expect(text).toContain('2 registered, no limit')
    expect(text).toContain('1 taken, limit 1')
    expect(text).toContain('Waitlist (2)')
    expect(text.indexOf('bo@example.com')).toBeLessThan(text.indexOf('cy@example.com'))
    const [first] = await listWaitingList(site.table, event, site.clock.now)
    const removal = { act: 'remove', place: first?.place.id ?? '' }
    const asked = await send('/admin/events/full/waiting-list', removal)
    expect(asked.response.status).toBe(200)
    expect(asked.html).toContain(`Remove ${first?.place.name} from the waitlist?`)
    expect(await site.admin.read('/admin/events/full')).toContain('Waitlist (2)')
    expect((await send('/admin/events/full/waiting-list', { ...removal, sure: 'yes' })).response.status).toBe(303)
    expect(await site.admin.read('/admin/events/full')).toContain('Waitlist (1)')
    const none = await send('/admin/events/full/waiting-list', { act: 'offer' })
    expect(none.response.headers.get('location')).toContain('done=none-free')
  })
})

it('canceling takes the address in large letters, too', async () => {
  await makeEvent(site.table, { ...salesClass, slug: '5w29' }, site.clock.now)
  const { response } = await send('/admin/events/5w29/cancel', { confirm: '5W29' })
  expect(response.headers.get('location')).toBe('/admin/events/5w29?done=cancelled')
})

it('a draft’s address is changed on its form; a published event’s is not asked for', async () => {
  const draft = await makeEvent(site.table, { ...salesClass, slug: '5w30' }, site.clock.now, { draft: true })
  const fields = { ...(await editor(draft.slug)), intent: 'save' }
  const onto = await send('/admin/events/5w30/edit', { ...fields, slug: '5w29' })
  expect(onto.html).toContain('id="field-slug-error"')
  expect(onto.html).toContain('value="5w29"')
  const { response } = await send('/admin/events/5w30/edit', { ...fields, slug: 'autumn-class', title: 'Autumn' })
  expect(response.headers.get('location')).toBe('/admin/events/autumn-class?done=saved')
  expect(await findEvent(site.table, 'autumn-class')).toMatchObject({ title: 'Autumn', sessions: draft.sessions })
  expect((await site.admin.get('/admin/events/5w30')).status).toBe(404)
  expect(await editor('5w29')).not.toHaveProperty('slug')
})

describe('an event is canceled by its address or its code, as one writes them', () => {
  it.each(['5W30', ' board-class ', 'BOARD-CLASS'])('%s', async (written) => {
    await makeEvent(site.table, { ...salesClass, slug: 'board-class', code: '5W30' }, site.clock.now, { draft: true })
    expect((await send('/admin/events/board-class/cancel', { confirm: '5w3' })).response.status).toBe(400)
    expect((await send('/admin/events/board-class/cancel', { confirm: written })).response.status).toBe(303)
    expect(await findEvent(site.table, 'board-class')).toBeUndefined()
  })
})
