import { findEvent } from '@lectern/core/catalog'
import { listWaiting, outboxShards } from '@lectern/core/platform'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AdminSite, type Fields, openAdminSite, textOf } from '../../support/admin-site.ts'
import { makeEvent, salesClass } from '../../support/program.ts'

let site: AdminSite
beforeAll(async () => {
  site = await openAdminSite({ now: '2024-01-08T17:00:00Z' })
})
afterAll(() => site.stop())

const typed = (more: Fields = {}): Fields => ({
  kind: 'class',
  code: '5W21',
  title: 'Managing Your Service Board',
  zone: 'America/Los_Angeles',
  plan: 'weekly',
  startsAt: '2024-02-13T09:00',
  durationMinutes: '60',
  count: '5',
  'tickets.0.name': 'Seat',
  'tickets.0.price': '399',
  capacity: '20',
  refundUntilHours: '72',
  ...more,
})

const send = async (path: string, fields: Fields) => {
  const response = await site.admin.post(path, fields)
  return { response, html: await response.text() }
}

const waitingTopics = async (): Promise<string[]> => {
  const rows = await Promise.all(
    Array.from({ length: outboxShards }, (_, shard) => listWaiting(site.table, shard, 100)),
  )
  return rows.flat().map((row) => row.topic)
}

describe('an event, from the first preview to its cancellation', () => {
  it('says in words what the form means, and saves nothing', async () => {
    const { response, html } = await send('/admin/events/new', typed({ intent: 'preview' }))
    const text = textOf(html)
    expect(response.status).toBe(200)
    expect(text).toContain('Five sessions: Tuesdays, Feb 13 – Mar 12, 9:00 AM Pacific (noon Eastern), 1 hour each.')
    expect(text).toContain('In New York noon; in London 5:00 PM (sessions 1 to 4), 4:00 PM (session 5).')
    expect(text).toContain('sessions 1 to 4 start at 5:00 PM UTC, session 5 starts at 4:00 PM UTC')
    expect(text).toContain('Seat: $399 (20 seats in all).')
    expect(text).toContain('Everyone, signed in or not.')
    expect(await findEvent(site.table, '5w21')).toBeUndefined()
  })

  it('writes the sessions out, each to be given a title, and saves them with it', async () => {
    const { html } = await send('/admin/events/new', typed({ intent: 'expand' }))
    expect(html).toContain('name="sessions.4.startsAt"')
    expect(html).toMatch(/name="sessions\.4\.startsAt"|value="2024-03-12T09:00"/)
    expect(html).toMatch(/type="radio"[^>]*value="list"[^>]*checked/)
    const rows = ['02-13', '02-20', '02-27', '03-05', '03-12'].flatMap((day, index) => [
      // Rows are written with gaps, as someone leaves them who clears one in the middle.
      [`sessions.${index * 2}.startsAt`, `2024-${day}T09:00`],
      [`sessions.${index * 2}.durationMinutes`, '60'],
      [`sessions.${index * 2 + 1}.startsAt`, ''],
      [`sessions.${index * 2 + 1}.durationMinutes`, '60'],
      [`sessions.${index * 2}.title`, index === 0 ? 'Core components' : ''],
      [`sessions.${index * 2}.summary`, index === 0 ? 'What makes a great board' : ''],
    ])
    const fields = typed({ intent: 'save', plan: 'list', ...Object.fromEntries(rows) })
    const { response } = await send('/admin/events/new', fields)
    expect(response.headers.get('location')).toBe('/admin/events/5w21?done=created')
    const event = await findEvent(site.table, '5w21')
    expect(event?.status).toBe('draft')
    expect(event?.sessions.map(({ startsAt }) => startsAt.slice(5, 10))).toEqual([
      '02-13',
      '02-20',
      '02-27',
      '03-05',
      '03-12',
    ])
    expect(event?.sessions[0]).toMatchObject({ title: 'Core components', summary: 'What makes a great board' })
    expect(event?.tickets).toEqual([{ slug: 'seat', name: 'Seat', priceCents: 39_900 }])
    expect(event?.capacity).toBe(20)
  })

  it('keeps on editing what was typed, and empties what was emptied', async () => {
    const html = await (await site.admin.get('/admin/events/5w21/edit')).text()
    const revision = /name="revision" value="(\d+)"/.exec(html)?.[1] ?? ''
    const event = await findEvent(site.table, '5w21')
    const sessions = (event?.sessions ?? []).flatMap((session, index) => [
      [`sessions.${index}.startsAt`, session.startsAt],
      [`sessions.${index}.durationMinutes`, '90'],
    ])
    const fields = typed({
      intent: 'save',
      plan: 'list',
      revision,
      code: '',
      capacity: '',
      ...Object.fromEntries(sessions),
    })
    const { response } = await send('/admin/events/5w21/edit', fields)
    expect(response.headers.get('location')).toBe('/admin/events/5w21?done=saved')
    const changed = await findEvent(site.table, '5w21')
    expect(changed?.code).toBeUndefined()
    expect(changed?.capacity).toBeUndefined()
    expect(changed?.sessions.map(({ id }) => id)).toEqual(event?.sessions.map(({ id }) => id))
    expect(changed?.sessions[0]).toMatchObject({ durationMinutes: 90 })
  })

  it('does not lose what someone else saved meanwhile, nor what was typed', async () => {
    const before = await findEvent(site.table, '5w21')
    const stale = String((before?.revision ?? 0) - 1)
    const fields = typed({ intent: 'save', plan: 'none', revision: stale, title: 'Mine', code: '' })
    const { response, html } = await send('/admin/events/5w21/edit', fields)
    expect(response.status).toBe(409)
    expect(textOf(html)).toContain('Title: “Managing Your Service Board”')
    expect(html).toContain('value="Mine"')
    expect(html).toContain(`name="revision" value="${before?.revision}"`)
    expect((await findEvent(site.table, '5w21'))?.title).toBe('Managing Your Service Board')
  })

  it('is published with what that means said before', async () => {
    expect(await site.admin.read('/admin/events/5w21')).toContain('Everyone can see it at /events/5w21')
    const { response } = await send('/admin/events/5w21/publish', {})
    expect(response.headers.get('location')).toBe('/admin/events/5w21?done=published')
    expect((await findEvent(site.table, '5w21'))?.status).toBe('published')
    expect(await site.admin.read('/admin/events/5w21?done=published')).toContain('Published.')
  })

  it('moves a session only after it said who will be told of what', async () => {
    const event = await findEvent(site.table, '5w21')
    if (!event) throw new Error('no event')
    await site.order(event, { email: 'dana@example.com', name: 'Dana Goulston' })
    const session = event.sessions[4]?.id ?? ''
    const move = { session, startsAt: '2024-03-13T10:00', durationMinutes: '90' }
    const preview = textOf((await send('/admin/events/5w21/reschedule', move)).html)
    expect(preview).toContain('From Tue, Mar 12, 2024 · 9:00 AM Pacific to Wed, Mar 13, 2024 · 10:00 AM Pacific')
    expect(preview).toContain('Everyone registered (one person) gets an email')
    expect((await findEvent(site.table, '5w21'))?.sessions[4]?.startsAt).toBe('2024-03-12T09:00')
    expect(await waitingTopics()).not.toContain('event.updated')
    const { response } = await send('/admin/events/5w21/reschedule', { ...move, intent: 'move' })
    expect(response.headers.get('location')).toBe('/admin/events/5w21?done=moved')
    expect((await findEvent(site.table, '5w21'))?.sessions[4]).toMatchObject({
      startsAt: '2024-03-13T10:00',
      sequence: 1,
    })
    const again = await send('/admin/events/5w21/reschedule', { ...move, intent: 'move' })
    expect(again.response.headers.get('location')).toBe('/admin/events/5w21?done=same')
    expect((await waitingTopics()).filter((topic) => topic === 'event.updated')).toHaveLength(1)
  })

  it('refuses an hour that clocks skip, beside its field', async () => {
    const session = (await findEvent(site.table, '5w21'))?.sessions[0]?.id ?? ''
    const { response, html } = await send('/admin/events/5w21/reschedule', {
      session,
      startsAt: '2024-03-10T02:30',
      durationMinutes: '60',
      intent: 'move',
    })
    expect(response.status).toBe(409)
    expect(textOf(html)).toContain('02:30 doesn’t exist on 2024-03-10')
    expect(html).toContain('value="2024-03-10T02:30"')
  })

  it('leaves the sessions of a published event to rescheduling', async () => {
    const before = await findEvent(site.table, '5w21')
    const fields = typed({
      intent: 'save',
      revision: String(before?.revision),
      zone: 'UTC',
      title: 'Renamed',
      capacity: '',
    })
    const { response } = await send('/admin/events/5w21/edit', fields)
    expect(response.status).toBe(303)
    const after = await findEvent(site.table, '5w21')
    expect(after).toMatchObject({ title: 'Renamed', zone: 'America/Los_Angeles', sessions: before?.sessions })
  })

  it('says beside the field what can no longer change once it is on sale', async () => {
    const revision = String((await findEvent(site.table, '5w21'))?.revision)
    const gone = typed({ intent: 'save', revision, capacity: '', 'tickets.0.name': 'Another' })
    expect((await send('/admin/events/5w21/edit', gone)).html).toMatch(/id="field-tickets-0-name-error"/)
  })

  it('is cancelled only by anyone who writes its address, and keeps the reason that was typed', async () => {
    const wrong = await send('/admin/events/5w21/cancel', { reason: 'The speaker is ill.', confirm: '5w2' })
    expect(wrong.response.status).toBe(400)
    expect(wrong.html).toContain('The speaker is ill.')
    expect(textOf(wrong.html)).toContain('Registered: one person')
    expect((await findEvent(site.table, '5w21'))?.status).toBe('published')
    const { response } = await send('/admin/events/5w21/cancel', { reason: 'The speaker is ill.', confirm: '5w21' })
    expect(response.headers.get('location')).toBe('/admin/events/5w21?done=cancelled')
    expect(await findEvent(site.table, '5w21')).toMatchObject({
      status: 'cancelled',
      cancelReason: 'The speaker is ill.',
    })
    expect(await waitingTopics()).toContain('event.cancelled')
  })

  it('is deleted while it is a draft', async () => {
    await makeEvent(site.table, { ...salesClass, slug: 'a-draft' }, site.clock.now, { draft: true })
    const { response } = await send('/admin/events/a-draft/cancel', { confirm: 'a-draft' })
    expect(response.status).toBe(303)
    expect(await findEvent(site.table, 'a-draft')).toBeUndefined()
  })
})
