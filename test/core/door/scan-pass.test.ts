import type { Event } from '@lectern/core/catalog'
import { countIn, entrance, findRecord, passText, scanPass, undoCheckIn } from '@lectern/core/door'
import { newId, type Table } from '@lectern/core/platform'
import { findRegistration, type Registration } from '@lectern/core/registration'
import { findMarks } from '@lectern/core/teaching'
import { beforeEach, describe, expect, test } from 'vitest'
import { registered } from '../../support/attendance.ts'
import { columbus, fullPass, mainDay } from '../../support/columbus.ts'
import { drain, openDesk, type TestDesk } from '../../support/desk.ts'
import { meter } from '../../support/meter.ts'
import { registerMany } from '../roster-mail/roster-mail-roster.ts'

const secret = 'a secret of the tests'
const opened = '2024-06-06T12:30:00Z'

let desk: TestDesk
let table: Table
let event: Event
let ada: Registration

const registrationOf = async (of: Event, email: string): Promise<Registration> => {
  const person = await registered(table, of, email, 'Ada Byron')
  const found = await findRegistration(table, person.id, of.slug)
  if (!found) throw new Error('not registered')
  return found
}

beforeEach(async () => {
  desk = await openDesk()
  table = desk.table
  event = await columbus(table)
  ada = await registrationOf(event, 'ada@example.com')
})

const asked = (id: string, at = opened) => ({ id, gate: entrance, at, by: 'per_staff' })
const scan = (id: string, at = opened, pass = passText(secret, ada)) =>
  scanPass({ table, secret }, event, { pass }, asked(id, at), at)
const word = async (...of: Parameters<typeof scan>) => (await scan(...of)).verdict.word
const inside = async () => Object.fromEntries(await countIn(table, 'columbus'))

describe('a pass at the door', () => {
  test('lets in once a day: a full pass scanned on June 5 and June 6 is 2 check-ins, and no again', async () => {
    expect(await word('a', '2024-06-05T12:30:00Z')).toBe('admitted')
    expect(await word('b', '2024-06-06T12:30:00Z')).toBe('admitted')
    expect(await word('c', '2024-06-06T14:00:00Z')).toBe('again')
    expect(await inside()).toEqual({ 'entrance#2024-06-05': 1, 'entrance#2024-06-06': 1 })
  })

  test('one scan posted 50 times, 10 at once: 1 check-in, 50 equal answers', async () => {
    const answers: unknown[] = []
    for (let batch = 0; batch < 5; batch += 1) {
      answers.push(...(await Promise.all(Array.from({ length: 10 }, () => scan('same')))))
    }
    expect(answers).toEqual(Array.from({ length: 50 }, () => answers[0]))
    expect(answers[0]).toMatchObject({ verdict: { word: 'admitted' } })
    expect(await inside()).toEqual({ 'entrance#2024-06-06': 1 })
    expect((await findRecord(table, { event: 'columbus', registration: ada.id })).scans).toHaveLength(1)
  })

  test('ten doors at once let in one, and say again to nine', async () => {
    const words = await Promise.all(Array.from({ length: 10 }, (_, door) => word(`door${door}`)))
    expect(words.toSorted()).toEqual(['admitted', ...Array.from({ length: 9 }, () => 'again')])
    expect(await inside()).toEqual({ 'entrance#2024-06-06': 1 })
  })

  test('whichever of two doors is heard first, the earlier scan counts, once', async () => {
    await scan('late', '2024-06-06T12:31:05Z')
    expect(await word('early', '2024-06-06T12:30:50Z')).toBe('admitted')
    const { checkIns } = await findRecord(table, { event: 'columbus', registration: ada.id })
    expect(checkIns.map((one) => one.scan)).toEqual(['early'])
    expect(await inside()).toEqual({ 'entrance#2024-06-06': 1 })
  })

  test('undone, it lets in again; undone twice, it counts once', async () => {
    await scan('a')
    await undoCheckIn({ table, secret }, event, ada.personId, asked('undo', '2024-06-06T12:31:00Z'), opened)
    await undoCheckIn({ table, secret }, event, ada.personId, asked('undo2', '2024-06-06T12:31:30Z'), opened)
    expect(await inside()).toEqual({ 'entrance#2024-06-06': 0 })
    expect(await word('b', '2024-06-06T12:32:00Z')).toBe('admitted')
    expect(await inside()).toEqual({ 'entrance#2024-06-06': 1 })
  })

  test('an undo that is sent again after someone came back undoes nothing more', async () => {
    await scan('a')
    const undo = (at: string) => undoCheckIn({ table, secret }, event, ada.personId, asked('undo', at), at)
    await undo('2024-06-06T12:31:00Z')
    await scan('b', '2024-06-06T12:32:00Z')
    await undo('2024-06-06T12:33:00Z')
    expect(await inside()).toEqual({ 'entrance#2024-06-06': 1 })
  })

  test('of another event, of another ticket, and of nobody is told apart, and nobody is named for them', async () => {
    const other = await columbus(table, { slug: 'newark', title: 'Newark' })
    const elsewhere = await registrationOf(other, 'bob@example.com')
    expect(await scan('a', opened, passText(secret, elsewhere))).toEqual({ verdict: { word: 'other-event' } })
    expect(await word('b', opened, passText(secret, { ...ada, sku: mainDay }))).toBe('replaced')
    expect(await scan('c', opened, passText('forged', ada))).toEqual({ verdict: { word: 'unknown' } })
    expect(await scan('d', opened, 'https://example.com/nothing')).toEqual({ verdict: { word: 'unknown' } })
    expect(await word('e', opened, passText(secret, { ...ada, personId: newId('person') }))).toBe('unknown')
    expect(await inside()).toEqual({})
  })

  test('marks who came as present on that day, until it’s undone; what was said by hand stays', async () => {
    const [first, second] = event.sessions.map(({ id }) => id)
    const marks = async (session = '') =>
      (await findMarks(table, 'columbus', session, [ada.personId])).get(ada.personId)
    await scan('a')
    await drain(desk, '2024-06-06T12:40:00Z')
    expect(await marks(second)).toMatchObject({ present: true, how: 'scan' })
    expect(await marks(first)).toBeUndefined()
    await undoCheckIn({ table, secret }, event, ada.personId, asked('u', '2024-06-06T12:31:00Z'), opened)
    await drain(desk, '2024-06-06T12:40:00Z')
    expect(await marks(second)).toBeUndefined()
  })

  test('costs the same however many are registered', async () => {
    const measured = meter(table)
    const cost = async (id: string, at: string) => {
      measured.reset()
      expect(await word(id, at)).toBe('admitted')
      return { reads: measured.reads(), writes: measured.writes() }
    }
    const few = await cost('a', '2024-06-05T12:30:00Z')
    await registerMany(
      table,
      fullPass,
      Array.from({ length: 100 }, (_, person) => `person${person}@example.com`),
    )
    const many = await cost('b', '2024-06-06T12:30:00Z')
    expect(many.writes).toBe(few.writes)
    expect(many.reads).toBeLessThanOrEqual(few.reads + 0.5)
    expect(few.reads).toBeLessThanOrEqual(3)
  })
})
