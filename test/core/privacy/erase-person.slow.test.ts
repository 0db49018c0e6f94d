import { listGrants } from '@lectern/core/access'
import {
  ensurePerson,
  findActorByApiKey,
  findPersonByEmail,
  findSession,
  importApiKey,
  makeAdmin,
  type Person,
  saveSession,
} from '@lectern/core/identity'
import { listMessages } from '@lectern/core/mail'
import { grantMembership } from '@lectern/core/membership'
import { deliver } from '@lectern/core/notifications'
import { addSeconds, drainOutbox, listWaiting, outboxShards } from '@lectern/core/platform'
import { exportPerson } from '@lectern/core/privacy'
import {
  erasePerson,
  findOrder,
  findRegistration,
  joinWaitingList,
  listOrdersOf,
  listPlacesOf,
  listRoster,
} from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { saveMessage } from '../../../packages/core/src/mail/message-store.ts'
import { releaseOrder } from '../../../packages/core/src/registration/release-order.ts'
import { anEvent, aWebinar, level, minutes, order, placed, start } from '../../support/build.ts'
import { drain, openDesk, providerRefunds, sessionOf, type TestDesk } from '../../support/desk.ts'
import { itemsWith } from '../../support/whole-table.ts'

const email = 'zuleika.dobson@example.com'
const name = 'Zuleika Dobson'
const afterwards = '2024-06-01T00:00:00Z'
const quarter = (now: string) => addSeconds(now, 15 * 60)
const traces = (desk: TestDesk) => itemsWith(desk.table, email, 'zuleika', 'dobson')

const theirs = async (desk: TestDesk): Promise<Person> => ensurePerson(desk.table, { email, name }, start)
const refusal = (erasure: Promise<void>) =>
  erasure.then(
    (): Record<string, unknown> | undefined => undefined,
    (error: { code?: string; details?: Record<string, unknown> }): Record<string, unknown> => ({
      code: error.code,
      ...error.details,
    }),
  )

/** Someone of whom everything there is to keep is kept: paid, registered by and with others, waiting, mailed. */
const fullLife = async (desk: TestDesk) => {
  const { table } = desk
  const person = await theirs(desk)
  const classOf = await anEvent(table, {
    questions: [{ id: 'badge', label: 'Name on the badge', type: 'text', required: false }],
  })
  await aWebinar(table)
  const full = await aWebinar(table, {
    slug: 'full',
    tickets: [{ slug: 'seat', name: 'Seat', priceCents: 0, capacity: 1 }],
  })
  await placed(desk, 'first@example.com', 'full:seat')
  await joinWaitingList(desk, { sku: 'full:seat', email, name }, { kind: 'visitor' }, start)
  const own = await placed(desk, email, '5w22:seat', {
    lines: [{ sku: '5w22:seat', quantity: 2 }],
    buyer: { email, name },
    attendees: [
      { sku: '5w22:seat', email, name, answers: { badge: 'Zuleika of Oxford' } },
      { sku: '5w22:seat', email: 'friend@example.com', name: 'A Friend' },
    ],
  })
  await desk.stripe.pay(sessionOf(own))
  await placed(desk, 'boss@example.com', 'kpis:seat', {
    buyer: { email: 'boss@example.com', name: 'The Boss' },
    attendees: [{ sku: 'kpis:seat', email, name }],
  })
  await grantMembership(table, person.id, { plan: 'all-access' }, start)
  const key = 'lk_dobson_secret-of-tests'
  await importApiKey(table, person, key, 'Dobson’s website', start)
  await saveSession(table, { token: 'a token', person, createdAt: start, expiresAt: minutes(60) })
  expect(await drain(desk)).toEqual([])
  return { person, own, key, full, classOf }
}

describe('erasing a person', () => {
  test('leaves nothing of the name or the address in the table, and keeps what the law asks of the orders', async () => {
    const desk = await openDesk()
    const { table } = desk
    const { person, own, key, full } = await fullLife(desk)
    expect((await traces(desk)).length).toBeGreaterThan(8)
    expect(await level(table, full, 'seat')).toEqual({ taken: 1, waiting: 1 })

    await erasePerson(desk, person, { cancel: false }, afterwards)
    // At once, before anything of the rest is done.
    expect(await findPersonByEmail(table, email)).toBeUndefined()
    expect(await findActorByApiKey(table, key, start)).toBeUndefined()
    expect(await findSession(table, 'a token', start)).toBeUndefined()

    expect(await drain(desk, afterwards)).toEqual([])
    expect(await traces(desk)).toEqual([])
    expect(await findOrder(table, own.id)).toMatchObject({
      status: 'confirmed',
      buyer: { name: 'erased', email: 'erased' },
      totalCents: 79_800,
      paidCents: 79_800,
    })
    const registration = await findRegistration(table, person.id, '5w22')
    expect(registration).toMatchObject({ name: 'erased', email: 'erased', status: 'confirmed' })
    expect(registration?.answers).toBeUndefined()
    const roster = await listRoster(table, '5w22', { limit: 10 })
    expect(roster.items.map((one) => [one.name, one.boughtBy])).toEqual([
      ['A Friend', undefined],
      ['erased', undefined],
    ])
    expect(await listGrants(table, person.id)).toEqual([])
    expect(await listPlacesOf(table, person.id)).toEqual([])
    expect(await level(table, full, 'seat')).toEqual({ taken: 1, waiting: 0 })
    const mails = await listMessages(table, { limit: 100 })
    expect(mails.items.filter(({ to }) => to === 'erased').map(({ template }) => template)).toContain('receipt')
    expect(mails.items.map(({ to }) => to)).toContain('friend@example.com')
  })

  test('looks once more a quarter of an hour later, for a mail that was on its way, and then leaves no row behind', async () => {
    const desk = await openDesk()
    const { table } = desk
    await aWebinar(table)
    await placed(desk, email, 'kpis:seat', { buyer: { email, name } })
    const person = await theirs(desk)
    const rows = async () =>
      (await Promise.all(Array.from({ length: outboxShards }, (_, shard) => listWaiting(table, shard, 50)))).flat()
    const [confirmation] = await rows()
    if (!confirmation) throw new Error('nothing was announced')
    await erasePerson(desk, person, { cancel: true }, start)
    // The cancellation's mail and all that waits is delivered first; then a mail is recorded late, by a slow sender.
    expect(await drain(desk)).toEqual([])
    const late = { id: 'msg_0', key: 'late', template: 'late', to: email, subject: 'Late', state: 'sent' as const }
    await saveMessage(table, { ...late, at: start })
    expect(await drain(desk, minutes(14))).toEqual([])
    expect(await traces(desk)).toHaveLength(1)
    expect(await drain(desk, quarter(start))).toEqual([])
    expect(await traces(desk)).toEqual([])
    expect(await rows()).toEqual([])
  })

  test('can be cut off after any step and gone on with: many orders are done in pages', async () => {
    const desk = await openDesk()
    const { table } = desk
    const person = await theirs(desk)
    const count = 60
    for (let index = 0; index < count; index += 1) {
      await aWebinar(table, { slug: `web-${index}` })
      await placed(desk, email, `web-${index}:seat`, { buyer: { email, name } })
    }
    expect(await drain(desk)).toEqual([])
    await erasePerson(desk, person, { cancel: false }, afterwards)
    // Every row is acted on twice, as after a crash between acting and settling.
    const steps: unknown[] = []
    const failed: unknown[] = []
    await drainOutbox(
      table,
      () => afterwards,
      async (row) => {
        steps.push(row.payload.stage ?? 'access')
        await deliver(desk, row, afterwards)
        return deliver(desk, row, afterwards)
      },
      (_, error) => failed.push(error),
    )
    expect(failed).toEqual([])
    expect(steps).toEqual([
      'access',
      'registrations',
      'registrations',
      'orders',
      'orders',
      'orders',
      'messages',
      'messages',
      'work',
    ])
    expect(await traces(desk)).toEqual([])
    expect(await listOrdersOf(table, person.id)).toHaveLength(count)
  })

  test('frees the address: who signs up with it is someone new, and keeps what they do from then on', async () => {
    const desk = await openDesk()
    const { table } = desk
    const person = await theirs(desk)
    await aWebinar(table)
    await placed(desk, email, 'kpis:seat', { buyer: { email, name } })
    await drain(desk)
    await erasePerson(desk, person, { cancel: true }, minutes(1))
    await placed(desk, email, 'kpis:seat', { buyer: { email, name: 'Someone New' }, now: minutes(2) })
    const again = await findPersonByEmail(table, email)
    expect(again?.id).not.toBe(person.id)
    expect(await drain(desk, minutes(2))).toEqual([])
    expect(await drain(desk, minutes(20))).toEqual([])
    expect(await findRegistration(table, again?.id ?? '', 'kpis')).toMatchObject({ name: 'Someone New', email })
    const mails = await listMessages(table, { limit: 100 })
    expect(mails.items.filter(({ to }) => to === email).map(({ template }) => template)).toEqual([
      'registration-confirmed',
    ])
    const { code } = (await refusal(erasePerson(desk, person, { cancel: false }, minutes(3)))) ?? {}
    expect(code).toBe('not-found')
  })

  test('is refused while something is still to come, telling what; own orders are cancelled when asked', async () => {
    const desk = await openDesk()
    const { table } = desk
    const { person, own } = await fullLife(desk)
    const blocked = await refusal(erasePerson(desk, person, { cancel: false }, start))
    expect(blocked).toMatchObject({ code: 'registration.erasure-blocked' })
    expect(blocked?.standing).toEqual([expect.objectContaining({ orderId: own.id, event: '5w22', own: true })])
    // What someone else registered them for ends by itself.
    await erasePerson(desk, person, { cancel: true }, start)
    expect(await findPersonByEmail(table, email)).toBeUndefined()
    expect(await findOrder(table, own.id)).toMatchObject({ status: 'refunded' })
    await drain(desk)
    const afterWebinar = '2024-04-11T00:00:00Z'
    expect(await drain(desk, afterWebinar)).toEqual([])
    expect(await traces(desk)).toEqual([])
    expect(await providerRefunds(desk, await findOrder(table, own.id))).toEqual([79_800])
  })

  test('waits for an unpaid order, also one for a colleague alone, and for a hold', async () => {
    const desk = await openDesk()
    const { table } = desk
    await anEvent(table)
    const person = await theirs(desk)
    const unpaid = await placed(desk, email, '5w22:seat', {
      buyer: { email, name },
      attendees: [{ sku: '5w22:seat', email: 'friend@example.com', name: 'A Friend' }],
    })
    expect(await refusal(erasePerson(desk, person, { cancel: false }, start))).toMatchObject({
      standing: [{ orderId: unpaid.id, own: true }],
    })
    await erasePerson(desk, person, { cancel: true }, start)
    await drain(desk)
    expect(await findOrder(table, unpaid.id)).toMatchObject({ status: 'cancelled', buyer: { email: 'erased' } })
    expect(await traces(desk)).toEqual([])
  })

  test('money that comes late for an erased person goes back, and takes no seat', async () => {
    const desk = await openDesk()
    const { table } = desk
    const event = await anEvent(table, { capacity: 5 })
    const person = await theirs(desk)
    const first = await placed(desk, email, '5w22:seat', { buyer: { email, name } })
    const session = sessionOf(first)
    desk.clock.now = minutes(30)
    const current = await findOrder(table, first.id)
    if (!current) throw new Error('gone')
    // Released here while the page stayed open there, as after a message that got lost.
    await releaseOrder(desk, current, { status: 'expired', tell: false }, minutes(30))
    await erasePerson(desk, person, { cancel: false }, minutes(30))
    await drain(desk, minutes(30))
    await desk.stripe.pay(session)
    expect(await drain(desk, minutes(31))).toEqual([])
    expect(await findOrder(table, first.id)).toMatchObject({ status: 'refunded', buyer: { email: 'erased' } })
    expect(await level(table, event)).toEqual({ taken: 0, waiting: 0 })
  })

  test('an admin must first lose the role', async () => {
    const desk = await openDesk()
    await theirs(desk)
    const admin = await makeAdmin(desk.table, email, start)
    expect(await refusal(erasePerson(desk, admin, { cancel: false }, start))).toEqual({
      code: 'registration.erasure-of-admin',
    })
  })
})

describe('an export', () => {
  test('holds all that is kept of a person, and nothing of anybody else', async () => {
    const desk = await openDesk()
    const { person, own } = await fullLife(desk)
    await order(desk, 'stranger@example.com', 'kpis:seat')
    await drain(desk)
    const all = await exportPerson(desk.table, person, start, start)
    expect(all).toMatchObject({
      complete: true,
      person: { email, name },
      orders: [{ id: own.id, paidCents: 79_800, buyer: { email } }],
      memberships: [{ plan: 'all-access' }],
      waitingPlaces: [{ sku: 'full:seat', status: 'waiting' }],
      apiKeys: [{ title: 'Dobson’s website' }],
    })
    expect(all.registrations.map(({ event }) => event).sort()).toEqual(['5w22', 'kpis'])
    expect(all.registrations.find(({ event }) => event === '5w22')?.answers).toEqual({ badge: 'Zuleika of Oxford' })
    expect(all.messages.map(({ template }) => template)).toEqual(
      expect.arrayContaining(['receipt', 'registration-confirmed']),
    )
    const text = JSON.stringify(all)
    expect(text).not.toMatch(/stranger@|friend@|keyHash|revision/)
  })
})
