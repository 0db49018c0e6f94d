import {
  announce,
  commit,
  listFailed,
  listWaiting,
  outboxAttempts,
  outboxShards,
  postpone,
} from '@lectern/core/platform'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AdminSite, openAdminSite } from '../../support/admin-site.ts'

let site: AdminSite
beforeAll(async () => {
  site = await openAdminSite()
  const { table, clock } = site
  await commit(table, [announce(table, 'order.confirmed', { order: 'ord_01<b>' }, clock.now)])
  for (const row of await waiting()) {
    await postpone(table, { ...row, attempts: outboxAttempts - 1 }, 'Resend answered <503>', clock.now)
  }
})
afterAll(() => site.stop())

const waiting = async () =>
  (await Promise.all(Array.from({ length: outboxShards }, (_, shard) => listWaiting(site.table, shard, 10)))).flat()

describe('messages', () => {
  it('show what gave up first, and count it on every page', async () => {
    const html = await (await site.admin.get('/admin/messages')).text()
    expect(html).toContain('Confirm an order')
    expect(html).toContain('Resend answered &lt;503&gt;')
    expect(html).not.toContain('<503>')
    expect(await site.admin.read('/admin')).toContain('One message could not be sent')
    expect(await site.admin.read('/admin/people')).toContain('1 to look at')
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
