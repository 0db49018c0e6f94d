import { listAudit } from '@lectern/core/identity'
import { digestOfAddress, findSuppression, type Message, takeMailEvent } from '@lectern/core/mail'
import {
  announce,
  commit,
  listFailed,
  listWaiting,
  outboxAttempts,
  outboxShards,
  postpone,
} from '@lectern/core/platform'
import { registrationTopics } from '@lectern/core/registration'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { saveMessage } from '../../../packages/core/src/mail/message-store.ts'
import { type AdminSite, openAdminSite } from '../../support/admin-site.ts'

let site: AdminSite
beforeAll(async () => {
  site = await openAdminSite()
  const { table, clock } = site
  await commit(table, [announce(table, registrationTopics.orderConfirmed, { order: 'ord_01<b>' }, clock.now)])
  for (const row of await waiting()) {
    await postpone(table, { ...row, attempts: outboxAttempts - 1 }, 'Resend answered <503>', clock.now)
  }
})
afterAll(() => site.stop())

const waiting = async () =>
  (await Promise.all(Array.from({ length: outboxShards }, (_, shard) => listWaiting(site.table, shard, 10)))).flat()

const keep = (number: number, more: Partial<Message>) =>
  saveMessage(site.table, {
    ...{ id: `msg_${String(number).padStart(4, '0')}`, key: `receipt:${number}`, template: 'receipt' },
    ...{ to: 'ada@example.com', subject: `Mail ${number}.`, state: 'sent', at: site.clock.now },
    ...more,
  })

describe('messages', () => {
  it('show what gave up first, and count it on every page', async () => {
    const html = await (await site.admin.get('/admin/messages')).text()
    expect(html).toContain('Confirm an order')
    expect(html).toContain('Resend answered &lt;503&gt;')
    expect(html).not.toContain('<503>')
    expect(await site.admin.read('/admin')).toContain('One message couldn’t be sent')
    expect(await site.admin.read('/admin/people')).toContain('1 to review')
  })

  it('put what gave up back in line, once', async () => {
    const [failed] = await listFailed(site.table)
    const first = await site.admin.post('/admin/messages/redeliver', { id: failed?.id ?? '' })
    expect(first.headers.get('location')).toBe('/admin/messages?done=again')
    expect(await listFailed(site.table)).toEqual([])
    expect(await waiting()).toMatchObject([{ id: failed?.id, attempts: 0, topic: 'order.confirmed' }])
    const second = await site.admin.post('/admin/messages/redeliver', { id: failed?.id ?? '' })
    expect(second.headers.get('location')).toBe('/admin/messages?done=gone')
    expect(await waiting()).toHaveLength(1)
  })
})

describe('the log of mails', () => {
  const found = async (query: string) => {
    const html = await (await site.admin.get(`/admin/messages${query}`)).text()
    const numbers = [...html.matchAll(/Mail (\d+)\./g)].map(([, number]) => Number(number))
    return { numbers, next: /href="([^"]*cursor=[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') }
  }

  beforeAll(async () => {
    for (let number = 1; number <= 120; number += 1) {
      await keep(number, {
        ...(number % 3 === 0 ? { to: 'eve@example.com' } : {}),
        ...(number % 40 === 0 ? { state: 'bounced', event: '5w22', template: 'reminder-day' } : {}),
      })
    }
  })

  it.each([
    ['one address, however it is written', '?to=%20Eve@Example.com', (number: number) => number % 3 === 0],
    ['one state', '?state=bounced', (number: number) => number % 40 === 0],
    ['one event', '?event=5w22', (number: number) => number % 40 === 0],
    ['one kind, to one address', '?template=reminder-day&to=eve@example.com', (number: number) => number === 120],
    ['a state that there is not, which counts for nothing', '?state=nothing', () => true],
    ['an address without mails', '?to=nobody@example.com', () => false],
  ])('shows those of %s, the newest first, page after page', async (_, query, passes) => {
    const seen: number[] = []
    let page = await found(query)
    seen.push(...page.numbers)
    while (page.next !== undefined) {
      page = await found(page.next.slice(page.next.indexOf('?')))
      seen.push(...page.numbers)
    }
    expect(seen).toEqual(Array.from({ length: 120 }, (_, index) => 120 - index).filter((number) => passes(number)))
  })

  it('leads to what was really sent', async () => {
    const html = await (await site.admin.get('/admin/messages?to=eve@example.com')).text()
    const tag = Buffer.from('receipt:120').toString('base64url')
    expect(html).toContain(`href="/admin/mails/sent/${tag}"`)
  })
})

describe('addresses that take no mail', () => {
  const address = digestOfAddress('gone@example.com')
  const tell = () =>
    takeMailEvent(site.table, {
      ...{ id: 'e1', type: 'email.bounced', at: site.clock.now, key: 'receipt:1', state: 'bounced' },
      ...{ to: 'gone@example.com', suppresses: 'bounced', words: 'No <b>mailbox</b>' },
    })

  it('are counted where the day begins, and listed with why', async () => {
    expect(await site.admin.read('/admin')).not.toContain('Blocked addresses')
    await tell()
    expect(await site.admin.read('/admin')).toMatch(/Blocked addresses:\s+1\b/)
    expect(await site.admin.read('/admin/messages')).toMatch(/Blocked addresses\s+1\b/)
    const html = await (await site.admin.get('/admin/messages/suppressed')).text()
    expect(html).toContain('gone@example.com')
    expect(html).toContain('No &lt;b&gt;mailbox&lt;/b&gt;')
  })

  it('are taken off the list once, and who did it is recorded', async () => {
    const path = `/admin/messages/suppressed/${address}/lift`
    const first = await site.admin.post(path)
    const second = await site.admin.post(path)
    expect([first, second].map((answer) => answer.headers.get('location'))).toEqual([
      '/admin/messages/suppressed?done=lifted',
      '/admin/messages/suppressed?done=gone',
    ])
    expect(await findSuppression(site.table, address)).toBeUndefined()
    expect((await waiting()).map(({ topic, payload }) => [topic, payload])).toContainEqual([
      'address.unsuppressed',
      { address },
    ])
    const { items } = await listAudit(site.table, { subject: `address:${address}`, limit: 10 }, site.services.realNow())
    expect(items.map(({ action }) => action)).toEqual(['message.unsuppress'])
  })

  it('are for admins alone', async () => {
    const someone = site.as(await site.signIn('someone@example.com'))
    expect((await someone.get('/admin/messages/suppressed')).status).toBe(404)
    expect((await someone.post(`/admin/messages/suppressed/${address}/lift`)).status).toBe(404)
  })
})
