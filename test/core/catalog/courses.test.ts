import {
  cancelEvent,
  createCourse,
  createInstructor,
  deleteCourse,
  deleteInstructor,
  editCourse,
  editEvent,
  editInstructor,
  getCourse,
  getInstructor,
  recordRevision,
} from '@lectern/core/catalog'
import { describe, expect, test } from 'vitest'
import { anEvent, draftEvent, start } from '../../support/build.ts'
import { freshTable } from '../../support/table.ts'

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? error,
  )
const sales = { slug: 'sales', title: 'Sales', summary: '', description: '' }
const james = { slug: 'james', name: 'James', headline: '', bio: '', email: 'james@example.com' }

describe('courses and instructors have their rules in core', () => {
  test('without an address they take one of their title or name; in another script, of what they are, numbered', async () => {
    const table = await freshTable()
    const titles = ['Sales for MSPs', 'Продажи для MSP', 'Продажи', 'Переговоры']
    const courses: string[] = []
    for (const title of titles) courses.push((await createCourse(table, { ...sales, slug: undefined, title })).slug)
    expect(courses).toEqual(['sales-for-msps', 'course', 'course-2', 'course-3'])
    const names = ['María Ñu', '李小龍', 'Иван Петров']
    const people: string[] = []
    for (const name of names) people.push((await createInstructor(table, { ...james, slug: undefined, name })).slug)
    expect(people).toEqual(['maria-nu', 'instructor', 'instructor-2'])
    expect(await codeOf(createCourse(table, { ...sales, slug: undefined, title: 'Sales for MSPs' }))).toBe(
      'catalog.slug-taken',
    )
  })

  test('an address is taken once, and never where the product itself has a page', async () => {
    const table = await freshTable()
    const made = await Promise.all([1, 2, 3].map(() => codeOf(createCourse(table, sales))))
    expect(made.filter((outcome) => outcome === 'done')).toHaveLength(1)
    expect(await codeOf(createCourse(table, { ...sales, slug: 'new' }))).toBe('catalog.slug-taken')
    await createInstructor(table, james)
    expect(await codeOf(createInstructor(table, james))).toBe('catalog.slug-taken')
    expect(await codeOf(createInstructor(table, { ...james, slug: 'new' }))).toBe('catalog.slug-taken')
  })

  test('a change says what it was made from, and of two at once none undoes the other', async () => {
    const table = await freshTable()
    const seen = recordRevision(await createCourse(table, sales))
    expect(await codeOf(editCourse(table, 'sales', { title: 'Selling' }, seen))).toBe('done')
    expect(await codeOf(editCourse(table, 'sales', { title: 'Mine' }, seen))).toBe('catalog.changed')
    const both = [{ title: 'One' }, { summary: 'Two' }].map((change) => codeOf(editCourse(table, 'sales', change)))
    const done = (await Promise.all(both)).filter((outcome) => outcome === 'done').length
    const now = await getCourse(table, 'sales')
    expect([now.title === 'One', now.summary === 'Two'].filter(Boolean)).toHaveLength(done)
    await createInstructor(table, james)
    expect(await editInstructor(table, 'james', { headline: 'Coach', email: undefined })).toMatchObject({
      name: 'James',
    })
    expect(await getInstructor(table, 'james')).toEqual({ ...james, headline: 'Coach', email: undefined })
    expect(await codeOf(editInstructor(table, 'nobody', {}))).toBe('not-found')
  })

  test('a course that classes name stays; an instructor whom nothing names goes', async () => {
    const table = await freshTable()
    await createCourse(table, sales)
    await anEvent(table, { course: 'sales' })
    expect(await codeOf(deleteCourse(table, 'sales', start))).toBe('catalog.course-in-use')
    expect(await codeOf(deleteCourse(table, 'none', start))).toBe('not-found')
    await createInstructor(table, james)
    await deleteInstructor(table, 'james', start)
    expect(await codeOf(getInstructor(table, 'james'))).toBe('not-found')
  })
  test.each(['draft', 'published', 'cancelled', 'over'])('an instructor whom a %s event names stays', async (state) => {
    const table = await freshTable()
    await createInstructor(table, james)
    await createInstructor(table, { ...james, slug: 'karl', email: 'karl@example.com' })
    const sessions = { schedule: undefined, sessions: [{ startsAt: '2024-04-23T09:00', durationMinutes: 60 }] }
    await anEvent(table, { ...sessions, instructors: ['karl'], slug: 'another', code: undefined })
    const terms = { ...sessions, instructors: ['karl', 'james'] }
    const event = state === 'draft' ? await draftEvent(table, terms) : await anEvent(table, terms)
    if (state === 'cancelled') await cancelEvent(table, event.slug, undefined, start)
    expect(await codeOf(deleteInstructor(table, 'james', start))).toBe('catalog.instructor-in-use')
    expect(await getInstructor(table, 'james')).toEqual(james)
    if (state === 'cancelled') return
    await editEvent(table, event.slug, { instructors: ['karl'] }, state === 'over' ? '2024-05-01T00:00:00Z' : start)
    expect(await codeOf(deleteInstructor(table, 'james', start))).toBe('done')
  })
})
