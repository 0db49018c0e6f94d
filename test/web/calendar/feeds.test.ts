import { eventAccess, pendingRevoke } from '@lectern/core/access'
import { cancelEvent, rescheduleSession, saveCourse } from '@lectern/core/catalog'
import { commit } from '@lectern/core/platform'
import { listRegistrationsOf } from '@lectern/core/registration'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { datesIn, datesInToo, readCalendar } from '../../core/calendar/read-calendar.ts'
import { checkCalendar } from '../../support/calendar-rules.ts'
import { makeEvent, seedProgram } from '../../support/program.ts'
import { openSite, type TestSite, type Visitor } from '../../support/site.ts'
import { itemsWith } from '../../support/whole-table.ts'
import { fieldValue, readText } from '../pages/page-text.ts'

let site: TestSite
const april8 = '2024-04-08T17:00:00Z'
beforeAll(async () => {
  site = await openSite()
  await seedProgram(site.table, april8)
})
beforeEach(() => {
  site.clock.now = april8
})
afterAll(() => site.stop())

const register = async (visitor: Visitor, sku: string) => {
  await visitor.post('/cart/lines', { sku })
  const html = await (await visitor.get('/checkout')).text()
  const fields = { key: fieldValue(html, 'key') ?? '', shown: fieldValue(html, 'shown') ?? '' }
  return visitor.post('/checkout', { ...fields, 'buyer.name': 'Ada', terms: 'yes' })
}

/** The path of the address that the account page shows. */
const addressOf = async (visitor: Visitor): Promise<string> => {
  const html = await (await visitor.get('/account')).text()
  return new URL(fieldValue(html, 'feed') ?? 'http://nowhere.test/').pathname
}

const uids = (text: string) => readCalendar(text).events.map(({ uid }) => uid)

describe('a private calendar', () => {
  test('has an address from the account page, which is kept nowhere, and another one ends it', async () => {
    const ada = await site.signIn('ada@example.com')
    expect(await readText(await ada.get('/account'))).toContain('Get my calendar link')
    const made = await ada.post('/account/calendar')
    expect([made.status, made.headers.get('location')]).toEqual([303, '/account?done=calendar#calendar'])
    const first = await addressOf(ada)
    expect(first).toMatch(/^\/calendar\/[A-Za-z0-9_-]{43}\.ics$/)
    expect(await addressOf(ada)).toBe(first)
    const html = await (await ada.get('/account')).text()
    expect(html).toContain(`href="webcal://${new URL(site.url).host}${first}"`)
    const token = first.slice('/calendar/'.length, -'.ics'.length)
    expect(await itemsWith(site.table, token)).toEqual([])

    const answer = await site.request(first)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    expect(answer.headers.get('cache-control')).toBe('private, no-cache')
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    expect(answer.headers.get('set-cookie')).toBeNull()
    // Nothing registered for yet: a calendar all the same.
    expect(checkCalendar(await answer.text())).toEqual([])

    await ada.post('/account/calendar')
    const second = await addressOf(ada)
    expect(second).not.toBe(first)
    expect((await site.request(first)).status).toBe(404)
    expect((await site.request(second)).status).toBe(200)
  })

  test('holds what is registered for, with the way in, follows moves, and loses what is cancelled or no longer theirs', async () => {
    const bo = await site.signIn('bo@example.com')
    const schedule = { startsAt: '2024-05-07T09:00', durationMinutes: 60, recurrence: 'FREQ=WEEKLY;COUNT=4' }
    const joinUrl = 'https://meet.example/secret'
    const event = await makeEvent(
      site.table,
      { kind: 'class', slug: 'weekly', title: 'Weekly', schedule, joinUrl },
      april8,
    )
    await register(bo, 'weekly:seat')
    await register(bo, 'kpis-and-slas:seat')
    await bo.post('/account/calendar')
    const path = await addressOf(bo)
    const feed = async () => (await site.request(path)).text()

    const text = await feed()
    expect(checkCalendar(text)).toEqual([])
    expect(uids(text)).toHaveLength(2)
    expect(text).not.toContain('meet.example')
    expect(text.replaceAll('\r\n ', '')).toContain(`${site.url}/events/weekly/join`)
    expect(text).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H')
    expect(datesIn(text)).toHaveLength(5)
    expect(datesInToo(text)).toEqual(datesIn(text))

    const second = event.sessions[1]
    if (!second) throw new Error('no second session')
    await rescheduleSession(site.table, 'weekly', { session: second.id, startsAt: '2024-05-15T11:00' }, april8)
    expect(datesIn(await feed()).map(({ startsAt }) => startsAt)).toContain('2024-05-15T18:00:00Z')

    const [registration] = await listRegistrationsOf(site.table, bo.person.id)
    const source = { personId: bo.person.id, what: eventAccess('kpis-and-slas'), source: 'purchase' } as const
    const orderId = (await listRegistrationsOf(site.table, bo.person.id)).find(
      ({ event: slug }) => slug === 'kpis-and-slas',
    )?.orderId
    expect(registration).toBeDefined()
    await commit(site.table, [pendingRevoke(site.table, { ...source, sourceId: orderId ?? '' })])
    expect(uids(await feed()).filter((uid) => uid === `event-weekly@${new URL(site.url).hostname}`)).toHaveLength(2)
    expect(datesIn(await feed())).toHaveLength(4)

    await cancelEvent(site.table, 'weekly', undefined, april8)
    expect(datesIn(await feed())).toEqual([])
  })

  test('is answered with 304 until something changes', async () => {
    const cy = await site.signIn('cy@example.com')
    await register(cy, 'kpis-and-slas:seat')
    await cy.post('/account/calendar')
    const path = await addressOf(cy)
    const tag = (await site.request(path)).headers.get('etag') ?? ''
    site.clock.now = '2024-04-09T03:00:00Z'
    const again = await site.request(path, { headers: { 'if-none-match': tag } })
    expect([again.status, await again.text(), again.headers.get('cache-control')]).toEqual([
      304,
      '',
      'private, no-cache',
    ])
    const { sessions } = await makeEvent(
      site.table,
      { kind: 'webinar', slug: 'news', title: 'News', schedule: { startsAt: '2024-05-02T09:00', durationMinutes: 60 } },
      april8,
    )
    expect(sessions).toHaveLength(1)
    await register(cy, 'news:seat')
    expect((await site.request(path, { headers: { 'if-none-match': tag } })).status).toBe(200)
  })

  test('with a wrong address is a page that there is not, and too many guesses wait while the right one opens', async () => {
    const di = await site.signIn('di@example.com')
    await di.post('/account/calendar')
    const right = await addressOf(di)
    const from = { 'x-forwarded-for': '203.0.113.77' }
    const wrong = (index: number) => `/calendar/${String(index).padStart(43, 'A')}.ics`
    const nothing = await site.request('/calendar/nothing', { headers: from })
    const guess = await site.request(wrong(0), { headers: from })
    expect([nothing.status, guess.status]).toEqual([404, 404])
    const same = async (answer: Response) =>
      (await answer.text()).replaceAll(/req_\w+|(?<=calendar(?:%2F|\/))[^"]+/g, '')
    expect(await same(guess)).toBe(await same(nothing))
    expect(guess.headers.get('content-type')).toContain('text/html')
    for (const path of ['/calendar/x.ics', '/calendar/.ics', `${right}x`, right.replace('.ics', ''), `${right}/x`]) {
      expect((await site.request(path, { headers: { 'x-forwarded-for': '203.0.113.78' } })).status).toBe(404)
    }
    const statuses: number[] = []
    for (let index = 1; index < 62; index += 1)
      statuses.push((await site.request(wrong(index), { headers: from })).status)
    expect(new Set(statuses.slice(0, 59))).toEqual(new Set([404]))
    expect(statuses.slice(59)).toEqual([429, 429])
    expect((await site.request(right, { headers: from })).status).toBe(200)
  })

  test('cannot be renewed by another site or by nobody', async () => {
    expect((await site.visit().post('/account/calendar')).headers.get('location') ?? '').not.toContain('done')
    const ed = await site.signIn('ed@example.com')
    const forged = await ed.post('/account/calendar', {}, { origin: 'https://evil.example' })
    expect(forged.status).toBe(403)
  })
})

describe('a public calendar', () => {
  test('tells what everyone may know: no drafts, no invited-only events, no way in, no alarm', async () => {
    await makeEvent(
      site.table,
      {
        kind: 'webinar',
        slug: 'closed',
        title: 'For few',
        access: 'invited',
        invited: ['x@example.com'],
        schedule: { startsAt: '2024-05-03T09:00', durationMinutes: 60 },
      },
      april8,
    )
    await makeEvent(
      site.table,
      {
        kind: 'webinar',
        slug: 'draft',
        title: 'Not yet',
        schedule: { startsAt: '2024-05-04T09:00', durationMinutes: 60 },
      },
      april8,
      { draft: true },
    )
    const answer = await site.request('/calendar.ics')
    expect(answer.headers.get('cache-control')).toBe('public, max-age=300, must-revalidate')
    const text = await answer.text()
    expect(checkCalendar(text)).toEqual([])
    expect(text).toContain('TRANSP:TRANSPARENT')
    for (const hidden of ['For few', 'Not yet', 'meet.example', 'BEGIN:VALARM', '/join'])
      expect(text).not.toContain(hidden)
    expect(datesInToo(text)).toEqual(datesIn(text))
    const tag = answer.headers.get('etag') ?? ''
    site.clock.now = '2024-04-08T18:00:00Z'
    expect((await site.request('/calendar.ics', { headers: { 'if-none-match': tag } })).status).toBe(304)
    const ada = await site.signIn('reader@example.com')
    expect(await (await ada.get('/calendar.ics')).text()).toBe(text)
  })

  test('is to be had of one kind, or of one course', async () => {
    const webinars = await (await site.request('/calendar/kind/webinar.ics')).text()
    expect(checkCalendar(webinars)).toEqual([])
    expect(readCalendar(webinars).root.getFirstPropertyValue('x-wr-calname')).toBe('Small Biz Community: webinars')
    expect(
      new Set(readCalendar(webinars).events.map(({ event }) => event.getFirstPropertyValue('categories'))),
    ).toEqual(new Set(['Webinar']))
    const course = await (await site.request('/calendar/course/professional-sales.ics')).text()
    expect(checkCalendar(course)).toEqual([])
    expect(uids(course)).toContain(`event-5w22@${new URL(site.url).hostname}`)
    await saveCourse(site.table, { slug: 'empty', title: 'Empty', summary: '', description: '' } as never)
    expect((await site.request('/calendar/course/empty.ics')).status).toBe(200)
    for (const path of [
      '/calendar/kind/party.ics',
      '/calendar/kind/class',
      '/calendar/course/none.ics',
      '/calendar/kind/',
      '/calendar',
    ]) {
      expect((await site.request(path)).status).toBe(404)
    }
  })
})

test('a class is subscribed to as a whole, from Google and Outlook alike, or taken as a file', async () => {
  const html = await (await site.request('/events/5w22')).text()
  for (const link of [
    /calendar\.google\.com\/calendar\/r\?cid=/,
    /outlook\.[^"]*addfromweb/,
    /\/api\/events\/5w22\/calendar\.ics/,
  ]) {
    expect(html).toMatch(link)
  }
})
