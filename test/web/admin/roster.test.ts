import type { Event } from '@lectern/core/catalog'
import { csvStream } from '@lectern/core/platform'
import { listRoster } from '@lectern/core/registration'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileColumns } from '../../../packages/web/src/lists/columns.ts'
import { rosterColumns } from '../../../packages/web/src/pages/admin/events/roster.tsx'
import { type AdminSite, openAdminSite } from '../../support/admin-site.ts'
import { columbus, makeEvent } from '../../support/program.ts'

let site: AdminSite
let event: Event
const answers = { badge: '=HYPERLINK("http://evil.example")', meal: 'Vegan', photos: true }
beforeAll(async () => {
  site = await openAdminSite()
  event = await makeEvent(site.table, columbus, site.clock.now)
  const people = [
    ['dana@example.com', 'Dana Goulston'],
    ['daniel@example.com', 'Dániel Łukasz'],
    ['erick@example.com', '<b>Erick</b> "the" Simpson'],
    ['plus@example.com', '+1 Club'],
    ['amy@example.com', '=1+1'],
  ] as const
  for (const [email, name] of people) await site.order(event, { email, name }, { tickets: ['pass'], answers })
  for (let index = 0; index < 55; index += 1) {
    const buyer = { email: `m${index}@example.com`, name: `Member ${String(index).padStart(2, '0')}` }
    await site.order(event, buyer, { tickets: ['pass'], answers: { ...answers, badge: 'Acme' }, paid: false })
  }
})
afterAll(() => site.stop())

describe('the roster', () => {
  it('goes page by page, by name, and keeps the search in the address', async () => {
    const html = await (await site.admin.get('/admin/events/channelpro-columbus/roster?q=member')).text()
    expect(html.match(/<tr[^>]* id="reg_/g)).toHaveLength(50)
    const next = /rel="next" href="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(next).toContain('q=member')
    const second = await (await site.admin.get(next)).text()
    expect(second.match(/<tr[^>]* id="reg_/g)).toHaveLength(5)
    expect(second).toContain('Member 54')
  })

  it('finds by the beginning of a name without regard to accents, and by the whole address', async () => {
    const find = async (text: string) =>
      site.admin.read(`/admin/events/channelpro-columbus/roster?q=${encodeURIComponent(text)}`)
    const dan = await find('DAN')
    expect(dan).toContain('Dana Goulston')
    expect(dan).toContain('Dániel Łukasz')
    expect(dan).not.toContain('Member 00')
    expect(await find(' Erick@Example.com ')).toContain('Simpson')
    expect(await find('nobody@example.com')).toContain('No results.')
    expect(await find('@')).toContain('No results.')
  })

  it('shows names and answers as the text they are', async () => {
    const html = await (await site.admin.get('/admin/events/channelpro-columbus/roster?q=erick@example.com')).text()
    expect(html).toContain('&lt;b&gt;Erick&lt;/b&gt;')
    expect(html).not.toContain('<b>Erick')
    expect(html).toContain('Company on the badge:')
  })
})

describe('the roster as CSV', () => {
  it('holds everyone once, and nothing that a spreadsheet would take for a formula', async () => {
    const response = await site.admin.get('/admin/events/channelpro-columbus/roster.csv')
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="roster-channelpro-columbus.csv"')
    const lines = (await response.text()).split('\r\n')
    expect(lines).toHaveLength(1 + 60 + 2)
    expect(lines[0]).toBe(
      'Name,Email,Ticket,State,Registered (UTC),Order,Company on the badge,Lunch,You may photograph me',
    )
    const sum = lines.find((line) => line.includes('amy@example.com')) ?? ''
    expect(sum).toMatch(/^'=1\+1,amy@example\.com,Both days,confirmed,2024-04-08T17:00:00Z,ord_\w+,/)
    expect(sum).toMatch(/,"'=HYPERLINK\(""http:\/\/evil\.example""\)",Vegan,yes$/)
    expect(lines.find((line) => line.includes('plus@'))).toMatch(/^'\+1 Club/)
    expect(lines.find((line) => line.includes('erick@'))).toMatch(/^"<b>Erick<\/b> ""the"" Simpson",/)
  })

  it('reads no further than it is taken', async () => {
    let reads = 0
    const table = {
      ...site.table,
      client: new Proxy(site.table.client, {
        get: (client, name) => {
          if (name === 'send') reads += 1
          const value = Reflect.get(client, name)
          return typeof value === 'function' ? value.bind(client) : value
        },
      }),
    }
    const stream = await csvStream(fileColumns(rosterColumns(event, true)), (cursor) =>
      listRoster(table, event.slug, { limit: 500, cursor }),
    )
    const afterFirst = reads
    const reader = stream.getReader()
    const first = await reader.read()
    expect(first.done).toBe(false)
    await reader.cancel()
    expect(afterFirst).toBeGreaterThan(0)
    expect(reads).toBe(afterFirst)
  })
})
