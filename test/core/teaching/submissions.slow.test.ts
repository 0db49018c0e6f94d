import {
  answerSubmission,
  findNeighbors,
  findSubmission,
  getWork,
  listOwnAssignments,
  listVersions,
  listWaitingWork,
  listWorkFor,
  NewFeedback,
  NewSubmission,
  openAssignment,
} from '@lectern/core/teaching'
import { describe, expect, test } from 'vitest'
import {
  anAssignment,
  aStudent,
  codeOf,
  dropPutConditions,
  dueAt,
  duringCommit,
  handIn,
  james,
} from '../../support/assignments.ts'
import { anEvent, minutes, start } from '../../support/build.ts'
import { seat, unseat } from '../../support/materials.ts'
import { meter } from '../../support/meter.ts'
import { freshTable } from '../../support/table.ts'

const by = { by: 'per_james', now: minutes(60) }
const feedback = (revision: number, more: Record<string, unknown> = {}) =>
  NewFeedback.parse({ version: 1, revision, text: 'Well done.', passed: true, ...more })

const open = async (terms: Record<string, unknown> = {}) => {
  const table = await freshTable()
  await james(table)
  const event = await anEvent(table, { instructors: ['james'] })
  const assignment = await anAssignment(table, terms)
  const ada = await aStudent(table, 'ada@example.com')
  const key = { person: ada.id, assignment: assignment.id }
  return { table, event, assignment, ada, key }
}

describe('handing in', () => {
  test('makes versions until it is answered, and says which came late', async () => {
    const { table, assignment, ada, key } = await open({ late: 'allowed', lateUntil: '2024-05-06T12:00' })
    const first = await handIn(table, assignment, ada)
    expect(first.submission).toMatchObject({ version: 1, state: 'waiting', late: false, at: start })
    const link = 'https://example.com/five'
    await handIn(table, assignment, ada, { after: 1, text: 'better', link }, minutes(1, dueAt))
    expect(await listVersions(table, key)).toMatchObject([
      { version: 1, text: 'work', late: false },
      { version: 2, text: 'better', link, late: true },
    ])
    const late = handIn(table, assignment, ada, { after: 2, text: 'best' }, '2024-05-06T19:00:01Z')
    expect(await codeOf(late)).toBe('teaching.too-late')
    expect((await getWork(table, '5w22', key)).submission).toMatchObject({ version: 2, late: true })
  })

  test('needs words, a link or a file, and no link that is none', () => {
    for (const more of [
      {},
      { text: '  ' },
      { text: 'a', after: -1 },
      { text: 'x'.repeat(20_001) },
      { link: 'http://example.com' },
      { link: 'javascript:alert(1)' },
      { files: ['a', 'a'] },
      { files: ['1', '2', '3', '4', '5', '6'] },
    ]) {
      expect([more, NewSubmission.safeParse({ after: 0, ...more }).success]).toEqual([more, false])
    }
    expect(NewSubmission.safeParse({ after: 0, link: 'https://example.com' }).success).toBe(true)
  })

  test('twice with one form makes one version, at once or later; another form is told', async () => {
    const { table, assignment, ada, key } = await open()
    const both = await Promise.all([handIn(table, assignment, ada), handIn(table, assignment, ada)])
    expect(both.map(({ version }) => version.version)).toEqual([1, 1])
    expect((await handIn(table, assignment, ada, {}, minutes(5))).version.at).toBe(start)
    expect(await codeOf(handIn(table, assignment, ada, { text: 'other' }))).toBe('teaching.changed')
    const two = await Promise.all(
      ['one', 'two'].map((text) => codeOf(handIn(table, assignment, ada, { after: 1, text }))),
    )
    expect(two.sort()).toEqual(['done', 'teaching.changed'])
    expect(await listVersions(table, key)).toHaveLength(2)
    // The same form again, once it is too late for anything else, still tells what it made.
    const newest = (await listVersions(table, key)).at(-1)
    const again = await handIn(table, assignment, ada, { after: 1, text: newest?.text }, minutes(1, dueAt))
    expect(again.version).toEqual(newest)
  })

  test('loses nothing to another form that comes in between, which it would without its conditions', async () => {
    const between = async (conditions: boolean) => {
      const { table, assignment, ada, key } = await open()
      if (!conditions) dropPutConditions(table)
      const inner = duringCommit(table, () => handIn(table, assignment, ada, { text: 'two' }))
      const outcome = await codeOf(handIn(table, assignment, ada, { text: 'one' }))
      await inner()
      return { outcome, texts: (await listVersions(table, key)).map(({ text }) => text) }
    }
    expect(await between(true)).toEqual({ outcome: 'teaching.changed', texts: ['two'] })
    // The control: the first is lost, and nobody is told.
    expect(await between(false)).toEqual({ outcome: 'done', texts: ['one'] })
  })

  test('is refused to whose access is gone; what they handed in stays', async () => {
    const { table, assignment, ada, key } = await open()
    await handIn(table, assignment, ada)
    await unseat(table, ada.id, '5w22')
    expect(await codeOf(handIn(table, assignment, ada, { after: 1, text: 'more' }))).toBe('not-found')
    expect((await getWork(table, '5w22', key)).versions).toMatchObject([{ text: 'work' }])
    expect((await listWaitingWork(table, '5w22')).items).toHaveLength(1)
    await seat(table, ada.id, '5w22')
    expect((await openAssignment(table, '5w22', assignment.id, ada, start)).versions).toHaveLength(1)
  })

  test('takes no recording of an event that is never recorded', async () => {
    const table = await freshTable()
    await anEvent(table, { kind: 'breakout', recording: 'never', access: 'everyone' })
    const assignment = await anAssignment(table)
    const ada = await aStudent(table, 'ada@example.com')
    const link = 'https://us02web.zoom.us/rec/share/abc'
    expect(await codeOf(handIn(table, assignment, ada, { link }))).toBe('teaching.recording-not-allowed')
    expect(await codeOf(handIn(table, assignment, ada))).toBe('done')
  })
})

describe('feedback', () => {
  test('is given to the newest version, with the result that the assignment asks for', async () => {
    const { table, assignment, ada, key } = await open()
    await handIn(table, assignment, ada)
    const answer = (more: Record<string, unknown>, revision = 1) =>
      answerSubmission(table, '5w22', key, feedback(revision, more), by)
    for (const more of [{ passed: undefined }, { points: 3 }]) {
      expect([more, await codeOf(answer(more))]).toEqual([more, 'teaching.contradiction'])
    }
    expect(await answer({})).toMatchObject({ state: 'answered', result: { by: 'pass', passed: true }, revision: 2 })
    expect((await listVersions(table, key))[0]?.feedback).toMatchObject({ text: 'Well done.', by: 'per_james' })
    expect((await listWaitingWork(table, '5w22')).items).toEqual([])
    // The same form again; then another from the same state; then one made on what there is.
    expect(await answer({})).toMatchObject({ revision: 2 })
    expect(await codeOf(answer({ text: 'Hm.' }))).toBe('teaching.changed')
    expect(await answer({ text: 'Hm.' }, 2)).toMatchObject({ revision: 3 })
    expect(await codeOf(handIn(table, assignment, ada, { after: 1, text: 'more' }))).toBe('teaching.answered')
  })

  test('by points has a mark within what there is to get; by words alone needs words', async () => {
    const { table, ada } = await open()
    const points = await anAssignment(table, { marking: { by: 'points', outOf: 10 } })
    const words = await anAssignment(table, { marking: { by: 'none' } })
    for (const one of [points, words]) await handIn(table, one, ada)
    const answer = ({ id }: { id: string }, more: Record<string, unknown>) =>
      answerSubmission(
        table,
        '5w22',
        { person: ada.id, assignment: id },
        feedback(1, { passed: undefined, ...more }),
        by,
      )
    expect(await codeOf(answer(points, {}))).toBe('teaching.contradiction')
    expect(await codeOf(answer(points, { points: 11 }))).toBe('teaching.contradiction')
    expect(await answer(points, { points: 8 })).toMatchObject({ result: { by: 'points', points: 8, outOf: 10 } })
    expect(await codeOf(answer(words, { text: '' }))).toBe('teaching.contradiction')
    expect(await answer(words, {})).toMatchObject({ result: { by: 'none' } })
  })

  test('“not yet” opens it for another version, which waits again', async () => {
    const { table, assignment, ada, key } = await open({ late: 'allowed', lateUntil: '2024-05-06T12:00' })
    await handIn(table, assignment, ada)
    await answerSubmission(table, '5w22', key, feedback(1, { passed: false }), by)
    const long = '2024-06-01T12:00:00Z'
    await handIn(table, assignment, ada, { after: 1, text: 'better' }, long)
    expect((await listWaitingWork(table, '5w22')).items).toMatchObject([{ person: ada.id, version: 2, late: true }])
    expect(await codeOf(answerSubmission(table, '5w22', key, feedback(3), by))).toBe('teaching.changed')
    await answerSubmission(table, '5w22', key, feedback(3, { version: 2 }), by)
    const { versions } = await getWork(table, '5w22', key)
    expect(versions.map(({ feedback: given }) => given?.result)).toEqual([
      { by: 'pass', passed: false },
      { by: 'pass', passed: true },
    ])
  })

  test('of two teachers at once is given by one; and a version that comes meanwhile is not answered unread', async () => {
    const { table, assignment, ada, key } = await open()
    await handIn(table, assignment, ada)
    const two = ['Good.', 'Bad.'].map((text) => codeOf(answerSubmission(table, '5w22', key, feedback(1, { text }), by)))
    expect((await Promise.all(two)).sort()).toEqual(['done', 'teaching.changed'])

    const eve = await aStudent(table, 'eve@example.com')
    const hers = { person: eve.id, assignment: assignment.id }
    await handIn(table, assignment, eve)
    await handIn(table, assignment, eve, { after: 1, text: 'newer' })
    expect(await codeOf(answerSubmission(table, '5w22', hers, feedback(1), by))).toBe('teaching.changed')
    expect((await findSubmission(table, { ...hers, event: '5w22' }))?.state).toBe('waiting')
    expect(await codeOf(getWork(table, 'kpis', hers))).toBe('not-found')
  })
})

describe('what waits', () => {
  test('stands oldest first over all assignments of an event, by pages, with the next and the one before', async () => {
    const { table, assignment } = await open()
    const other = await anAssignment(table, { title: 'Another' })
    const names = ['p0', 'p1', 'p2', 'p3', 'p4']
    const people = await Promise.all(names.map((name) => aStudent(table, `${name}@example.com`)))
    for (const [index, person] of people.entries()) {
      await handIn(table, index % 2 ? other : assignment, person, {}, minutes(10 - index))
    }
    const first = await listWaitingWork(table, '5w22', { limit: 3 })
    expect(first.items.map(({ name }) => name)).toEqual(['p4', 'p3', 'p2'])
    const rest = await listWaitingWork(table, '5w22', { limit: 3, cursor: first.next })
    expect([rest.items.map(({ name }) => name), rest.next]).toEqual([['p1', 'p0'], undefined])
    const middle = first.items[2]
    if (!middle) throw new Error('nothing waits')
    const { previous, next } = await findNeighbors(table, middle)
    expect([previous?.name, next?.name]).toEqual(['p3', 'p1'])
    const key = { person: middle.person, assignment: middle.assignment }
    const done = await answerSubmission(table, '5w22', key, feedback(1), by)
    expect((await findNeighbors(table, done)).next?.name).toBe('p1')
    expect((await listWorkFor(table, assignment.id)).items.map(({ name }) => name)).toEqual(['p0', 'p2', 'p4'])
    expect((await listWaitingWork(table, 'kpis')).items).toEqual([])
  })
})

describe('the cost', () => {
  test('of the list, of what waits and of handing in is the same for one student and for two hundred', async () => {
    const { table, event, assignment, ada } = await open()
    for (let index = 1; index < 10; index += 1) await anAssignment(table, { title: `Number ${index}` })
    const { reads, writes, reset } = meter(table)
    const cost = async (work: () => Promise<unknown>) => {
      reset()
      await work()
      return { reads: reads(), writes: writes() }
    }
    const own = () => listOwnAssignments(table, event, ada.id, start)
    const waiting = () => listWaitingWork(table, '5w22', { limit: 1 })
    const alone = { own: await cost(own), sent: await cost(() => handIn(table, assignment, ada)) }
    const one = { own: await cost(own), waiting: await cost(waiting) }
    for (let from = 0; from < 200; from += 20) {
      await Promise.all(
        Array.from({ length: 20 }, async (_, index) =>
          handIn(table, assignment, await aStudent(table, `s${from + index}@example.com`)),
        ),
      )
    }
    const eve = await aStudent(table, 'eve@example.com')
    const many = { own: await cost(own), waiting: await cost(waiting) }
    expect(many).toEqual(one)
    expect(await cost(() => handIn(table, assignment, eve))).toEqual(alone.sent)
    expect(many.own.reads).toBeLessThanOrEqual(3)
    expect(many.waiting.reads).toBeLessThanOrEqual(1)
    expect(alone.sent.reads).toBeLessThanOrEqual(5)
    expect(alone.sent.writes).toBeLessThanOrEqual(14)
  })
})
