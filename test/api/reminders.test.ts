import { afterAll, beforeAll, expect, test } from 'vitest'
import { planReminders } from '../../packages/core/src/reminders/plan-reminders.ts'
import { aWebinar } from '../support/build.ts'
import { type House, openHouse } from './support.ts'

const path = '/api/admin/events/kpis/reminders'
let house: House
let id: string
beforeAll(async () => {
  house = await openHouse('2024-04-02T17:00:00Z')
  const event = await aWebinar(house.table)
  id = `${event.sessions[0]?.id}-1440`
  await planReminders(house.table, 'kpis', '2024-04-02T17:00:00Z')
})
afterAll(() => house.close())

test('an admin reads the timetable, skips one, plans it again and sends it at once', async () => {
  const { body } = await house.admin('GET', path)
  expect(body.recipients).toEqual({ people: 0, more: false })
  expect(body.reminders.map((one: { dueAt: string; state: string }) => `${one.dueAt} ${one.state}`)).toEqual([
    '2024-04-09T16:00:00Z planned',
    '2024-04-10T15:00:00Z planned',
    '2024-04-10T19:30:00Z planned',
  ])
  expect((await house.admin('POST', `${path}/${id}/skip`)).body).toMatchObject({ id, state: 'skipped', done: false })
  expect((await house.admin('POST', `${path}/${id}/restore`, {})).body).toMatchObject({ state: 'planned' })
  const sent = await house.admin('POST', `${path}/${id}/send`)
  expect(sent.body).toMatchObject({ state: 'started', startedBy: 'organiser', startedAt: '2024-04-02T17:00:00Z' })
  expect((await house.admin('POST', `${path}/${id}/skip`)).status).toBe(409)
  expect((await house.admin('POST', `${path}/none/skip`)).status).toBe(404)
  const audit = await house.admin('GET', '/api/admin/audit')
  const acts = audit.body.items.map(
    ({ action, subject }: { action: string; subject: string }) => `${action} ${subject}`,
  )
  expect(acts.slice(0, 3)).toEqual(['send', 'restore', 'skip'].map((act) => `reminder.${act} reminder:kpis:${id}`))
})

test('the moments of an event are changed with the event', async () => {
  const changed = await house.admin('PATCH', '/api/admin/events/kpis', { reminders: [30, 2880] })
  expect(changed.body.reminders).toEqual([30, 2880])
  expect((await house.admin('PATCH', '/api/admin/events/kpis', { reminders: [1] })).status).toBe(400)
})

test('nobody else reads or acts', async () => {
  const bearer = await house.keyOf('someone@example.com')
  expect((await house.call('GET', path, { bearer })).status).toBe(404)
  expect((await house.call('POST', `${path}/${id}/send`, { bearer })).status).toBe(404)
  expect((await house.call('GET', path)).status).toBe(401)
})
