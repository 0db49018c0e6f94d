import type { Event } from '@lectern/core/catalog'
import { AssignmentChange, answerSubmission, changeAssignment, listVersions, NewFeedback } from '@lectern/core/teaching'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Bucket, startBucket } from '../../../packages/local/src/bucket.ts'
import { formatStanding, nextAssignment } from '../../../packages/web/src/pages/class/assignment-words.ts'
import { AssignmentsOfClass } from '../../../packages/web/src/pages/class/assignments-part.tsx'
import { loadAssignments } from '../../../packages/web/src/pages/class/load-class.ts'
import { anAssignment, anUpload, aStudent, dueAt, handIn, james } from '../../support/assignments.ts'
import { openBrowser } from '../../support/browser.ts'
import { anEvent, aPerson, aWebinar, minutes } from '../../support/build.ts'
import { looks as look } from '../../support/looks.ts'
import { aHandout, filesAt, seat, unseat } from '../../support/materials.ts'
import { meter } from '../../support/meter.ts'
import { openSite, type TestSite, type Visitor } from '../../support/site.ts'
import { readText } from '../pages/page-text.ts'

const now = '2024-04-24T17:00:00Z'
const by = { by: 'per_james', now }

let bucket: Bucket
let site: TestSite
let browser: Browser
let event: Event
beforeAll(async () => {
  bucket = await startBucket()
  site = await openSite({ files: filesAt(bucket), now })
  browser = await openBrowser()
  await james(site.table)
  event = await anEvent(site.table, { instructors: ['james'] })
  await aWebinar(site.table)
})
afterAll(async () => {
  await browser?.close()
  await site?.stop()
  await bucket?.stop()
})

const student = async (email: string, slug = '5w22') => {
  const one = await site.signIn(email)
  await seat(site.table, one.person.id, slug)
  return { ...one, actor: await aPerson(site.table, email) }
}
const addressOf = ({ id }: { id: string }) => `/events/5w22/class/assignments/${id}`
const feedback = (more: Record<string, unknown> = {}) =>
  NewFeedback.parse({ version: 1, revision: 1, text: 'Ask them why, too.', passed: true, ...more })

const looks = (visitor: Visitor, path: string, name: string) => look(browser, site, visitor, path, name)

describe('the page of an assignment', () => {
  test('says what is asked, when it is due and what goes with it, and takes words and a link without a script', async () => {
    const handout = await aHandout(site.services, event, { filename: 'Worksheet.pdf' })
    const made = await anAssignment(site.table, {
      materials: [handout.id],
      session: event.sessions[0]?.id,
      late: 'allowed',
      lateUntil: '2024-05-06T12:00',
    })
    site.clock.now = minutes(30, now)
    const ada = await student('ada@example.com')
    const page = addressOf(made)
    const words = await readText(await ada.get(page))
    expect(words).toMatch(/Five questions Due in 5 days/)
    expect(words).toMatch(
      /Due Mon, Apr 29, 2024, noon Pacific .*Late work is accepted until Mon, May 6, 2024, noon Pacific/,
    )
    expect(words).toContain('Session Week 1')
    const html = await (await ada.get(page)).text()
    expect(html).toContain(`/events/5w22/class/${handout.id}`)

    const empty = await ada.post(page, { after: '0', text: '  ' })
    expect([empty.status, await readText(empty)]).toEqual([400, expect.stringContaining('Write something, add a link')])
    const wrong = await ada.post(page, { after: '0', text: 'Kept', link: 'http://example.com' })
    expect(wrong.status).toBe(400)
    const again = await wrong.text()
    expect(again).toContain('Enter an address that starts with https://')
    expect(again).toContain('>Kept</textarea>')
    const fields = { after: '0', text: 'First line\r\nsecond\r\n\r\nA paragraph', link: 'https://example.com/five' }
    const sent = await ada.post(page, fields)
    expect([sent.status, sent.headers.get('location')]).toEqual([303, `${page}?done=sent`])
    expect((await ada.post(page, fields)).status).toBe(303)
    const stale = await ada.post(page, { ...fields, text: 'Other' })
    expect([stale.status, await readText(stale)]).toEqual([409, expect.stringContaining('was just changed')])
    const versions = await listVersions(site.table, { person: ada.person.id, assignment: made.id })
    expect(versions.map(({ text }) => text)).toEqual(['First line\nsecond\n\nA paragraph'])
    const shown = await readText(await ada.get(`${page}?done=sent`))
    expect(shown).toMatch(/Submitted, waiting for feedback.*Version 1.*First line.*Submit another version/s)
    expect(await looks(ada, page, 'assignment-waiting')).toEqual([])

    await answerSubmission(
      site.table,
      '5w22',
      { person: ada.person.id, assignment: made.id },
      feedback({ passed: false }),
      by,
    )
    const answered = await readText(await ada.get(page))
    expect(answered).toMatch(/Not yet: submit another version.*Feedback Not yet.*Ask them why, too/s)
    expect(await looks(ada, page, 'assignment-not-yet')).toEqual([])
    site.clock.now = minutes(60, dueAt)
    expect(await readText(await ada.get(page))).toContain('This is past due')
    site.clock.now = now
  })

  test('tells when nothing is taken any more, and refuses what is sent all the same', async () => {
    const made = await anAssignment(site.table, { title: 'Over soon' })
    const bob = await student('bob@example.com')
    site.clock.now = minutes(1, dueAt)
    const words = await readText(await bob.get(addressOf(made)))
    expect(words).toContain('Missed')
    expect(words).toContain('This assignment is closed.')
    expect(await (await bob.get(addressOf(made))).text()).not.toContain('<textarea')
    const late = await bob.post(addressOf(made), { after: '0', text: 'Late' })
    expect(late.status).toBe(409)
    site.clock.now = now
  })

  test('is there for those who attend and teach; its files for their owner alone', async () => {
    const made = await anAssignment(site.table, { title: 'Crawled' })
    const eve = await student('eve@example.com')
    const file = await anUpload(site.services, made, eve.actor, { now })
    await handIn(site.table, made, eve.actor, { files: [file.id] }, now)
    const own = `${addressOf(made)}/files/${file.id}`
    const taken = await eve.get(own)
    expect(await (await fetch(taken.headers.get('location') ?? '')).text()).toBe('words')
    expect([taken.headers.get('cache-control'), taken.headers.get('referrer-policy')]).toEqual([
      ...['private, no-store', 'no-referrer'],
    ])
    const gone = await student('gone@example.com')
    await unseat(site.table, gone.person.id, '5w22')
    const stranger = await student('stranger@example.com', 'kpis')
    const kim = await site.signIn('kim@example.com')
    for (const path of [addressOf(made), own]) {
      for (const visitor of [gone, stranger, kim]) expect([path, (await visitor.get(path)).status]).toEqual([path, 404])
      expect((await site.visit().get(path)).headers.get('location')).toBe(`/sign-in?next=${encodeURIComponent(path)}`)
    }
    const other = await student('other@example.com')
    expect((await other.get(own)).status).toBe(404)
    const teacher = await site.signIn('james@example.com', { name: 'James' })
    expect(await readText(await teacher.get(addressOf(made)))).toContain('You see this because you teach')
    expect((await teacher.get(own)).status).toBe(404)
    expect((await gone.post(addressOf(made), { after: '0', text: 'Work' })).status).toBe(404)
    await unseat(site.table, eve.person.id, '5w22')
    for (const path of [addressOf(made), own]) expect((await eve.get(path)).status).toBe(404)
  })
})

describe('the assignments on the class page', () => {
  test('say how their reader stands, and which comes next', async () => {
    const slug = 'parts'
    const own = await anEvent(site.table, { slug, code: undefined })
    const [first, second, third] = [
      await anAssignment(site.table, { title: 'First', due: '2024-04-20T12:00' }, slug),
      await anAssignment(site.table, { title: 'Second', due: '2024-04-27T12:00' }, slug),
      await anAssignment(
        site.table,
        { title: 'Third', marking: { by: 'points', outOf: 10 }, due: '2024-04-28T12:00' },
        slug,
      ),
    ]
    await anAssignment(site.table, { title: 'A draft', publish: false }, slug)
    const zoe = await aStudent(site.table, 'zoe@example.com', slug)
    const load = () => loadAssignments(site.table, own, zoe.id, now)
    const words = async () => {
      const { assignments } = await load()
      return assignments.map((one) => `${one.assignment.title}: ${formatStanding(one, own, now).words}`)
    }
    expect(await words()).toEqual(['First: Missed', 'Second: Due in 3 days', 'Third: Due in 4 days'])
    expect((await load()).next?.assignment.id).toBe(second.id)
    await handIn(site.table, second, zoe, {}, now)
    expect((await load()).next?.assignment.id).toBe(third.id)
    await handIn(site.table, third, zoe, {}, now)
    expect((await load()).next).toBeUndefined()
    const answer = ({ id }: { id: string }, more: Record<string, unknown>) =>
      answerSubmission(site.table, slug, { person: zoe.id, assignment: id }, feedback(more), by)
    await answer(third, { passed: undefined, points: 8 })
    await answer(second, { passed: false })
    expect((await load()).next?.assignment.id).toBe(second.id)
    const late = AssignmentChange.parse({ revision: 1, late: 'allowed', lateUntil: '2024-04-24T11:00' })
    await changeAssignment(site.table, slug, first.id, late, now)
    expect(await words()).toEqual([
      'First: Late by 3 days, accepted for another 1 hour',
      'Second: Not yet: submit another version',
      'Third: 8 of 10 points',
    ])
    const loaded = await load()
    expect(nextAssignment(loaded.assignments, own)?.assignment.id).toBe(first.id)
    const html = String(AssignmentsOfClass({ ...loaded, now }))
    expect(html).toContain('Due Sat, Apr 20, 2024, noon Pacific')
    expect(html).toContain(`/events/parts/class/assignments/${third.id}`)
    expect(html).not.toContain('A draft')
    expect(AssignmentsOfClass({ ...loaded, now, session: 'ses_none' })).toBeNull()
  })

  test('take two queries, with one student as with two hundred', async () => {
    const made = await anAssignment(site.table, { title: 'Counted' })
    const max = await aStudent(site.table, 'max@example.com')
    const { reads, reset } = meter(site.table)
    const cost = async () => {
      reset()
      await loadAssignments(site.table, event, max.id, now)
      return reads()
    }
    const before = await cost()
    for (let from = 0; from < 200; from += 25) {
      const some = Array.from({ length: 25 }, (_, index) => `many${from + index}@example.com`)
      await Promise.all(some.map(async (email) => handIn(site.table, made, await aStudent(site.table, email), {}, now)))
    }
    expect(await cost()).toBe(before)
    expect(before).toBeLessThanOrEqual(3)
  })
})
