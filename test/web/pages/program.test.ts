import { cancelEvent, rescheduleSession } from '@lectern/core/catalog'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeEvent, salesClass, seedProgram } from '../../support/program.ts'
import { openSite, type TestSite } from '../../support/site.ts'
import { readText } from './page-text.ts'

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

const text = async (path: string) => readText(await site.request(path))

describe('the home page', () => {
  test('shows one event large: of what is paid and can be had, the soonest; then what comes next', async () => {
    const page = await text('/')
    const order = [
      'MSP Professional',
      'Register',
      'Coming up',
      'The Unpopular Truth',
      'Marketing Breakout',
      'ChannelPro',
    ]
    const places = order.map((words) => page.indexOf(words))
    expect(places).not.toContain(-1)
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(page).not.toContain('Managing Your Service Board')
  })

  test('shows anyone who is signed in their own next session first', async () => {
    const ada = await site.signIn('home@example.com')
    expect(await readText(await ada.get('/'))).not.toContain('Your next session')
    await register(ada, 'kpis-and-slas:seat')
    expect(await readText(await ada.get('/'))).toContain('Your next session · Webinar The Unpopular Truth')
  })
})

const register = async (visitor: Awaited<ReturnType<TestSite['signIn']>>, sku: string) => {
  await visitor.post('/cart/lines', { sku })
  const answer = await visitor.post('/checkout', {
    'buyer.name': 'Ada',
    terms: 'yes',
    shown: '0',
    key: sku.padEnd(20, 'x').replace(/\W/g, '-'),
  })
  expect(answer.status).toBe(303)
}

describe('the catalogue', () => {
  test('groups what comes next by when one goes there', async () => {
    const page = await text('/events')
    const order = [
      'In the next 7 days',
      'The Unpopular Truth',
      'April',
      'Marketing Breakout',
      'MSP Professional',
      'June',
      'ChannelPro',
    ]
    const places = order.map((words) => page.indexOf(words))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(page).not.toContain('Managing Your Service Board')
  })

  test('filters by kind, words and time, all in the address', async () => {
    expect(await text('/events?kind=class')).not.toContain('Marketing Breakout')
    expect(await text('/events?q=service+board&when=past')).toContain('Managing Your Service Board')
    const past = await text('/events?when=past')
    expect(past.indexOf('Managing Your')).toBeLessThan(past.indexOf('all-member meeting'))
    expect(past).not.toContain('ChannelPro')
  })

  test('keeps what was typed, and says what to do when nothing matches', async () => {
    const html = await (await site.request('/events?q=%22%3E%3Cscript%3E&kind=webinar')).text()
    expect(html).toContain('value="&quot;&gt;&lt;script&gt;"')
    expect(html).toContain('No results')
    expect(html).toContain('Show all kinds')
  })

  test('takes a senseless filter for none, and refuses a senseless cursor', async () => {
    expect(await text('/events?kind=party&when=never')).toContain('Marketing Breakout')
    expect((await site.request('/events?cursor=!!')).status).toBe(400)
  })
})

describe('an event page', () => {
  test('tells price, times in the event’s zone and the other coast’s, place, seats and refunds', async () => {
    const page = await text('/events/5w22')
    for (const words of [
      'Five-week class · 5W22',
      '$399',
      'Tuesdays, Apr 23 – May 21',
      '9:00 AM Pacific (noon Eastern)',
      'Online, recorded',
      'Full refund until Sat, Apr 20, 9:00 AM Pacific.',
      'Tue, May 14 · 9:00 AM Pacific · 60 minutes A framework for sales departments',
      'Add to calendar',
      'James Kernan',
      'Register several people at once',
      'Google Calendar Outlook.com Microsoft 365 Apple Calendar Download .ics file',
      'LinkedIn Facebook X Email',
    ]) {
      expect(page).toContain(words)
    }
    // Seats are counted once at most half of them are left.
    expect(page).not.toContain('of 20 left')
  })

  test('never shows where to join', async () => {
    expect(await (await site.request('/events/5w22')).text()).not.toContain('meet.example')
  })

  test('tells search engines the same, and a title cannot break out of it', async () => {
    await makeEvent(
      site.table,
      {
        ...salesClass,
        code: 'X1',
        slug: 'hostile',
        title: '</script><script>alert(1)</script>',
        summary: '"><img src=x onerror=alert(1)>',
      },
      april8,
    )
    const html = await (await site.request('/events/hostile')).text()
    expect(html).not.toContain('<script>alert')
    expect(html).not.toContain('<img src=x')
    const data = JSON.parse(html.match(/<script type="application\/ld\+json">(.*?)<\/script>/)?.[1] ?? '')
    expect(data).toMatchObject({
      '@type': 'Event',
      name: '</script><script>alert(1)</script>',
      startDate: '2024-04-23T16:00:00Z',
      eventStatus: 'https://schema.org/EventScheduled',
      offers: [{ price: '399.00', priceCurrency: 'USD', availability: 'https://schema.org/InStock' }],
    })
  })

  test.each([
    ['live', '2024-04-23T16:10:00Z', 'Live now'],
    ['under way', '2024-04-25T16:00:00Z', 'In progress'],
    ['after the refund deadline', '2024-04-22T16:00:00Z', 'Refunds ended on Sat, Apr 20'],
    ['over', '2024-05-22T16:00:00Z', 'The recording is for people who registered.'],
  ])('%s', async (_, now, words) => {
    site.clock.now = now
    expect(await text('/events/5w22')).toContain(words)
  })

  test('offers no registration once it is over', async () => {
    site.clock.now = '2024-05-22T16:00:00Z'
    expect(await (await site.request('/events/5w22')).text()).not.toContain('action="/cart/lines"')
  })

  test('before and after its sales says when', async () => {
    await makeEvent(
      site.table,
      { ...salesClass, code: 'X2', slug: 'timed', salesOpenAt: '2024-04-15T09:00', salesCloseAt: '2024-04-20T09:00' },
      april8,
    )
    expect(await text('/events/timed')).toContain('Registration opens Mon, Apr 15, 9:00 AM Pacific.')
    site.clock.now = '2024-04-21T09:00:00Z'
    expect(await text('/events/timed')).toContain('Registration is closed.')
  })

  test('says that a breakout is for members, who sign in, and is never recorded', async () => {
    const page = await text('/events/marketing-breakout')
    expect(page).toContain('Sign in to register')
    expect(page).toContain('How to become a member')
    expect(page).toContain('not recorded')
    const ada = await site.signIn('nonmember@example.com')
    expect(await (await ada.get('/events/marketing-breakout')).text()).not.toContain('action="/cart/lines"')
  })

  test('lets one choose among several tickets', async () => {
    const page = await text('/events/channelpro-columbus')
    expect(page).toContain('from $99')
    expect(page).toContain('Main day only · $99')
    expect(page).toContain('6 left')
    expect(page).toContain('Number of people')
  })

  test('says what moved and what was cancelled', async () => {
    const moved = await makeEvent(site.table, { ...salesClass, code: 'X3', slug: 'moved' }, april8)
    const [first] = moved.sessions
    await rescheduleSession(site.table, 'moved', { session: first?.id ?? '', startsAt: '2024-04-24T10:00' }, april8)
    expect(await text('/events/moved')).toContain('Wed, Apr 24 · 10:00 AM Pacific · 60 minutes New time')
    await cancelEvent(site.table, 'moved', 'The instructor is ill.', april8)
    const page = await text('/events/moved')
    expect(page).toContain('This event was canceled')
    expect(page).toContain('The instructor is ill.')
  })
})

test('a course lists its runs, a person their events', async () => {
  expect(await text('/courses/professional-sales')).toContain('5W22')
  const karl = await text('/people/karl-palachuk')
  expect(karl).toContain('Marketing Breakout')
  expect(karl.indexOf('Earlier')).toBeLessThan(karl.indexOf('Managing Your Service Board'))
  expect(karl).not.toContain('MSP Professional Sales')
})
