import { createApi } from '@lectern/api'
import { withoutRecordings } from '@lectern/core/materials'
import { deliver } from '@lectern/core/notifications'
import { drainOutbox } from '@lectern/core/platform'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { takingMailer } from '../support/mailer.ts'
import { itemsWith } from '../support/whole-table.ts'
import { type House, newEvent, openHouse, orderOf, publish } from './support.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
  await publish(house, { tickets: [{ name: 'Seat', priceCents: 0 }] })
})
afterAll(() => house.close())

type Entry = { action: string; subject: string; actorId: string; actorKind: string; details: Record<string, string> }

const entries = async (query = ''): Promise<Entry[]> =>
  (await house.admin('GET', `/api/admin/audit?limit=100${query}`)).body.items
const newest = async (): Promise<string> => {
  const [entry] = (await entries()).filter(({ action }) => action !== 'audit.read')
  return `${entry?.action} ${entry?.subject}`
}
const drain = async (now = house.clock.now) => {
  const failed: unknown[] = []
  const courier = { ...house.services, recordings: withoutRecordings, mailer: takingMailer }
  await drainOutbox(
    house.table,
    () => now,
    (row) => deliver(courier, row, now),
    (_, error) => failed.push(error),
  )
  expect(failed).toEqual([])
}

describe('the audit log', () => {
  test('holds every write of an admin, named by what was done to what', async () => {
    await house.admin('POST', '/api/admin/events', newEvent({ slug: 'noted' }))
    expect(await newest()).toBe('event.create event:noted')
    await house.admin('POST', '/api/admin/events/noted/publish')
    expect(await newest()).toBe('event.publish event:noted')
    const made = await house.admin('POST', '/api/admin/people', { email: 'note@example.com', name: 'Note' })
    expect(await newest()).toBe(`person.create ${made.body.id}`)
    await house.admin('PATCH', '/api/admin/people/note@example.com', { name: 'Noted' })
    expect(await newest()).toBe(`person.change ${made.body.id}`)
    await house.admin('DELETE', '/api/admin/people/note@example.com')
    expect(await newest()).toBe(`person.erase ${made.body.id}`)
    await house.admin('POST', '/api/admin/events/noted/cancel', { reason: 'Ill' })
    expect(await newest()).toBe('event.cancel event:noted')
  })

  test('holds reads of what people entrusted to us, files among them, and tells of the log itself', async () => {
    await house.admin('GET', '/api/admin/registrations?event=5w22&format=csv')
    const [read] = (await entries()).filter(({ action }) => action === 'registration.list')
    expect(read).toMatchObject({ subject: 'registrations', actorKind: 'api-key' })
    expect(read?.details).toMatchObject({ event: '5w22', format: 'csv', request: expect.stringMatching(/^req_/) })
    const placed = await house.call('POST', '/api/orders', { body: orderOf('ada@example.com') })
    await house.admin('GET', `/api/orders/${placed.body.id}`)
    expect(await newest()).toBe(`order.read ${placed.body.id}`)
    expect((await entries())[0]?.action).toBe('audit.read')
  })

  test('holds nothing that was refused, nothing that anybody may read, and nothing a buyer does with their own', async () => {
    const before = (await entries()).length
    await house.admin('POST', '/api/admin/events', newEvent({ slug: '5w22' }))
    await house.admin('GET', '/api/admin/people/per_nobody')
    await house.admin('GET', '/api/events')
    const key = await house.keyOf('ada@example.com')
    await house.call('GET', '/api/admin/people', { bearer: key })
    const mine = await house.call('GET', '/api/me/orders', { bearer: key })
    await house.call('GET', `/api/orders/${mine.body.items[0].id}`, { bearer: key })
    // The two readings of the log itself.
    expect((await entries()).length).toBe(before + 1)
  })

  test('is found by actor, by subject and as a file; it names nobody', async () => {
    const karl = (await house.admin('GET', '/api/me')).body.id
    const about = await entries('&subject=event:noted')
    expect(about.map(({ action }) => action)).toEqual(['event.cancel', 'event.publish', 'event.create'])
    expect(new Set((await entries(`&actor=${karl}`)).map(({ actorId }) => actorId))).toEqual(new Set([karl]))
    expect(await entries('&actor=per_nobody')).toEqual([])
    const csv = await house.admin('GET', '/api/admin/audit?format=csv')
    expect(csv.text).toMatch(/^id,at,actorId,actorKind,action,subject,details\r\n/)
    expect(csv.text).not.toContain('@')
    const key = await house.keyOf('ada@example.com')
    expect((await house.call('GET', '/api/admin/audit', { bearer: key })).status).toBe(404)
  })

  test('a read that cannot be recorded is not answered; a write that was done says so in the log', async () => {
    const logged: string[] = []
    const send = house.table.client.send.bind(house.table.client) as (command: unknown) => Promise<unknown>
    const blind = Object.create(house.table.client, {
      send: {
        value: (command: { input: { Item?: { pk?: string } } }) =>
          command.input.Item?.pk?.startsWith('audit#') ? Promise.reject(new Error('no audit')) : send(command),
      },
    })
    const app = createApi({
      ...house.services,
      table: { ...house.table, client: blind },
      log: (_, message) => logged.push(message),
    })
    const headers = { authorization: `Bearer ${house.adminKey}`, 'content-type': 'application/json' }
    const read = await app.request('/api/admin/people', { headers })
    expect(read.status).toBe(500)
    expect(await read.text()).not.toContain('@')
    const body = JSON.stringify({ slug: 'unnoted', title: 'Unnoted' })
    const written = await app.request('/api/admin/courses', { method: 'POST', headers, body })
    expect(written.status).toBe(201)
    expect(logged).toContain('A write was not recorded in the audit log')
  })
})

describe('a person’s data', () => {
  test('is exported to that person alone, by session or key', async () => {
    await house.call('POST', '/api/orders', { body: orderOf('xena@example.com') })
    const key = await house.keyOf('xena@example.com')
    const all = await house.call('GET', '/api/me/export', { bearer: key })
    expect(all.status).toBe(200)
    expect(all.body).toMatchObject({
      complete: true,
      person: { email: 'xena@example.com' },
      registrations: [{ event: '5w22', status: 'confirmed' }],
      orders: [{ totalCents: 0 }],
      apiKeys: [{ title: 'Tests' }],
    })
    expect(all.text).not.toMatch(/ada@example|keyHash/)
    expect((await house.call('GET', '/api/me/export')).status).toBe(401)
    // The export itself is on record, and in the next one.
    const again = await house.call('GET', '/api/me/export', { bearer: key })
    expect(again.body.audit).toMatchObject([{ action: 'Exported a person’s data', by: 'you' }])
  })

  test('is erased by an admin who says so; what is still to come is cancelled when asked', async () => {
    await house.call('POST', '/api/orders', {
      body: orderOf('gone@example.com', { buyer: { email: 'gone@example.com', name: 'Gonzalo Vanish' } }),
    })
    const key = await house.keyOf('gone@example.com')
    await drain()
    const path = '/api/admin/people/gone@example.com'
    expect((await house.admin('DELETE', path)).body.code).toBe('people.has-records')
    const refused = await house.admin('DELETE', `${path}?erase=true`)
    expect([refused.status, refused.body.code]).toEqual([409, 'registration.erasure-blocked'])
    expect(refused.body.standing).toMatchObject([{ event: '5w22', own: true }])
    expect((await house.admin('DELETE', `${path}?erase=perhaps`)).status).toBe(400)
    expect((await house.admin('DELETE', `${path}?erase=true&cancel=true`)).status).toBe(204)
    expect((await house.call('GET', '/api/me', { bearer: key })).status).toBe(401)
    await drain()
    expect(await itemsWith(house.table, 'gone@example.com', 'gonzalo')).toEqual([])
    expect((await house.admin('DELETE', `${path}?erase=true`)).status).toBe(404)
    const orders = await house.admin('GET', '/api/admin/orders')
    expect(orders.body.items.map(({ buyer }: { buyer: unknown }) => buyer)).toContainEqual({
      email: 'erased',
      name: 'erased',
    })
    const csv = await house.admin('GET', '/api/admin/registrations?event=5w22&format=csv')
    expect(csv.text).toContain('erased,erased')
  })

  test('no admin erases an admin, nor themselves', async () => {
    await house.admin('POST', '/api/admin/people', { email: 'second@example.com', name: 'Second', admin: true })
    const second = await house.admin('DELETE', '/api/admin/people/second@example.com?erase=true')
    expect(second.body.code).toBe('registration.erasure-of-admin')
    const self = await house.admin('DELETE', '/api/admin/people/karl@lectern.example?erase=true')
    expect(self.body.code).toBe('people.own-role')
  })
})
