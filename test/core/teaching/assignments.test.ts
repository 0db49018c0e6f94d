import { visitor } from '@lectern/core/identity'
import { listMaterials } from '@lectern/core/materials'
import {
  AssignmentChange,
  changeAssignment,
  getAssignment,
  listAssignments,
  listAssignmentsFor,
  NewAssignment,
  openAssignment,
  takingOf,
  timesOf,
  withdrawAssignment,
} from '@lectern/core/teaching'
import { describe, expect, test } from 'vitest'
import { anAssignment, aStudent, codeOf, dueAt, handIn, james } from '../../support/assignments.ts'
import { anEvent, aPerson, aWebinar, minutes, start } from '../../support/build.ts'
import { aHandout, aLink, openFileStore, seat, unseat } from '../../support/materials.ts'
import { freshTable } from '../../support/table.ts'

const change = (revision: number, more: Record<string, unknown>) => AssignmentChange.parse({ revision, ...more })

describe('an assignment', () => {
  test('is due at a local time of its event’s zone, also across a change of clocks', () => {
    const due = { late: 'allowed' as const, lateUntil: '2024-11-04T09:00' }
    const zone = { zone: 'America/Los_Angeles' }
    expect(timesOf({ due: '2024-03-08T09:00', late: 'refused' }, zone)).toEqual({ dueAt: '2024-03-08T17:00:00Z' })
    expect(timesOf({ due: '2024-10-28T09:00', ...due }, zone)).toEqual({
      dueAt: '2024-10-28T16:00:00Z',
      lateUntilAt: '2024-11-04T17:00:00Z',
    })
  })

  test('is a draft until it is published, which nobody but its teachers sees', async () => {
    const table = await freshTable()
    await anEvent(table)
    const ada = await aStudent(table, 'ada@example.com')
    const draft = await anAssignment(table, { publish: false })
    const seen = async () => (await listAssignmentsFor(table, '5w22', ada, start)).assignments
    expect(await seen()).toEqual([])
    expect(await codeOf(openAssignment(table, '5w22', draft.id, ada, start))).toBe('not-found')
    expect(await codeOf(handIn(table, draft, ada))).toBe('not-found')
    await changeAssignment(table, '5w22', draft.id, change(1, { publish: true }), minutes(5))
    expect(await seen()).toMatchObject([{ assignment: { id: draft.id, publishedAt: minutes(5) } }])
    expect((await openAssignment(table, '5w22', draft.id, ada, start)).assignment.title).toBe('Five questions')
  })

  test('changes in what is named alone, and not on an older state', async () => {
    const table = await freshTable()
    await anEvent(table)
    const made = await anAssignment(table, { session: undefined, late: 'allowed', lateUntil: '2024-05-06T12:00' })
    const next = await changeAssignment(table, '5w22', made.id, change(1, { title: 'Six questions' }), start)
    expect(next).toEqual({ ...made, title: 'Six questions', revision: 2 })
    expect(await getAssignment(table, '5w22', made.id)).toEqual(next)
    const again = changeAssignment(table, '5w22', made.id, change(1, { title: 'Seven' }), start)
    expect(await codeOf(again)).toBe('teaching.changed')
    const two = await Promise.allSettled(
      ['A', 'B'].map((title) => changeAssignment(table, '5w22', made.id, change(2, { title }), start)),
    )
    expect(two.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const closed = await changeAssignment(table, '5w22', made.id, change(3, { late: 'refused' }), start)
    expect(closed.lateUntil).toBeUndefined()
  })

  test('refuses what contradicts itself or its event', async () => {
    const table = await freshTable()
    const files = await openFileStore()
    const event = await anEvent(table)
    const other = await aWebinar(table)
    const [own, foreign] = [await aHandout({ table, files }, event), await aLink({ table, files }, other)]
    for (const more of [
      { session: 'ses_none' },
      { materials: [foreign.id] },
      { late: 'refused', lateUntil: '2024-05-06T12:00' },
      { late: 'allowed', lateUntil: '2024-04-29T12:00' },
    ]) {
      expect([more, await codeOf(anAssignment(table, more))]).toEqual([more, 'teaching.contradiction'])
    }
    const session = event.sessions[0]?.id
    const made = await anAssignment(table, { session, materials: [own.id] })
    expect(made).toMatchObject({ session, materials: [own.id] })
    expect(await listMaterials(table, '5w22')).toHaveLength(1)
    const cleared = await changeAssignment(table, '5w22', made.id, change(1, { session: null, materials: [] }), start)
    expect([cleared.session, cleared.materials]).toEqual([undefined, []])
    for (const more of [
      { due: '2024-02-30T09:00' },
      { due: undefined },
      { marking: { by: 'points' } },
      { marking: { by: 'points', outOf: 0 } },
      { title: '' },
      { materials: ['mat_1', 'mat_1'] },
    ]) {
      const asked = { title: 'A', due: '2024-04-29T12:00', marking: { by: 'pass' }, ...more }
      expect([more, NewAssignment.safeParse(asked).success]).toEqual([more, false])
    }
  })

  test('is gone as a draft, and withdrawn once published: who handed in keeps what they did', async () => {
    const table = await freshTable()
    await anEvent(table)
    const [ada, eve] = [await aStudent(table, 'ada@example.com'), await aStudent(table, 'eve@example.com')]
    const draft = await anAssignment(table, { publish: false })
    await withdrawAssignment(table, '5w22', draft.id, { now: start })
    expect(await listAssignments(table, '5w22')).toEqual([])
    const made = await anAssignment(table)
    await handIn(table, made, ada)
    const stale = withdrawAssignment(table, '5w22', made.id, { revision: 9, now: start })
    expect(await codeOf(stale)).toBe('teaching.changed')
    await withdrawAssignment(table, '5w22', made.id, { revision: 1, now: start })
    await withdrawAssignment(table, '5w22', made.id, { revision: 1, now: start })
    expect((await listAssignmentsFor(table, '5w22', eve, start)).assignments).toEqual([])
    expect(await codeOf(openAssignment(table, '5w22', made.id, eve, start))).toBe('not-found')
    expect(await codeOf(handIn(table, made, eve))).toBe('teaching.withdrawn')
    expect((await openAssignment(table, '5w22', made.id, ada, start)).versions).toMatchObject([{ text: 'work' }])
    expect(await codeOf(handIn(table, made, ada, { after: 1, text: 'more' }))).toBe('teaching.withdrawn')
    const back = await changeAssignment(table, '5w22', made.id, change(2, { publish: true }), start)
    expect(back).toMatchObject({ publishedAt: start, revision: 3 })
    expect(await codeOf(handIn(table, made, eve))).toBe('done')
  })

  test('is there for those who attend and who teach, and for nobody else', async () => {
    const table = await freshTable()
    await james(table)
    await anEvent(table, { instructors: ['james'] })
    await aWebinar(table)
    const made = await anAssignment(table)
    const [ada, bob, gone, teacher] = [
      await aStudent(table, 'ada@example.com'),
      await aStudent(table, 'bob@example.com', 'kpis'),
      await aStudent(table, 'gone@example.com'),
      await aPerson(table, 'james@example.com'),
    ]
    await unseat(table, gone.id, '5w22')
    for (const actor of [ada, teacher]) {
      expect((await openAssignment(table, '5w22', made.id, actor, start)).assignment.id).toBe(made.id)
    }
    expect(await codeOf(handIn(table, made, teacher))).toBe('teaching.not-attending')
    for (const actor of [bob, gone]) {
      expect(await codeOf(listAssignmentsFor(table, '5w22', actor, start))).toBe('not-found')
      expect(await codeOf(openAssignment(table, '5w22', made.id, actor, start))).toBe('not-found')
      expect(await codeOf(handIn(table, made, actor))).toBe('not-found')
    }
    // Through an event of one's own.
    expect(await codeOf(openAssignment(table, 'kpis', made.id, bob, start))).toBe('not-found')
    expect(await codeOf(handIn(table, { ...made, event: 'kpis' }, bob))).toBe('not-found')
    expect(await codeOf(openAssignment(table, '5w22', made.id, visitor, start))).toBe('identity.sign-in-needed')
    await seat(table, gone.id, '5w22')
    expect(await codeOf(handIn(table, made, gone))).toBe('done')
  })
})

describe('whether work is taken', () => {
  const base = { publishedAt: start, due: '2024-04-29T12:00' }
  const zone = { zone: 'America/Los_Angeles' }
  const later = (seconds: number) => minutes(seconds / 60, dueAt)
  const answered = (passed: boolean) => ({
    version: 1,
    state: 'answered' as const,
    result: { by: 'pass', passed } as const,
  })
  const waiting = { version: 1, state: 'waiting' as const }
  const late = { late: 'allowed' as const, lateUntil: '2024-05-06T12:00' }
  const end = '2024-05-06T19:00:00Z'
  test.each([
    ['before it is due', { late: 'refused' }, undefined, later(-60), 'on time'],
    ['at the moment when it is due', { late: 'refused' }, undefined, dueAt, 'on time'],
    ['a second later', { late: 'refused' }, undefined, later(1), 'too-late'],
    ['a second later, where late is allowed', { late: 'allowed' }, undefined, later(1), 'late'],
    ['at the end of what is late', late, undefined, end, 'late'],
    ['after that', late, undefined, minutes(1, end), 'too-late'],
    ['again, while it waits', { late: 'refused' }, waiting, later(-60), 'on time'],
    ['again, while it waits, once due', { late: 'refused' }, waiting, later(1), 'too-late'],
    ['passed', { late: 'allowed' }, answered(true), later(-60), 'answered'],
    ['not yet, before it is due', { late: 'refused' }, answered(false), later(-60), 'on time'],
    ['not yet, after it was due, late refused', { late: 'refused' }, answered(false), later(1), 'too-late'],
    ['not yet, after the end of what is late', late, answered(false), minutes(99, end), 'late'],
    ['the last version there can be', { late: 'refused' }, { ...waiting, version: 20 }, start, 'too-many-versions'],
    ['withdrawn', { late: 'allowed', withdrawnAt: start }, undefined, start, 'withdrawn'],
    ['a draft', { late: 'allowed', publishedAt: undefined }, undefined, start, 'withdrawn'],
  ] as const)('%s', (_, terms, submission, now, expected) => {
    const taking = takingOf({ ...base, ...terms } as never, zone, submission as never, now)
    expect(taking.taken ? (taking.late ? 'late' : 'on time') : taking.why).toBe(expected)
  })
})
