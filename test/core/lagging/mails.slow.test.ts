import { findPersonById, renamePerson } from '@lectern/core/identity'
import { addSeconds, type Instant } from '@lectern/core/platform'
import { readRosterShard, rosterShards } from '@lectern/core/registration'
import { startDueReminders } from '@lectern/core/reminders'
import { draftRosterMail, findSent, RosterMailWords, sendRosterMail } from '@lectern/core/roster-mail'
import {
  bookOfficeHour,
  findAttendance,
  issueCertificate,
  leaveOfficeHour,
  setCertificateRule,
} from '@lectern/core/teaching'
import { describe, expect, test } from 'vitest'
import { over, wasAt } from '../../support/attendance.ts'
import { anEvent, aPerson, aWebinar, minutes, people, placed, start } from '../../support/build.ts'
import { drain, type TestDesk } from '../../support/desk.ts'
import { openLaggingDesk } from '../../support/lagging-table.ts'
import { aTaughtClass, someSlots } from '../../support/office-hours.ts'

const many = people(40)

/** How many mails of a template each address got. */
const mailed = (desk: TestDesk, template: string): Record<string, number> => {
  const count: Record<string, number> = {}
  for (const { to } of desk.mails({ template })) count[String(to)] = (count[String(to)] ?? 0) + 1
  return count
}
const once = (addresses: string[]) => Object.fromEntries(addresses.map((email) => [email, 1]))

/** Whom the index of a roster shows. */
const onRoster = async ({ table }: TestDesk, event: string): Promise<number> => {
  const shards = Array.from({ length: rosterShards }, (_, shard) =>
    readRosterShard(table, event, shard, { limit: 100 }),
  )
  return (await Promise.all(shards)).flat().length
}

describe('who was confirmed a moment ago, nothing of it delivered yet and nothing shown by an index, is mailed', () => {
  test('the reminder that falls due in the next second reaches all of them, once', async () => {
    const desk = await openLaggingDesk(2)
    await aWebinar(desk.table)
    const due: Instant = '2024-04-10T15:00:00Z'
    const tick = async (now: Instant) => {
      desk.clock.now = now
      await startDueReminders(desk.table, now, (_, error) => {
        throw error
      })
      expect(await drain(desk)).toEqual([])
    }
    expect(await drain(desk)).toEqual([])
    await tick('2024-04-10T14:59:00Z')
    desk.clock.now = addSeconds(due, -1)
    desk.table.hold()
    await Promise.all(many.map((email) => placed(desk, email, 'kpis:seat', { now: desk.clock.now })))
    expect(await onRoster(desk, 'kpis')).toBe(0)
    // The row of the reminder is acted on before those of the orders: the drain takes what is due side by side.
    await tick(due)
    expect(mailed(desk, 'reminder-hour')).toEqual(once(many))
    await desk.table.catchUp()
    await tick(addSeconds(due, 60))
    expect(mailed(desk, 'reminder-hour')).toEqual(once(many))
  })

  test('a mail to the roster reaches all of them, once, and counts each once', async () => {
    const desk = await openLaggingDesk(2)
    await aWebinar(desk.table)
    expect(await drain(desk)).toEqual([])
    const words = RosterMailWords.parse({
      audience: 'everyone',
      about: 'event',
      subject: 'Room 12',
      body: 'Come along.',
    })
    const mail = await draftRosterMail(desk.table, 'kpis', words, undefined, minutes(1))
    desk.table.hold()
    await Promise.all(many.map((email) => placed(desk, email, 'kpis:seat', { now: minutes(1) })))
    await sendRosterMail(desk.table, mail, 1, minutes(1))
    expect(await onRoster(desk, 'kpis')).toBe(0)
    desk.clock.now = minutes(5)
    expect(await drain(desk)).toEqual([])
    expect(mailed(desk, 'roster-mail')).toEqual(once(many))
    expect((await findSent(desk.table, mail.id)).counts.posted).toBe(many.length)
  })
})

describe('people whom the index of ids does not show yet', () => {
  test('who books and leaves an office hour in their first moment is told, with the teacher', async () => {
    const desk = await openLaggingDesk(2)
    const { table } = desk
    const { james } = await aTaughtClass(table, { tickets: [{ slug: 'seat', name: 'Seat', priceCents: 0 }] })
    const [slot] = await someSlots(table, james)
    desk.clock.now = minutes(1)
    await table.catchUp()
    table.hold()
    await placed(desk, 'ada@example.com', '5w22:seat', { now: minutes(1) })
    const ada = await aPerson(table, 'ada@example.com')
    expect(await findPersonById(table, ada.id)).toBeUndefined()
    await bookOfficeHour(table, '5w22', slot?.id ?? '', { actor: ada, now: minutes(1) })
    expect(await drain(desk)).toEqual([])
    await leaveOfficeHour(table, '5w22', slot?.id ?? '', ada, minutes(1))
    expect(await drain(desk)).toEqual([])
    expect(mailed(desk, 'office-hour-booked')).toEqual(once(['ada@example.com']))
    expect(mailed(desk, 'office-hour-cancelled')).toEqual(once(['ada@example.com', 'james@example.com']))
  })

  test('a certificate reaches its holder, under the name that they go by', async () => {
    const desk = await openLaggingDesk(2)
    const { table } = desk
    const event = await anEvent(table, { tickets: [{ slug: 'seat', name: 'Seat', priceCents: 0 }] })
    await setCertificateRule(table, '5w22', { attend: 4 })
    table.hold()
    await placed(desk, 'ada@example.com', '5w22:seat')
    const ada = await renamePerson(table, 'ada@example.com', 'Ada Lovelace', start)
    expect(await findPersonById(table, ada.id)).toBeUndefined()
    await wasAt(table, event, ada.id, 4)
    const issued = await issueCertificate(desk, '5w22', ada.id, over)
    expect(issued).toMatchObject({ made: true, certificate: { name: 'Ada Lovelace' } })
    expect(await drain(desk, over)).toEqual([])
    expect(mailed(desk, 'certificate-ready')).toEqual(once(['ada@example.com']))
    expect((await findAttendance(table, '5w22', ada.id)).certificate?.certificate).toBe(issued?.certificate.id)
  })
})
