import { createApi } from '@lectern/api'
import { ensureFeedAddress } from '@lectern/core/calendar'
import { type Event, saveInstructor } from '@lectern/core/catalog'
import { importApiKey, type Person } from '@lectern/core/identity'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { placed, start } from '../../support/build.ts'
import { board, boardTraces, columbusWithBoard, fullPass, mainDay, sessionOn } from '../../support/columbus.ts'
import { openSite, type TestSite, type Visitor } from '../../support/site.ts'

type Reader = { visitor: Visitor; person?: Person }

let site: TestSite
let event: Event
let readers: Record<string, Reader>
let api: ReturnType<typeof createApi>

const registered = async (email: string, sku: string): Promise<Reader> => {
  const signed = await site.signIn(email, { name: 'Pat' })
  await placed(site.services, email, sku)
  return { visitor: signed, person: signed.person }
}

beforeAll(async () => {
  site = await openSite({ now: start })
  api = createApi({ ...site.services, version: '0.0.1' })
  const teacher = { slug: 'james-kernan', name: 'James Kernan', headline: '', bio: '', email: 'james@example.com' }
  await saveInstructor(site.table, teacher)
  event = await columbusWithBoard(site.table, { instructors: ['james-kernan'] })
  const [stranger, teaching] = [await site.signIn('stranger@example.com'), await site.signIn('james@example.com')]
  readers = {
    'a visitor': { visitor: site.visit() },
    'someone signed in': { visitor: stranger, person: stranger.person },
    'a tenth address with a full pass': await registered('tenth@example.com', fullPass),
    'someone with a main-day pass': await registered('main@example.com', mainDay),
    'an instructor who is not invited': { visitor: teaching, person: teaching.person },
    'one of the nine': await registered(board[2] ?? '', fullPass),
  }
})
afterAll(() => site.stop())

const here = (address: string): string => address.replaceAll('&amp;', '&').replace(site.url, '')

/** Every address of this site in an answer: links, pictures, feeds, maps. */
const addressesIn = (text: string): string[] => {
  const attributes = [...text.matchAll(/(?:href|src|srcset|action)="([^"\s]+)/g)].map(([, found = '']) => here(found))
  const locations = [...text.matchAll(/<loc>([^<]+)<\/loc>|(https?:\/\/[^\s"'<>\\]+)/g)].map(([, one, other]) =>
    here(one ?? other ?? ''),
  )
  return [...attributes, ...locations].filter((found) => /^\/(?!\/|assets\/)/.test(found))
}

/** What there is to begin with: pages that no link leads to, feeds, maps, and searches. */
const starts = (): string[] => [
  ...['/', '/events', '/events?kind=conference', '/events?q=quorum', '/events?q=budget', '/events/columbus'],
  ...['/events/columbus/class', '/registrations/columbus', '/account', '/cart', '/sitemap.xml', '/robots.txt'],
  ...[
    '/calendar.ics',
    '/calendar/conferences.ics',
    '/people/james-kernan',
    '/teach/columbus',
    '/teach/columbus/attendance',
  ],
  ...['/teach/columbus/certificates', '/teach/columbus/materials', '/teach/columbus/assignments'],
]

/** Follows links for a reader. @returns all that was answered, with its headers, by address */
const crawl = async ({ visitor, person }: Reader): Promise<Map<string, string>> => {
  const seen = new Map<string, string>()
  const waiting = starts()
  if (person) {
    const { url } = await ensureFeedAddress(site.services, person.id, start)
    waiting.push(here(url))
  }
  for (let address = waiting.shift(); address !== undefined && seen.size < 400; address = waiting.shift()) {
    const path = address.split('#')[0] ?? ''
    if (seen.has(path) || /^\/(?:sign-in|sign-out|api\/)/.test(path)) continue
    const answer = await visitor.get(path)
    const text = await answer.text()
    seen.set(path, `${[...answer.headers].join('\n')}\n${text}`)
    waiting.push(...addressesIn(text))
  }
  return seen
}

const apiPaths = (): string[] => [
  ...['/api/events', '/api/events?kind=conference', '/api/events?q=quorum', '/api/events?until=2024-06-05'],
  ...['/api/events/columbus', '/api/events/columbus/calendar.ics', '/api/me/registrations', '/api/me/orders'],
  ...['/api/me/events/columbus/progress', '/api/me/export', '/api/me/grants', '/api/openapi.json'],
  ...['/api/events/columbus/materials', '/api/me/calendar', '/api/instructors', '/api/courses'],
  `/api/events/columbus/sessions/${sessionOn(event, '2024-06-04')}/calendar.ics`,
  `/api/admin/events/columbus/attendance?session=${sessionOn(event, '2024-06-04')}`,
]

const askApi = async ({ person }: Reader): Promise<Map<string, string>> => {
  const key = `lk_${person?.id.replace(/\W/g, '') ?? 'nobody'}_secret-of-tests`
  if (person) await importApiKey(site.table, person, key, 'A key of this test', start)
  const answers = new Map<string, string>()
  for (const path of apiPaths()) {
    const answer = await api.request(`${site.url}${path}`, {
      headers: person ? { authorization: `Bearer ${key}` } : {},
    })
    answers.set(path, `${answer.status} ${await answer.text()}`)
  }
  return answers
}

const everything = async (reader: Reader): Promise<Map<string, string>> =>
  new Map([...(await crawl(reader)), ...(await askApi(reader))])

const tracesIn = (answers: ReadonlyMap<string, string>): string[] => {
  const traces = [...boardTraces, '20240604', 'Three-day', sessionOn(event, '2024-06-04'), 'director3@']
  return [...answers].flatMap(([path, text]) =>
    traces.filter((trace) => text.includes(trace)).map((trace) => `${path}: ${trace}`),
  )
}

test('board meeting: five kinds of reader who are not invited crawl everything, and there is no trace of it, in no count', async () => {
  const { 'one of the nine': _, ...others } = readers
  for (const [who, reader] of Object.entries(others)) {
    const answers = await everything(reader)
    expect(answers.size, who).toBeGreaterThan(30)
    expect(answers.get('/events/columbus'), who).toContain('Two-day conference')
    expect(answers.get('/events/columbus'), who).toContain('Arrival and workshops')
    expect(tracesIn(answers), who).toEqual([])
  }
})

test('board meeting: one of the nine finds it on the page, in the feed, in the API, and counted', async () => {
  const answers = await everything(readers['one of the nine'] ?? { visitor: site.visit() })
  const found = tracesIn(answers)
  expect(answers.get('/events/columbus')).toContain('Three-day conference')
  expect(answers.get('/events/columbus')).toContain('By invitation')
  for (const path of [
    '/events/columbus',
    '/api/events/columbus',
    '/api/events/columbus/calendar.ics',
    '/registrations/columbus',
  ]) {
    expect(found, path).toContainEqual(expect.stringMatching(`^${path}: `))
  }
  expect(found).toContainEqual(expect.stringMatching(/^\/calendar\/.*: 20240604$/))
  expect(JSON.parse(answers.get('/api/events/columbus')?.slice(4) ?? '').sessions).toHaveLength(3)
  // Not even they are shown the list.
  expect(answers.get('/api/events/columbus')).not.toContain('director3@example.com')
})
