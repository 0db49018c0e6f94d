import type { Event } from '@lectern/core/catalog'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pendingEvent } from '../../../packages/core/src/catalog/store.ts'
import { pendingChangedPromotion } from '../../../packages/core/src/pricing/store.ts'
import { type AdminSite, openAdminSite } from '../../support/admin-site.ts'
import { aWebinar, committed } from '../../support/build.ts'
import { makeSale } from '../../support/sale.ts'

let site: AdminSite
beforeAll(async () => {
  site = await openAdminSite({ now: '2024-02-20T17:00:00Z' })
})
afterAll(() => site.stop())

const statuses = (paths: readonly string[]) =>
  Promise.all(paths.map(async (path) => `${path} ${(await site.admin.get(path)).status}`))

const shown = (paths: readonly string[]): string[] => paths.map((path) => `${path} 200`)

describe('what was stored before dates had a range is still shown', () => {
  test.each([
    ['from the year 0', { zone: 'Europe/Berlin', from: '0000-01-01T00:00', until: '2024-03-01T00:00' }],
    ['to the year 9999', { zone: 'America/Los_Angeles', from: '2024-02-01T00:00', until: '9999-12-31T23:59' }],
    ['of every year', { zone: 'Asia/Tokyo', from: '0000-01-01T00:00', until: '9999-12-31T23:59' }],
  ])('a sale %s', async (words, window) => {
    const slug = words.replaceAll(' ', '-')
    const { promotion } = await makeSale(
      site.table,
      site.clock.now,
      { title: words, code: slug, revealsAt: undefined },
      { slug },
    )
    await committed(site.table, [
      pendingChangedPromotion(site.table, { ...promotion, window, version: promotion.version + 1 }, promotion.version),
    ])
    const own = `/admin/promotions/${promotion.id}`
    const paths = ['/', '/store', '/sales', `/sales/${slug}`, `/sales/${slug}/reminder.ics`, '/events']
    const admin = ['/admin', '/admin/sales', `/admin/sales/${slug}`, '/admin/promotions', own, `${own}/report`]
    expect(await statuses([...paths, ...admin])).toEqual(shown([...paths, ...admin]))
  })

  test.each(['0000-01-01T00:00', '9999-12-31T23:30'])('an event with a session at %s', async (startsAt) => {
    const slug = `webinar-${startsAt.slice(0, 4)}`
    const event = await aWebinar(site.table, { slug, zone: 'Europe/Berlin' })
    const stored: Event = {
      ...event,
      sessions: event.sessions.map((session) => ({ ...session, startsAt })),
    }
    await committed(site.table, pendingEvent(site.table, stored))
    const paths = ['/', '/events', '/calendar.ics', `/events/${slug}`]
    const admin = ['/admin', '/admin/events', `/admin/events/${slug}`, `/admin/events/${slug}/edit`]
    expect(await statuses([...paths, ...admin])).toEqual(shown([...paths, ...admin]))
  })
})

describe('a day beyond the range is refused, or left out of account', () => {
  test.each([
    ['9999-12-31', 'Enter a date between the years 1900 and 2199'],
    ['2027-02-30', 'Enter a date like 2024-04-23'],
  ])('a membership until %s', async (until, words) => {
    const { person } = await site.signIn('dana@example.com')
    const path = `/admin/people/${person.id}/memberships`
    const answer = await site.admin.post(path, { plan: 'all-access', until })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain(words)
  })

  test.each(['from=0000-01-01', 'to=9999-12-31', 'until=2027-02-30'])('a report with %s', async (query) => {
    const { promotion } = await makeSale(site.table, site.clock.now, { code: query }, { slug: query.slice(-10) })
    const own = `/admin/promotions/${promotion.id}`
    expect((await site.admin.get(`${own}/report?${query}`)).status).toBe(200)
    expect((await site.admin.get(`${own}/report.csv?${query}`)).status).toBe(200)
  })
})
