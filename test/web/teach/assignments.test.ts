import { saveInstructor } from '@lectern/core/catalog'
import { listAudit } from '@lectern/core/identity'
import { findSubmission, listAssignments } from '@lectern/core/teaching'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Bucket, startBucket } from '../../../packages/local/src/bucket.ts'
import { anAssignment, anUpload, aStudent, dueAt, handIn, james } from '../../support/assignments.ts'
import { openBrowser } from '../../support/browser.ts'
import { anEvent, minutes } from '../../support/build.ts'
import { looks as look } from '../../support/looks.ts'
import { filesAt } from '../../support/materials.ts'
import { meter } from '../../support/meter.ts'
import { openSite, type TestSite, type Visitor } from '../../support/site.ts'
import { readText } from '../pages/page-text.ts'

const page = '/teach/5w22/assignments'
const now = '2024-04-24T17:00:00Z'

let bucket: Bucket
let site: TestSite
let browser: Browser
let teacher: Visitor
beforeAll(async () => {
  bucket = await startBucket()
  site = await openSite({ files: filesAt(bucket), now })
  browser = await openBrowser()
  await james(site.table)
  await saveInstructor(site.table, { slug: 'kim', name: 'Kim', headline: '', bio: '', email: 'kim@example.com' })
  await anEvent(site.table, { instructors: ['james'] })
  await anEvent(site.table, { slug: 'other', code: undefined, instructors: ['kim'] })
  teacher = await site.signIn('james@example.com', { name: 'James' })
})
afterAll(async () => {
  await browser?.close()
  await site?.stop()
  await bucket?.stop()
})

const looks = (visitor: Visitor, path: string, name: string) => look(browser, site, visitor, path, name)

const form = {
  title: 'Three customers',
  instructions: 'Name them.\r\n\r\nSay why.',
  due: '2024-05-06T12:00',
  late: 'refused',
  lateUntil: '',
  marking: 'points',
  outOf: '10',
}

describe('assignments in the workspace', () => {
  test('are drafted, published, changed and taken back without a script; what is wrong is said at its field', async () => {
    const wrong = await teacher.post(`${page}/new`, { ...form, title: '', outOf: '' })
    expect(wrong.status).toBe(400)
    const shown = await wrong.text()
    for (const name of ['title', 'outOf']) expect(shown).toContain(`id="field-${name}-error"`)
    expect(shown).toContain('Name them.')
    const late = await teacher.post(`${page}/new`, { ...form, late: 'allowed', lateUntil: '2024-05-01T12:00' })
    expect(late.status).toBe(400)
    expect(await readText(late)).toContain('Choose a time after the due date')
    const made = await teacher.post(`${page}/new`, form)
    const [assignment] = await listAssignments(site.table, '5w22')
    const own = `${page}/${assignment?.id}`
    expect([made.status, made.headers.get('location')]).toEqual([303, `${own}?done=drafted`])
    expect(assignment).toMatchObject({ instructions: 'Name them.\n\nSay why.', marking: { by: 'points', outOf: 10 } })
    expect(await readText(await teacher.get(page))).toMatch(/Three customers Draft Mon, May 6, 2024, noon Pacific/)

    const change = { ...form, title: 'Four customers', revision: '1', publish: 'yes' }
    expect((await teacher.post(own, change)).headers.get('location')).toBe(`${page}?done=made`)
    const stale = await teacher.post(own, { ...change, title: 'Five' })
    expect([stale.status, await readText(stale)]).toEqual([409, expect.stringContaining('was just changed')])
    expect(await readText(await teacher.get(page))).toMatch(/Four customers Published/)
    expect(await looks(teacher, own, 'teach-assignment')).toEqual([])
    expect((await teacher.post(`${own}/withdraw`, { revision: '1' })).status).toBe(409)
    expect((await teacher.post(`${own}/withdraw`, { revision: '2' })).status).toBe(303)
    expect(await readText(await teacher.get(page))).toMatch(/Four customers Withdrawn/)
    const { items } = await listAudit(site.table, { subject: assignment?.id ?? '', limit: 9 }, site.services.realNow())
    expect(items.map(({ action }) => action)).toEqual(['assignment.withdraw', 'assignment.change', 'assignment.create'])
  })

  test('show what waits, the oldest first, and lead from one to the next', async () => {
    const made = await anAssignment(site.table, { late: 'allowed' })
    const [ada, eve, bob] = [
      await aStudent(site.table, 'ada@example.com'),
      await aStudent(site.table, 'eve@example.com'),
      await aStudent(site.table, 'bob@example.com'),
    ]
    const file = await anUpload(site.services, made, ada, { now })
    await handIn(site.table, made, ada, { text: 'Words of Ada', files: [file.id] }, now)
    await handIn(site.table, made, eve, { text: 'Words of Eve' }, minutes(5, now))
    await handIn(site.table, made, bob, { text: 'Words of Bob' }, minutes(5, dueAt))
    await handIn(site.table, made, ada, { after: 1, text: 'Newer words', files: [file.id] }, minutes(1, now))
    expect(await readText(await teacher.get(page))).toMatch(/ada Five questions .* 2 eve .*bob .*Late/)
    expect(await looks(teacher, page, 'teach-assignments')).toEqual([])

    const work = `${page}/${made.id}/work`
    const first = `${work}/${ada.id}`
    const words = await readText(await teacher.get(first))
    expect(words).toMatch(/Next waiting.*Version 2.*Newer words.*Version 1.*Words of Ada/s)
    expect(await looks(teacher, first, 'teach-work')).toEqual([])
    const taken = await teacher.get(`${first}/files/${file.id}`)
    expect(await (await fetch(taken.headers.get('location') ?? '')).text()).toBe('words')

    const feedback = { version: '2', revision: '2', text: 'Good.', passed: '' }
    const undecided = await teacher.post(first, feedback)
    expect([undecided.status, await readText(undecided)]).toEqual([
      400,
      expect.stringContaining('Choose whether it passed'),
    ])
    const given = await teacher.post(first, { ...feedback, passed: 'no' })
    expect([given.status, given.headers.get('location')]).toEqual([303, `${first}?done=answered`])
    expect((await teacher.post(first, { ...feedback, passed: 'no' })).status).toBe(303)
    expect((await teacher.post(first, { ...feedback, passed: 'yes' })).status).toBe(409)
    const key = { event: '5w22', assignment: made.id, person: ada.id }
    expect(await findSubmission(site.table, key)).toMatchObject({ result: { by: 'pass', passed: false }, revision: 3 })
    const after = await readText(await teacher.get(first))
    expect(after).toMatch(/Edit your feedback/)
    expect(after).toMatch(/Feedback given Not yet/)
    expect(await readText(await teacher.get(page))).not.toMatch(/ada Five questions/)
    expect(await readText(await teacher.get(work))).toMatch(/bob .*eve .*ada .*Not yet/)
    expect(await looks(teacher, work, 'teach-work-list')).toEqual([])
    const { items } = await listAudit(site.table, { subject: ada.id, limit: 20 }, site.services.realNow())
    expect(new Set(items.map(({ action }) => action))).toEqual(new Set(['submission.read', 'submission.answer']))

    // For nobody else: students, those who teach something else, and visitors; nor through what they teach.
    const kim = await site.signIn('kim@example.com', { name: 'Kim' })
    const student = await site.signIn('eve@example.com')
    for (const path of [page, `${page}/new`, `${page}/${made.id}`, work, first, `${first}/files/${file.id}`]) {
      for (const visitor of [kim, student]) expect([path, (await visitor.get(path)).status]).toEqual([path, 404])
      expect((await kim.get(path.replace('5w22', 'other'))).status).toBe(
        path === page || path.endsWith('new') ? 200 : 404,
      )
      expect((await site.visit().get(path)).headers.get('location')).toBe(`/sign-in?next=${encodeURIComponent(path)}`)
    }
    for (const visitor of [kim, student]) {
      expect((await visitor.post(first, { ...feedback, passed: 'yes' })).status).toBe(404)
      expect((await visitor.post(`${page}/new`, form)).status).toBe(404)
    }
  })

  test('take the same few reads whatever waits beyond a page', async () => {
    const made = await anAssignment(site.table, { title: 'Counted' }, 'other')
    const kim = await site.signIn('kim@example.com', { name: 'Kim' })
    const { reads, reset } = meter(site.table)
    const cost = async () => {
      reset()
      expect((await kim.get('/teach/other/assignments')).status).toBe(200)
      return reads()
    }
    const fill = async (from: number, to: number) => {
      const some = Array.from({ length: to - from }, (_, index) => `many${from + index}@example.com`)
      for (let at = 0; at < some.length; at += 20) {
        const few = some.slice(at, at + 20)
        await Promise.all(
          few.map(async (email) => handIn(site.table, made, await aStudent(site.table, email, 'other'), {}, now)),
        )
      }
    }
    await fill(0, 60)
    const before = await cost()
    await fill(60, 200)
    expect(await cost()).toBe(before)
    expect(before).toBeLessThanOrEqual(12)
  })
})
