import { findEvent, listEvents } from '@lectern/core/catalog'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AdminSite, type Fields, openAdminSite, textOf } from '../../support/admin-site.ts'
import { makeEvent, salesClass } from '../../support/program.ts'

let site: AdminSite
beforeAll(async () => {
  site = await openAdminSite({ now: '2024-01-08T17:00:00Z' })
})
afterAll(() => site.stop())

const typed = (more: Fields = {}): Fields => ({
  kind: 'class',
  code: '5W21',
  title: 'Managing Your Service Board',
  zone: 'America/Los_Angeles',
  plan: 'weekly',
  startsAt: '2024-02-13T09:00',
  durationMinutes: '60',
  count: '5',
  'tickets.0.name': 'Seat',
  'tickets.0.price': '399',
  capacity: '20',
  refundUntilHours: '72',
  ...more,
})

const send = async (path: string, fields: Fields) => {
  const response = await site.admin.post(path, fields)
  return { response, html: await response.text() }
}

describe('what is wrong with an event', () => {
  const cases: [string, Fields, string, string][] = [
    ['a title left out', { title: '' }, 'title', 'Fill this in'],
    [
      'a price that is none',
      { 'tickets.0.price': '19,9' },
      'tickets-0-price',
      'Enter dollars and cents like 399 or 19.99',
    ],
    ['a price left out', { 'tickets.0.price': '' }, 'tickets-0-price', 'Enter a price, or 0 for free'],
    [
      'a breakout that is recorded',
      { kind: 'breakout', recording: 'always' },
      'recording',
      'Breakouts are never recorded',
    ],
    ['no date', { startsAt: '' }, 'startsAt', 'Enter the date and time of the first session'],
    ['no number of sessions', { count: '' }, 'count', 'Enter the number of sessions'],
    ['too many sessions', { count: '500' }, 'count', 'An event can have up to 200 sessions'],
    [
      'an address that is none',
      { access: 'invited', invited: 'dana@example.com\nnobody' },
      'invited',
      'Enter an email address',
    ],
    ['nobody invited', { access: 'invited' }, 'invited', 'List the addresses'],
    ['a link without TLS', { joinUrl: 'http://meet.example' }, 'joinUrl', 'https://'],
    [
      'sales that close first',
      { salesOpenAt: '2024-02-02T09:00', salesCloseAt: '2024-02-01T09:00' },
      'salesCloseAt',
      'Sales must close',
    ],
    [
      'a choice without choices',
      { 'questions.0.label': 'Lunch', 'questions.0.type': 'choice' },
      'questions-0-options',
      'at least two options',
    ],
    ['an address that is taken', { slug: 'taken' }, 'slug', '“taken” is taken'],
    ['seats in words', { capacity: 'twenty' }, 'capacity', 'Enter a whole number'],
  ]

  it.each(cases)('stands beside its field, and nothing typed is lost: %s', async (_, fields, field, words) => {
    if ((await findEvent(site.table, 'taken')) === undefined) {
      await makeEvent(site.table, { ...salesClass, slug: 'taken' }, site.clock.now)
    }
    const before = (await listEvents(site.table, { status: 'draft' })).items.length
    const sent = typed({ intent: 'save', slug: 'never-saved', description: 'Typed & <kept>', ...fields })
    const { response, html } = await send('/admin/events/new', sent)
    expect(response.status).toBe(400)
    expect(html).toContain(`href="#field-${field}"`)
    expect(new RegExp(`id="field-${field}-error"[^>]*>.*?</p>`, 's').exec(html)?.[0] ?? html).toContain(words)
    expect(html).toContain('Typed &amp; &lt;kept&gt;')
    expect((await listEvents(site.table, { status: 'draft' })).items).toHaveLength(before)
  })

  it('takes hostile names for text', async () => {
    const title = '<script>alert(1)</script>" onload="x'
    await send(
      '/admin/events/new',
      typed({ intent: 'save', slug: 'hostile', code: '', title, 'tickets.0.name': '<b>=1' }),
    )
    for (const path of ['/admin/events', '/admin/events/hostile', '/admin/events/hostile/edit']) {
      const html = await (await site.admin.get(path)).text()
      expect(html).not.toContain('<script>alert')
      expect(html).not.toContain('<b>=1')
    }
  })

  it('plans third Thursdays, consecutive days and dates of one’s own', async () => {
    const plan = async (fields: Fields) =>
      textOf((await send('/admin/events/new', typed({ intent: 'preview', slug: 'planned', ...fields }))).html)
    expect(await plan({ plan: 'monthly', startsAt: '2024-04-18T09:00' })).toContain('Third Thursdays, Apr 18 – Aug 15')
    expect(await plan({ plan: 'daily', count: '2', startsAt: '2024-06-05T09:00' })).toContain('Two sessions: Jun 5 – 6')
    expect(await plan({ plan: 'dates', dates: '2024-02-20\n2024-03-01' })).toContain(
      'Three sessions: 3 dates, Feb 13 – Mar 1',
    )
  })

  it('keeps filter and order of the list in the address', async () => {
    const html = await (await site.admin.get('/admin/events?status=cancelled&when=all&q=board')).text()
    expect(html).toContain('/admin/events?status=cancelled&amp;when=all&amp;q=board&amp;sort=-when')
    expect(textOf(await (await site.admin.get('/admin/events?status=published&q=nothingmatches')).text())).toContain(
      'No results.',
    )
  })
})
