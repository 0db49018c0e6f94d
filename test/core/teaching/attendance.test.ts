import type { Event } from '@lectern/core/catalog'
import type { Table } from '@lectern/core/platform'
import {
  earned,
  findAttendance,
  findMarks,
  findProgress,
  listProgress,
  listRostered,
  markAttendance,
  noteJoined,
  progressOf,
  saveReport,
} from '@lectern/core/teaching'
import { beforeEach, describe, expect, test } from 'vitest'
import { over, registered, wasAt } from '../../support/attendance.ts'
import { anEvent, aWebinar, people, start } from '../../support/build.ts'
import { meter } from '../../support/meter.ts'
import { freshTable } from '../../support/table.ts'
import { registerMany } from '../roster-mail/roster-mail-roster.ts'

let table: Table
let event: Event
let ada: string
const first = () => event.sessions[0]?.id ?? ''
beforeEach(async () => {
  table = await freshTable()
  event = await anEvent(table)
  ada = (await registered(table, event, 'ada@example.com', 'Ada Byron')).id
})

const mark = async () => (await findMarks(table, '5w22', first(), [ada])).get(ada)
const report = (minutes: number) => ({ people: [{ personId: ada, minutes }], minimumMinutes: 30 })

describe('a mark', () => {
  test('by hand outranks a report and the join link, and stays until someone marks otherwise', async () => {
    expect(await noteJoined(table, event, { id: first() }, ada, start)).toBe(true)
    expect(await mark()).toMatchObject({ present: true, how: 'join' })
    expect(await saveReport(table, '5w22', first(), report(10), 'per_j', start)).toMatchObject({
      kept: 1,
      outranked: 0,
    })
    expect(await mark()).toMatchObject({ present: false, how: 'import', minutes: 10, by: 'per_j' })
    // Imported again, the other way round.
    await saveReport(table, '5w22', first(), report(30), 'per_j', start)
    expect(await mark()).toMatchObject({ present: true, minutes: 30 })
    await markAttendance(table, '5w22', first(), [{ personId: ada, present: false }], 'per_k', start)
    expect(await mark()).toEqual({
      ...{ event: '5w22', personId: ada, session: first(), present: false, how: 'hand', at: start, by: 'per_k' },
    })
    expect(await saveReport(table, '5w22', first(), report(60), 'per_j', start)).toMatchObject({
      kept: 0,
      outranked: 1,
    })
    expect(await noteJoined(table, event, { id: first() }, ada, start)).toBe(false)
    expect(await mark()).toMatchObject({ present: false, how: 'hand' })
    await markAttendance(table, '5w22', first(), [{ personId: ada, present: true }], 'per_k', start)
    expect(await mark()).toMatchObject({ present: true, how: 'hand' })
  })

  test('adds up what a report and its reader say of one person', async () => {
    const twice = { people: [...report(20).people, ...report(15).people], minimumMinutes: 30 }
    await saveReport(table, '5w22', first(), twice, 'per_j', start)
    expect(await mark()).toMatchObject({ present: true, minutes: 35 })
  })

  test('is of someone who is registered, at a session that takes place', async () => {
    const marked = await markAttendance(
      table,
      '5w22',
      first(),
      [{ personId: 'per_none', present: true }],
      'per_k',
      start,
    )
    expect(marked).toEqual({ kept: 0, outranked: 0, unknown: ['per_none'] })
    await expect(markAttendance(table, '5w22', 'ses_none', [], 'per_k', start)).rejects.toMatchObject({
      kind: 'not-found',
    })
  })
})

describe('progress', () => {
  test('counts the sessions that take place, and what is asked for shrinks when some were cancelled', async () => {
    await wasAt(table, event, ada, 3)
    const { marks } = await findAttendance(table, '5w22', ada)
    expect(progressOf(event, marks)).toMatchObject({ attended: 3, of: 5 })
    expect(earned({ attend: 4 }, event, marks, start)).toEqual({
      ...{ attended: 3, needed: 4, of: 5, met: false, over: false },
    })
    const shorter = {
      sessions: event.sessions.map((one, index) => (index > 2 ? { ...one, status: 'cancelled' as const } : one)),
    }
    expect(earned({ attend: 4 }, shorter, marks, over)).toEqual({
      ...{ attended: 3, needed: 3, of: 3, met: true, over: true },
    })
    expect(earned({ attend: 1 }, { sessions: [] }, [], over)).toMatchObject({ met: false, over: false })
  })

  test('costs the same reads for one however many there are, and for a page as many as it has people', async () => {
    const webinar = await aWebinar(table)
    const ids = await registerMany(table, 'kpis:seat', people(120))
    for (const id of ids) await noteJoined(table, webinar, { id: webinar.sessions[0]?.id ?? '' }, id, start)
    const spent = meter(table)
    await findProgress(table, webinar, ids[0] ?? '', start)
    expect(spent.reads()).toBe(2)
    spent.reset()
    const { progress } = await listProgress(
      table,
      webinar,
      ids.slice(0, 50).map((personId) => ({ personId, sku: 'kpis:seat', email: '' })),
      start,
    )
    expect(progress.get(ids[49] ?? '')).toMatchObject({ attended: 1, of: 1 })
    expect(spent.reads()).toBe(51)
    spent.reset()
    await findMarks(table, 'kpis', webinar.sessions[0]?.id ?? '', ids)
    expect(spent.reads()).toBe(120)
    expect(await listRostered(table, 'kpis')).toHaveLength(120)
  })

  test('is noted at the door by one write on a key of their own', async () => {
    const spent = meter(table)
    await noteJoined(table, event, { id: first() }, ada, start)
    expect([spent.reads(), spent.writes()]).toEqual([0, 1])
    await noteJoined(table, event, { id: first() }, ada, start)
    expect(spent.writes()).toBeLessThanOrEqual(2)
  })
})
