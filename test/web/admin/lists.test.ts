import { listAudit } from '@lectern/core/identity'
import { pageOfAll } from '@lectern/core/platform'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plain } from '../../../packages/web/src/lists/columns.ts'
import { choice, oneOf, readFilters, search } from '../../../packages/web/src/lists/filters.tsx'
import { type List, listPage } from '../../../packages/web/src/lists/list-page.tsx'
import type { SiteEnv } from '../../../packages/web/src/site.ts'
import { type AdminSite, openAdminSite } from '../../support/admin-site.ts'
import { makeEvent, salesClass } from '../../support/program.ts'

const rowsOf = (csv: string): string[] => csv.replace('\ufeff', '').trimEnd().split('\r\n')

describe('a list’s file', () => {
  const asked: { cursor: string | undefined; limit: number }[] = []
  const words = Array.from({ length: 7 }, (_, at) => ({ id: `w${at}`, word: at === 0 ? '=1+1' : `word ${at}` }))
  type Word = (typeof words)[number]
  const app = new Hono<SiteEnv>().get(
    '/words',
    // A file reads no table of its own.
    listPage({} as AdminSite['table'], {
      filters: { q: search('Search') },
      list: (_, { q }): List<Word> => ({
        title: 'Words',
        nav: 'today',
        caption: 'Words',
        columns: [
          plain('word', 'Word', ({ word }) => word),
          { key: 'page', label: 'Page', cell: () => 'on the page alone' },
          { file: { Id: ({ id }) => id } },
        ],
        empty: { title: 'No words', words: '' },
        inFile: 3,
        read: async (page) => {
          asked.push(page)
          const found = words.filter(({ word }) => word.includes(q))
          return pageOfAll(found, ({ id }) => id, page)
        },
        file: 'words',
      }),
    }),
  )

  it('has what the columns say, page after page, and nothing that a spreadsheet would take for a formula', async () => {
    asked.length = 0
    const file = await app.request('/words?format=csv&cursor=left-out')
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="words.csv"')
    const rows = rowsOf(await file.text())
    expect(rows[0]).toBe('Word,Id')
    expect(rows[1]).toBe("'=1+1,w0")
    expect(rows).toHaveLength(1 + words.length)
    expect(asked.map(({ limit }) => limit)).toEqual([3, 3, 3])
    expect(asked[0]?.cursor).toBeUndefined()
  })

  it('has only what the filters show', async () => {
    const file = await app.request('/words?format=csv&q=word+6')
    expect(rowsOf(await file.text())).toEqual(['Word,Id', 'word 6,w6'])
  })
})

it('filters take what they know, and else nothing', () => {
  const filters = {
    q: search('Search', { most: 5 }),
    state: choice('State', [{ value: 'draft', label: 'Draft' }]),
    when: oneOf(
      'When',
      [
        { value: 'past', label: 'Past' },
        { value: 'all', label: 'Any time' },
      ],
      'all',
    ),
  }
  const read = (query: Record<string, string>) => readFilters(filters, (name) => query[name])
  expect(read({ q: '  too long ', state: 'draft', when: 'past' })).toEqual({ q: 'too l', state: 'draft', when: 'past' })
  expect(read({ state: 'Draft', when: 'never' })).toEqual({ q: '', state: undefined, when: 'all' })
})

describe('each list of the admin', () => {
  let site: AdminSite
  beforeAll(async () => {
    site = await openAdminSite()
    const event = await makeEvent(site.table, salesClass, site.clock.now)
    await site.order(event, { name: '=Dana', email: 'dana@example.com' })
  })
  afterAll(() => site.stop())

  it.each([
    ['/admin/orders', 'Buyer,Email,Order,For,State,Placed (UTC),Total (cents)'],
    ['/admin/orders?status=to-ship', 'Buyer,Email,Pack,To,Paid (UTC)'],
    ['/admin/people', 'Name,Email,Role,Joined (UTC)'],
    ['/admin/events', 'Event,Slug,Kind,Code,Starts (UTC),Ends (UTC),State,Seats taken'],
    ['/admin/events/5w22/roster', 'Name,Email,Ticket,State,Registered (UTC),Order'],
    ['/admin/events/5w22/mails', 'Email,Audience,State,Sent,Last change (UTC)'],
    ['/admin/promotions', 'Promotion,Codes,Partner,Discount,When,State,Uses'],
    ['/admin/sales', 'Sale,Slug,Promotion,When,State'],
    ['/admin/store', 'Title,Slug,Authors,Kind,Formats,Members,State,Changed (UTC)'],
    ['/admin/courses', 'Course,Slug,Summary'],
    ['/admin/instructors', 'Instructor,Slug,Headline,Signs in as'],
    ['/admin/storage', 'Event,Slug,Files,Not arrived,Links,Bytes'],
    ['/admin/messages', 'Email,Kind,To,State,Error,When (UTC),Order,Event'],
    ['/admin/messages/suppressed', 'Address,Why,Details,Since (UTC)'],
    ['/admin/audit', 'What,About,Who,Who (id),How,When (UTC)'],
  ])('%s is a file too, of the same columns', async (path, head) => {
    const file = await site.admin.get(`${path}${path.includes('?') ? '&' : '?'}format=csv`)
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(file.headers.get('cache-control')).toBe('private, no-store')
    expect(rowsOf(await file.text())[0]?.slice(0, head.length)).toBe(head)
  })

  it('keeps what was typed, leads to its file with it, and records that the file was read', async () => {
    const html = await (await site.admin.get('/admin/orders?q=dana%40example.com&status=confirmed')).text()
    expect(html).toContain('value="dana@example.com"')
    expect(html).toMatch(/<option value="confirmed" selected/)
    expect(html).toContain('href="/admin/orders?q=dana%40example.com&amp;status=confirmed&amp;format=csv"')
    const [, row] = rowsOf(await (await site.admin.get('/admin/orders?status=confirmed&format=csv')).text())
    expect(row).toMatch(/^'=Dana,dana@example\.com,L-\d+,1 × MSP Professional Sales Program.*,confirmed,/)
    const { items } = await listAudit(site.table, { limit: 2 }, site.services.realNow())
    expect(items.map(({ action }) => action)).toEqual(['order.list', 'order.list'])
  })

  it('is nobody’s but the admins’', async () => {
    expect((await site.request('/admin/orders?format=csv')).status).toBe(303)
  })
})
