import { EventChange, editEvent } from '@lectern/core/catalog'
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
const html = async (path: string) => (await site.request(path)).text()

test('what an organizer promises is told between the card and the weeks, and nothing of it where they say nothing', async () => {
  expect(await text('/events/kpis-and-slas')).not.toMatch(
    /Who it’s for|What you’ll leave with|What people say|Questions/,
  )
  const promise = {
    audience: ['MSP owners who sell'],
    outcomes: ['A sales playbook'],
    faq: [{ question: 'What if I miss <b>a week</b>?', answer: 'Every session is recorded.' }],
    testimonials: [{ quote: 'Two proposals signed.', name: 'Olivia Owner', role: 'Owner' }],
  }
  await editEvent(site.table, '5w22', EventChange.parse(promise), april8)
  const page = await text('/events/5w22')
  const order = [
    'Who it’s for MSP owners who sell',
    'What you’ll leave with A sales playbook',
    'Week by week',
    'Your instructor',
    'What people say Two proposals signed. Olivia Owner Owner',
    'Questions What if I miss <b>a week</b>? Every session is recorded.',
    'You might also like',
  ]
  const places = order.map((words) => page.indexOf(words))
  expect(places).not.toContain(-1)
  expect(places).toEqual([...places].sort((a, b) => a - b))
})

test('seats are counted aloud once at most half of them are left', async () => {
  const seats = {
    title: 'Small group',
    kind: 'webinar',
    sessions: [{ startsAt: '2024-06-01T09:00', durationMinutes: 60 }],
  }
  for (const [slug, capacity] of [
    ['three', 3],
    ['four', 4],
  ] as const) {
    await makeEvent(site.table, { ...seats, slug, capacity }, april8)
    const visitor = site.visit()
    for (const name of ['ada', 'bea']) {
      const page = await (await visitor.get(`/events/${slug}`)).text()
      const key = /name="key" value="([^"]+)"/.exec(page)?.[1] ?? ''
      const fields = {
        key,
        sku: `${slug}:seat`,
        terms: 'yes',
        'buyer.name': name,
        'buyer.email': `${name}@example.com`,
      }
      expect((await visitor.post(`/events/${slug}/register`, fields)).status).toBe(303)
      if (slug === 'four' && name === 'ada') expect(await text('/events/four')).not.toMatch(/of 4 left/)
    }
  }
  expect(await text('/events/four')).toContain('2 of 4 left')
  expect(await text('/events/three')).toContain('1 of 3 left')
})

describe('Add to calendar and Share', () => {
  test('a series is subscribed to, one session is filled in, and what is not for everyone is a file', async () => {
    const series = await html('/events/5w22')
    const feed = encodeURIComponent('/api/events/5w22/calendar.ics')
    expect(series).toMatch(new RegExp(`calendar\\.google\\.com/calendar/r\\?cid=webcal[^"]*${feed}`))
    expect(series).toMatch(new RegExp(`outlook\\.office\\.com/calendar/0/addfromweb\\?url=[^"]*${feed}`))
    expect(series).toMatch(/href="webcal:[^"]*calendar\.ics"/)
    const one = await html('/events/kpis-and-slas')
    expect(one).toContain('calendar.google.com/calendar/render?action=TEMPLATE')
    expect(one).not.toContain('addfromweb')

    const invited = ['guest@example.com']
    await makeEvent(site.table, { ...salesClass, code: 'X9', slug: 'closed', access: 'invited', invited }, april8)
    const guest = await site.signIn('guest@example.com')
    const closed = await (await guest.get('/events/closed')).text()
    expect(closed).toContain('href="/api/events/closed/calendar.ics"')
    expect(closed).not.toMatch(/webcal:|addfromweb|sharer/)
  })

  test('sharing is plain links, with the address of the page', async () => {
    const page = await html('/events/5w22')
    const address = encodeURIComponent(`${/value="(https?:\/\/[^"]*)\/events\/5w22"/.exec(page)?.[1]}/events/5w22`)
    for (const way of ['linkedin.com/sharing/share-offsite/?url=', 'sharer.php?u=', 'x.com/intent/post?url=']) {
      expect(page).toContain(`${way}${address}`)
    }
    expect(page).not.toMatch(/<script[^>]* src="https?:/)
  })
})

test('a full or ended class leads to its next run, and a related event is never a closed one', async () => {
  const sessions = [{ startsAt: '2024-09-10T09:00', durationMinutes: 60 }]
  await makeEvent(site.table, { ...salesClass, code: '5W30', slug: '5w30', sessions }, april8)
  const invited = ['guest@example.com']
  await makeEvent(site.table, { ...salesClass, code: 'X8', slug: 'secret', access: 'invited', invited }, april8)
  site.clock.now = '2024-05-22T16:00:00Z'
  const ended = await site.request('/events/5w22')
  expect(await readText(ended)).toContain('Next run: Tue, Sep 10, 9:00 AM Pacific')
  const related = (await html('/events/5w22')).split('You might also like')[1] ?? ''
  expect(related.indexOf('/events/5w30')).toBeGreaterThan(0)
  expect(related).not.toMatch(/href="\/events\/(secret|5w22)"/)
})

test('who wants to hear of the next run signs in first, asks with one press, and may take it back', async () => {
  const only = { ...salesClass, course: undefined, code: 'X7', slug: 'once', title: 'Once only' }
  await makeEvent(site.table, only, april8)
  site.clock.now = '2024-05-22T16:00:00Z'
  const path = '/events/once/next-run'
  expect(await html('/events/once')).toContain(`href="${path}"`)
  const stranger = await site.visit().get(path)
  expect([stranger.status, stranger.headers.get('location')]).toEqual([
    303,
    `/sign-in?next=${encodeURIComponent(path)}`,
  ])
  expect((await site.visit().post(path, {})).status).toBe(401)

  const ada = await site.signIn('again@example.com')
  expect(await readText(await ada.get(path))).toContain('We’ll write to again@example.com once')
  await ada.post(path, {})
  expect(await readText(await ada.get(path))).toContain('We’ll email you')
  await ada.post(path, { drop: 'yes' })
  expect(await readText(await ada.get(path))).toContain('Hear about the next run')
})
