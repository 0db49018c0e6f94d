import { cancelEvent } from '@lectern/core/catalog'
import { grantMembership } from '@lectern/core/membership'
import { announce, commit, listWaiting, outboxAttempts, outboxShards, postpone } from '@lectern/core/platform'
import { NewPromotion, savePromotion } from '@lectern/core/pricing'
import { registrationTopics } from '@lectern/core/registration'
import { getTimetable } from '@lectern/core/reminders'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { planReminders } from '../../../packages/core/src/reminders/plan-reminders.ts'
import { type AdminSite, openAdminSite } from '../../support/admin-site.ts'
import { openBrowser } from '../../support/browser.ts'
import { lookThrough } from '../../support/looks.ts'
import { columbus, makeEvent, marketingBreakout, seedProgram } from '../../support/program.ts'

let browser: Browser
let site: AdminSite
let empty: AdminSite
const pages = new Map<string, () => Promise<Response>>()

/** A site in the middle of its work: orders of every state, a draft, something cancelled, something that failed. */
const fill = async () => {
  const { table, clock } = site
  await seedProgram(table, clock.now)
  const salesClass = await makeEvent(
    table,
    {
      kind: 'class',
      code: '5W23',
      title: 'Managing Your Service Board',
      tickets: [
        { name: 'Seat', priceCents: 39_900 },
        { name: 'Audit', priceCents: 1_999, capacity: 5 },
      ],
      capacity: 20,
      schedule: { startsAt: '2024-10-15T09:00', durationMinutes: 60, recurrence: 'FREQ=WEEKLY;COUNT=5' },
    },
    clock.now,
  )
  const draft = await makeEvent(table, { ...marketingBreakout, slug: 'draft-breakout' }, clock.now, { draft: true })
  const dana = { email: 'dana@example.com', name: 'Dana Goulston' }
  await planReminders(table, '5w23', clock.now)
  const order = await site.order(salesClass, dana)
  await site.order(salesClass, { email: 'amy@example.com', name: 'Amy Babinchak' }, { paid: false })
  const gone = await makeEvent(table, { ...columbus, slug: 'costa-mesa', title: 'ASCII Edge: Costa Mesa' }, clock.now)
  const badge = { badge: 'Third Tier', meal: 'Vegan', photos: true }
  await site.order(gone, { email: 'erick@example.com', name: 'Erick Simpson' }, { tickets: ['pass'], answers: badge })
  // Called off before it: what has ended cannot be canceled any more.
  await cancelEvent(table, 'nsitsp-all-members', 'The speaker is ill.', '2024-01-02T12:00:00Z')
  await grantMembership(table, order.buyer.personId, { plan: 'all-access', until: '2025-01-01T08:00:00Z' }, clock.now)
  await savePromotion(
    table,
    NewPromotion.parse({
      title: 'Leap day',
      trigger: 'code',
      code: 'LEAP29',
      benefit: { type: 'percent', percentBasisPoints: 2900 },
      scope: { everything: true },
      window: { zone: 'America/Los_Angeles', from: '2028-02-29T00:00', until: '2028-03-01T00:00' },
      limits: { total: 100 },
    }),
    clock.now,
  )
  await commit(table, [announce(table, registrationTopics.orderConfirmed, { order: order.id }, clock.now)])
  const rows = (
    await Promise.all(Array.from({ length: outboxShards }, (_, shard) => listWaiting(table, shard, 1)))
  ).flat()
  const [row] = rows
  if (row) await postpone(table, { ...row, attempts: outboxAttempts - 1 }, 'The mail service answered 503', clock.now)
  return { order, draft }
}

beforeAll(async () => {
  browser = await openBrowser()
  site = await openAdminSite()
  empty = await openAdminSite()
  const { order, draft } = await fill()
  const get = (name: string, path: string, from = site) => pages.set(name, () => from.admin.get(path))
  get('today', '/admin')
  get('today-empty', '/admin', empty)
  get('events', '/admin/events')
  get('events-empty', '/admin/events', empty)
  get('event-new', '/admin/events/new')
  get('event-edit', '/admin/events/5w23/edit')
  get('event-draft-edit', `/admin/events/${draft.slug}/edit`)
  get('event', '/admin/events/5w23')
  get('event-draft', `/admin/events/${draft.slug}`)
  get('event-cancelled', '/admin/events/nsitsp-all-members')
  get('reminders', '/admin/events/5w23/reminders')
  get('reminders-draft', `/admin/events/${draft.slug}/reminders`)
  const { reminders } = await getTimetable(site.table, '5w23', site.clock.now)
  get('reminder-send', `/admin/events/5w23/reminders/${reminders[1]?.id}/send`)
  get('roster', '/admin/events/costa-mesa/roster')
  get('orders', '/admin/orders')
  get('order', `/admin/orders/${order.id}`)
  get('refund', `/admin/orders/${order.id}/refund`)
  get('people', '/admin/people?q=dana')
  get('person', `/admin/people/${order.buyer.personId}`)
  get('courses', '/admin/courses')
  get('course', '/admin/courses/professional-sales')
  get('instructor-new', '/admin/instructors/new')
  get('promotions', '/admin/promotions')
  get('promotion-new', '/admin/promotions/new')
  get('messages', '/admin/messages')
  const html = await (await site.admin.get('/admin/events/5w23')).text()
  const id = /name="session" value="([^"]+)"/.exec(html)?.[1] ?? ''
  pages.set('event-move', () =>
    site.admin.post('/admin/events/5w23/reschedule', {
      session: id,
      startsAt: '2024-10-16T10:00',
      durationMinutes: '60',
    }),
  )
  pages.set('event-preview', () =>
    site.admin.post('/admin/events/new', {
      intent: 'expand',
      kind: 'class',
      code: '5W21X',
      title: 'A class across the change of clocks',
      zone: 'America/Los_Angeles',
      plan: 'weekly',
      startsAt: '2025-02-11T09:00',
      durationMinutes: '60',
      count: '5',
      'tickets.0.name': 'Seat',
      'tickets.0.price': '399',
      refundUntilHours: '72',
    }),
  )
  pages.set('event-errors', () =>
    site.admin.post('/admin/events/new', {
      intent: 'save',
      plan: 'weekly',
      title: 'Kept',
      'tickets.0.name': 'Seat',
      'tickets.0.price': '19,9',
      kind: 'class',
      zone: 'UTC',
    }),
  )
})
afterAll(async () => {
  await browser.close()
  await Promise.all([site.stop(), empty.stop()])
})

it('every page is accessible, keeps its contrast in the dark, and fits a phone', async () => {
  expect(await lookThrough(browser, pages)).toEqual([])
})
