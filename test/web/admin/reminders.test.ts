import { publishEvent } from '@lectern/core/catalog'
import { getTimetable } from '@lectern/core/reminders'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planReminders } from '../../../packages/core/src/reminders/plan-reminders.ts'
import { type AdminSite, openAdminSite, textOf } from '../../support/admin-site.ts'
import { aWebinar, draftEvent } from '../../support/build.ts'

const now = '2024-04-02T17:00:00Z'
const path = '/admin/events/kpis/reminders'
let site: AdminSite
let id: (minutes: number) => string
beforeAll(async () => {
  site = await openAdminSite({ now })
  const event = await aWebinar(site.table)
  await planReminders(site.table, 'kpis', now)
  await site.order(event, { email: 'anna@example.com', name: 'Anna' })
  site.clock.now = '2024-04-02T17:05:00Z'
  id = (minutes) => `${event.sessions[0]?.id}-${minutes}`
})
afterAll(() => site.stop())

const stateOf = async (minutes: number) =>
  (await getTimetable(site.table, 'kpis', now)).reminders.find((one) => one.minutes === minutes)?.state

describe('the timetable of reminders', () => {
  it('says what goes when, in the event’s zone, and to how many', async () => {
    const text = await site.admin.read(path)
    expect(text).toMatch(/Tue, Apr 9, 2024, 9:00 AM Pacific 1 day before .*one person by now Planned/)
    expect(text).toMatch(/Wed, Apr 10, 2024, 8:00 AM Pacific 1 hour before/)
    expect(text).toMatch(/Wed, Apr 10, 2024, 12:30 PM Pacific How was it\?/)
    expect(await site.admin.read('/admin/events/kpis')).toContain('Reminders')
  })

  it('skips one, and takes that back from the words that say so', async () => {
    const skipped = await site.admin.post(`${path}/${id(1440)}/skip`)
    expect(skipped.headers.get('location')).toBe(`${path}?done=skipped&which=${id(1440)}`)
    expect(await stateOf(1440)).toBe('skipped')
    const page = await (await site.admin.get(skipped.headers.get('location') ?? '')).text()
    expect(textOf(page)).toContain('Undo skip')
    expect(page).toContain(`action="${path}/${id(1440)}/restore"`)
    await site.admin.post(`${path}/${id(1440)}/restore`)
    expect(await stateOf(1440)).toBe('planned')
  })

  it('sends one now, after saying to how many it goes', async () => {
    const asked = await site.admin.read(`${path}/${id(60)}/send`)
    expect(asked).toContain('Send it to one person')
    expect(asked).toContain('won’t be sent again on Wed, Apr 10, 2024, 8:00 AM Pacific')
    expect(await stateOf(60)).toBe('planned')
    const sent = await site.admin.post(`${path}/${id(60)}/send`)
    expect(sent.status).toBe(303)
    expect(await stateOf(60)).toBe('started')
    expect(await site.admin.read(path)).toMatch(/Sent by hand on Tue, Apr 2, 2024, 10:05 AM Pacific .* Sending/)
    expect((await site.admin.post(`${path}/${id(60)}/skip`)).status).toBe(409)
  })

  it('takes other moments, ticked and typed, and refuses what is none', async () => {
    const wrong = await site.admin.post(path, { minutes: ['1440'], count: '91', unit: 'days', intent: 'save' })
    expect(wrong.status).toBe(400)
    expect(textOf(await wrong.text())).toContain('Enter 5 minutes to 90 days')
    expect((await site.admin.post(path, { minutes: ['x'], intent: 'save' })).status).toBe(400)
    const saved = await site.admin.post(path, { minutes: ['1440'], count: '90', unit: 'minutes', intent: 'save' })
    expect(saved.headers.get('location')).toBe(`${path}?done=saved`)
    await planReminders(site.table, 'kpis', site.clock.now)
    const text = await site.admin.read(path)
    expect(text).toContain('90 minutes before')
    expect(text).toContain('Use defaults')
    await site.admin.post(path, { intent: 'usual' })
    expect((await getTimetable(site.table, 'kpis', now)).event.reminders).toEqual([1440, 60])
  })

  it('shows of a draft what would be planned, without a button to send it', async () => {
    await draftEvent(site.table)
    const text = await site.admin.read('/admin/events/5w22/reminders')
    expect(text).toContain('Reminders start after you publish the event')
    expect(text).toMatch(/1 week before.*Tue, Apr 23/)
    expect(text).not.toContain('Send now')
    expect((await site.admin.get('/admin/events/5w22/reminders/nothing/send')).status).toBe(404)
    await publishEvent(site.table, '5w22', site.clock.now)
    expect((await site.admin.get('/admin/events/5w22/reminders/nothing/send')).status).toBe(404)
    expect((await site.admin.post('/admin/events/5w22/reminders/nothing/skip')).status).toBe(404)
  })

  it('is for admins alone', async () => {
    const stranger = site.as(await site.signIn('anna@example.com', { name: 'Anna' }))
    expect((await stranger.get(path)).status).toBe(404)
    expect((await stranger.post(`${path}/${id(1440)}/send`)).status).toBe(404)
  })
})
