import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import { createEvent, EventChange, getEvent, NewEvent, publishEvent, withdrawEvent } from '@lectern/core/catalog'
import { visitor } from '@lectern/core/identity'
import {
  cancelOrder,
  changeEvent,
  deleteEvent,
  joinWaitingList,
  lapseOffers,
  unpublishEvent,
} from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { anEvent, aWebinar, level, minutes, order, orderNow, people, placed, start } from '../../support/build.ts'
import { drain, openDesk, providerRefunds, sessionOf, type TestDesk } from '../../support/desk.ts'

const change = (desk: TestDesk, slug: string, named: unknown, now = minutes(5)) =>
  changeEvent(desk.table, slug, EventChange.parse(named), now)

const seat = { slug: 'seat', name: 'Seat', priceCents: 0 }
const soldOut = { code: 'registration.sold-out' }

describe('a limit that comes after people have registered', () => {
  test('counts them first, each once, and binds then', async () => {
    const desk = await openDesk()
    await aWebinar(desk.table)
    for (const email of people(30)) await placed(desk, email, 'kpis:seat')
    await drain(desk)
    const event = await change(desk, 'kpis', { capacity: 32 })
    expect(event).toMatchObject({ capacity: 32, counting: ['*'] })
    // It does not bind yet, but who registers meanwhile is counted.
    await placed(desk, 'early@example.com', 'kpis:seat', { now: minutes(5) })
    await drain(desk, minutes(6))
    expect(await level(desk.table, event)).toMatchObject({ taken: 31 })
    expect(await getEvent(desk.table, 'kpis')).toMatchObject({ counting: ['*'] })
    await drain(desk, minutes(20))
    expect(await getEvent(desk.table, 'kpis')).not.toHaveProperty('counting')
    expect(await level(desk.table, event)).toMatchObject({ taken: 31 })
    await placed(desk, 'last@example.com', 'kpis:seat', { now: minutes(21) })
    await expect(order(desk, 'late@example.com', 'kpis:seat', { now: minutes(21) })).rejects.toMatchObject(soldOut)
  })

  test('is raised, and lowered no further than what is taken, beside its field', async () => {
    const desk = await openDesk()
    const tickets = [{ ...seat, capacity: 3 }]
    const event = await aWebinar(desk.table, { capacity: 4, tickets })
    for (const email of people(3)) await placed(desk, email, 'kpis:seat')
    const below = { kind: 'conflict', code: 'catalog.capacity-below-taken' }
    await expect(change(desk, 'kpis', { capacity: 2 })).rejects.toMatchObject({
      ...below,
      details: { errors: [{ path: 'capacity' }] },
    })
    await expect(change(desk, 'kpis', { tickets: [{ ...seat, capacity: 1 }] })).rejects.toMatchObject({
      ...below,
      details: { errors: [{ path: 'tickets.0.capacity' }] },
    })
    await change(desk, 'kpis', { capacity: 3 })
    await expect(order(desk, 'late@example.com', 'kpis:seat')).rejects.toMatchObject(soldOut)
    await change(desk, 'kpis', { capacity: 10, tickets: [{ ...seat, capacity: 10 }] })
    await placed(desk, 'late@example.com', 'kpis:seat')
    expect(await level(desk.table, event)).toMatchObject({ taken: 4 })
  })

  test('binds an order that was under way when it was lowered, and lets in one when it was raised', async () => {
    const meanwhile = async (capacity: number, email: string) => {
      const desk = await openDesk()
      const event = await aWebinar(desk.table, { capacity: 3 })
      for (const one of people(2)) await placed(desk, one, 'kpis:seat')
      // The order has read the event when the admin's change commits before it.
      const other = { ...desk.table, client: Object.create(desk.table.client) }
      const own = { ...desk, table: other }
      const send = desk.table.client.send.bind(desk.table.client)
      let changed = false
      other.client.send = async (command: unknown) => {
        if (!changed && command instanceof TransactWriteCommand) {
          changed = true
          await change(desk, 'kpis', { capacity })
        }
        return send(command as Parameters<typeof send>[0])
      }
      return { desk, event, outcome: order(own, email, 'kpis:seat') }
    }
    const lowered = await meanwhile(2, 'late@example.com')
    await expect(lowered.outcome).rejects.toMatchObject(soldOut)
    expect(await level(lowered.desk.table, lowered.event)).toMatchObject({ taken: 2 })
    const raised = await meanwhile(4, 'late@example.com')
    expect(await raised.outcome).toMatchObject({ outcome: 'placed' })
    expect(await level(raised.desk.table, raised.event)).toMatchObject({ taken: 3 })
  })

  test('is forgotten with the event: another at its address, or the draft, has its own', async () => {
    const desk = await openDesk()
    await aWebinar(desk.table, { capacity: 3 })
    await change(desk, 'kpis', { capacity: 2 })
    await unpublishEvent(desk.table, 'kpis', minutes(6))
    await change(desk, 'kpis', { capacity: 4 })
    await publishEvent(desk.table, 'kpis', minutes(7))
    await change(desk, 'kpis', { capacity: 5 })
    await deleteEvent(desk.table, 'kpis', minutes(8))
    await aWebinar(desk.table, { capacity: 6 })
    await placed(desk, 'ada@example.com', 'kpis:seat')
    await change(desk, 'kpis', { capacity: undefined })
    await drain(desk, minutes(9))
    await change(desk, 'kpis', { capacity: 1 })
    for (const minute of [20, 30]) await drain(desk, minutes(minute))
    await expect(order(desk, 'late@example.com', 'kpis:seat')).rejects.toMatchObject(soldOut)
  })

  test('is taken away: who waits is offered a seat, and nobody waits anymore', async () => {
    const desk = await openDesk()
    const event = await aWebinar(desk.table, { capacity: 1 })
    await placed(desk, 'ada@example.com', 'kpis:seat')
    await joinWaitingList(desk, { sku: 'kpis:seat', email: 'bo@example.com', name: 'Bo' }, visitor, minutes(1))
    await drain(desk, minutes(2))
    await change(desk, 'kpis', { capacity: undefined })
    await drain(desk, minutes(6))
    expect(desk.mails({ to: 'bo@example.com', template: 'waiting-list-offer' })).toHaveLength(1)
    expect(await level(desk.table, { ...event, capacity: 1 })).toMatchObject({ waiting: 0 })
  })
})

describe('an offer from before an event got a limit', () => {
  const offered = async () => {
    const desk = await openDesk()
    const tickets = [{ ...seat, capacity: 1 }]
    const before = await aWebinar(desk.table, { tickets })
    const first = await placed(desk, 'ada@example.com', 'kpis:seat')
    await joinWaitingList(desk, { sku: 'kpis:seat', email: 'bo@example.com', name: 'Bo' }, visitor, minutes(1))
    await cancelOrder(desk, first.id, minutes(2))
    await drain(desk, minutes(3))
    const event = await change(desk, 'kpis', { capacity: 5 })
    for (const minute of [10, 20]) await drain(desk, minutes(minute))
    expect([before, event].map(({ capacity }) => capacity)).toEqual([undefined, 5])
    return { desk, event }
  }

  test('is counted by it when it is taken', async () => {
    const { desk, event } = await offered()
    await placed(desk, 'bo@example.com', 'kpis:seat', { now: minutes(30) })
    expect(await level(desk.table, event)).toMatchObject({ taken: 1 })
    expect(await level(desk.table, event, 'seat')).toMatchObject({ taken: 1 })
  })

  test('gives back what it took when it lapses', async () => {
    const { desk, event } = await offered()
    expect(await lapseOffers(desk, minutes(24 * 60 + 10))).toBe(1)
    expect(await level(desk.table, event)).toMatchObject({ taken: 0 })
    expect(await level(desk.table, event, 'seat')).toMatchObject({ taken: 0 })
  })
})

describe('a ticket', () => {
  test('is closed, hidden and opened again; the event is closed with its last one', async () => {
    const desk = await openDesk()
    await aWebinar(desk.table, { tickets: [seat, { ...seat, slug: 'day', name: 'Day' }] })
    const sell = (sale?: string, other?: string) =>
      change(desk, 'kpis', {
        tickets: [
          { ...seat, sale },
          { ...seat, slug: 'day', name: 'Day', sale: other },
        ],
      })
    await sell('closed')
    await expect(order(desk, 'ada@example.com', 'kpis:seat')).rejects.toMatchObject({
      kind: 'conflict',
      code: 'registration.ticket-closed',
    })
    await placed(desk, 'bo@example.com', 'kpis:day')
    await sell('hidden')
    await expect(order(desk, 'ada@example.com', 'kpis:seat')).rejects.toMatchObject({
      code: 'registration.unknown-ticket',
    })
    await sell('closed', 'closed')
    await expect(order(desk, 'ada@example.com', 'kpis:day')).rejects.toMatchObject({
      code: 'registration.sales-closed',
    })
    await sell()
    await placed(desk, 'ada@example.com', 'kpis:seat')
  })
})

describe('an event that was published', () => {
  test('is a draft again, or deleted with its address free, while nobody is registered; also in the past', async () => {
    const desk = await openDesk()
    const past = '2025-01-01T00:00:00Z'
    await aWebinar(desk.table)
    expect(await unpublishEvent(desk.table, 'kpis', past)).toMatchObject({ status: 'draft' })
    expect(await unpublishEvent(desk.table, 'kpis', past)).toMatchObject({ status: 'draft' })
    await anEvent(desk.table)
    await deleteEvent(desk.table, '5w22', past)
    const input = { kind: 'class', slug: '5w22', title: 'Another', zone: 'UTC', tickets: [seat] }
    expect(await createEvent(desk.table, NewEvent.parse(input), past)).toMatchObject({ slug: '5w22' })
  })

  test('stays while someone is registered or waits; who was registered once keeps it from deletion', async () => {
    const desk = await openDesk()
    await aWebinar(desk.table, { capacity: 1 })
    await placed(desk, 'ada@example.com', 'kpis:seat')
    const refused = { kind: 'conflict', code: 'catalog.has-registrations' }
    await expect(unpublishEvent(desk.table, 'kpis', minutes(1))).rejects.toMatchObject(refused)
    await expect(deleteEvent(desk.table, 'kpis', minutes(1))).rejects.toMatchObject(refused)
  })

  test('refunds who paid in the moment in which it was unpublished', async () => {
    const desk = await openDesk()
    await anEvent(desk.table)
    const bought = await placed(desk, 'ada@example.com', '5w22:seat')
    await desk.stripe.pay(sessionOf(bought))
    const event = await getEvent(desk.table, '5w22')
    // As when the roster's index did not show the order yet.
    await withdrawEvent(desk.table, event, start)
    await drain(desk, minutes(1))
    expect(await orderNow(desk, bought)).toMatchObject({ status: 'refunded' })
    await drain(desk, minutes(2))
    expect(await providerRefunds(desk, await orderNow(desk, bought))).toEqual([39_900])
  })
})
