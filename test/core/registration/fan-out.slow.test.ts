import { cancelEvent, rescheduleSession } from '@lectern/core/catalog'
import { deliver } from '@lectern/core/notifications'
import { drainOutbox, type Instant } from '@lectern/core/platform'
import { cancelOrder, type Order } from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import {
  anEvent,
  aWebinar,
  level,
  minutes,
  order,
  orderNow,
  people,
  placed,
  registrationsNow,
} from '../../support/build.ts'
import { drain, openDesk, providerRefunds, sessionOf, type TestDesk } from '../../support/desk.ts'
import { readCalendar } from '../calendar/read-calendar.ts'

const counted = (desk: TestDesk, template: string): Record<string, number> => {
  const count: Record<string, number> = {}
  for (const { to } of desk.mails({ template })) count[String(to)] = (count[String(to)] ?? 0) + 1
  return count
}
const once = (addresses: string[]): Record<string, number> => Object.fromEntries(addresses.map((email) => [email, 1]))

/** The calendars of some of the mails: reading all of them would take longer than sending. */
const calendarsOf = (desk: TestDesk, template: string) =>
  desk
    .mails({ template })
    .slice(0, 5)
    .map((mail) => {
      const [attached] = mail.attachments
      return readCalendar(attached?.content ?? '')
    })

/** Lets the confirmations go unsent: they are not what these tests are about. */
const skipMails = (desk: TestDesk) =>
  drainOutbox(
    desk.table,
    () => minutes(1),
    async () => [],
    () => undefined,
  )

/** Delivers while the process dies after every so many mails or commits, until nothing is left. */
const drainDying = async (desk: TestDesk, every: number, now: Instant): Promise<number> => {
  let deaths = 0
  let sent = 0
  const mailer = {
    ...desk.mailer,
    send: async (...mail: Parameters<typeof desk.mailer.send>) => {
      const answer = await desk.mailer.send(...mail)
      sent += 1
      if (sent % every === 0) throw new Error('killed after sending')
      return answer
    },
  }
  for (let round = 0; round < 8; round += 1) {
    const at = minutes(round * 10, now)
    await drainOutbox(
      desk.table,
      () => at,
      (row) => deliver({ ...desk, mailer }, row, at),
      () => {
        deaths += 1
      },
    )
  }
  return deaths
}

describe('120 people are registered', () => {
  test('a session moves: everyone gets one mail, with an invitation of a higher sequence, though delivery dies midway', async () => {
    const desk = await openDesk()
    const event = await aWebinar(desk.table)
    const addresses = people(120)
    await Promise.all(addresses.map((email) => placed(desk, email, 'kpis:seat')))
    const gone = await placed(desk, 'gone@example.com', 'kpis:seat')
    await cancelOrder(desk, gone.id, minutes(1))
    await skipMails(desk)

    const session = event.sessions[0]?.id ?? ''
    await rescheduleSession(desk.table, 'kpis', { session, startsAt: '2024-04-11T09:00' }, minutes(2))
    expect(await drainDying(desk, 30, minutes(2))).toBeGreaterThan(2)
    expect(counted(desk, 'event-moved')).toEqual(once(addresses))
    for (const { method, events } of calendarsOf(desk, 'event-moved')) {
      expect([method, events.map(({ sequence, startsAt }) => [sequence, startsAt])]).toEqual([
        'REQUEST',
        [[1, '2024-04-11T16:00:00Z']],
      ])
    }
  })

  test('the event is cancelled: everyone gets one mail with a CANCEL, though delivery dies midway', async () => {
    const desk = await openDesk()
    const event = await aWebinar(desk.table, { capacity: 200 })
    const addresses = people(120)
    const orders = await Promise.all(addresses.map((email) => placed(desk, email, 'kpis:seat')))
    await skipMails(desk)
    await Promise.all([
      cancelEvent(desk.table, 'kpis', 'The speaker is ill.', minutes(2)),
      cancelEvent(desk.table, 'kpis', 'The speaker is ill.', minutes(2)),
    ])
    expect(await drainDying(desk, 30, minutes(2))).toBeGreaterThan(2)
    expect(counted(desk, 'event-cancelled')).toEqual(once(addresses))
    for (const { method, events } of calendarsOf(desk, 'event-cancelled')) {
      expect([method, events.map(({ sequence, status }) => [sequence, status])]).toEqual(['CANCEL', [[1, 'CANCELLED']]])
    }
    expect(await level(desk.table, event)).toEqual({ taken: 0, waiting: 0 })
    for (const one of orders) expect((await orderNow(desk, one)).status).toBe('cancelled')
  })
})

test('killed after some registrations of a batch and begun again, the cancellation refunds each once', async () => {
  const desk = await openDesk()
  const event = await anEvent(desk.table, { capacity: 50 })
  const orders: Order[] = []
  for (const email of people(16)) {
    const one = await placed(desk, email, '5w22:seat')
    await desk.stripe.pay(sessionOf(one))
    orders.push(await orderNow(desk, one))
  }
  await drain(desk)
  await cancelEvent(desk.table, '5w22', undefined, minutes(2))
  let refunds = 0
  const dying: TestDesk = {
    ...desk,
    payments: {
      ...desk.payments,
      refund: async (request) => {
        const made = await desk.payments.refund(request)
        refunds += 1
        if (refunds % 3 === 0) throw new Error('killed after refunding')
        return made
      },
    },
  }
  for (const round of [0, 1, 2, 3]) await drain(dying, minutes(2 + round * 10))
  await drain(desk, minutes(60))
  expect(refunds).toBeGreaterThan(16)
  for (const one of orders) {
    const after = await orderNow(desk, one)
    expect(after).toMatchObject({
      status: 'refunded',
      refunds: [{ amountCents: 39_900, reason: 'event-cancelled', state: 'made' }],
    })
    expect(await providerRefunds(desk, after)).toEqual([39_900])
  }
  expect(counted(desk, 'refund-made')).toEqual(once(people(16)))
  expect(counted(desk, 'event-cancelled')).toEqual(once(people(16)))
  expect((await level(desk.table, event)).taken).toBe(0)
})

describe('an event is cancelled while an order', () => {
  test('waits for payment: its page is closed and its seat comes back', async () => {
    const desk = await openDesk()
    const event = await anEvent(desk.table, { capacity: 5 })
    const held = await placed(desk, 'ada@example.com', '5w22:seat')
    await cancelEvent(desk.table, '5w22', undefined, minutes(1))
    expect(await drain(desk, minutes(1))).toEqual([])
    expect(await orderNow(desk, held)).toMatchObject({ status: 'cancelled' })
    expect(desk.stripe.getSession(sessionOf(held)).status).toBe('expired')
    expect((await level(desk.table, event)).taken).toBe(0)
  })

  test('is paid and we have not heard of it: all goes back, once', async () => {
    const desk = await openDesk()
    const event = await anEvent(desk.table, { capacity: 5 })
    const held = await placed(desk, 'ada@example.com', '5w22:seat')
    await desk.stripe.pay(sessionOf(held), { deliver: false })
    await cancelEvent(desk.table, '5w22', undefined, minutes(1))
    expect(await drain(desk, minutes(1))).toEqual([])
    await drain(desk, minutes(2))
    const after = await orderNow(desk, held)
    expect(after).toMatchObject({ status: 'refunded', refunds: [{ state: 'made' }] })
    expect(await providerRefunds(desk, after)).toEqual([39_900])
    expect((await level(desk.table, event)).taken).toBe(0)
    expect(desk.mails({ template: 'registration-confirmed' })).toEqual([])
  })

  test('waits for a bank debit: it goes back once it has settled', async () => {
    const desk = await openDesk()
    const event = await anEvent(desk.table, { capacity: 5 })
    const held = await placed(desk, 'ada@example.com', '5w22:seat')
    await desk.stripe.pay(sessionOf(held), { method: 'bank' })
    await cancelEvent(desk.table, '5w22', undefined, minutes(1))
    expect(await drain(desk, minutes(1))).toEqual([])
    expect(await orderNow(desk, held)).toMatchObject({ status: 'awaiting-payment' })
    await desk.stripe.settle(sessionOf(held))
    await drain(desk, minutes(2))
    await drain(desk, minutes(3))
    const after = await orderNow(desk, held)
    expect(after.status).toBe('refunded')
    expect(await providerRefunds(desk, after)).toEqual([39_900])
    expect((await level(desk.table, event)).taken).toBe(0)
    expect(counted(desk, 'event-cancelled')).toEqual({ 'ada@example.com': 1 })
  })

  test('has another event too: only the cancelled one ends and is refunded', async () => {
    const desk = await openDesk()
    await anEvent(desk.table)
    await anEvent(desk.table, { slug: '5w21', code: '5W21' })
    const both = await placed(desk, 'ada@example.com', ['5w21:seat', '5w22:seat'])
    await desk.stripe.pay(sessionOf(both))
    await drain(desk)
    await cancelEvent(desk.table, '5w22', undefined, minutes(1))
    await drain(desk, minutes(1))
    const after = await orderNow(desk, both)
    expect(after).toMatchObject({ status: 'confirmed', refunds: [{ amountCents: 39_900, lines: ['l2'] }] })
    expect((await registrationsNow(desk, both)).map(({ event, status }) => [event, status])).toEqual([
      ['5w21', 'confirmed'],
      ['5w22', 'refunded'],
    ])
  })
})

test('an order confirmed in the moment of the cancellation, behind the fan-out, is ended by its own confirmation', async () => {
  const desk = await openDesk()
  const event = await aWebinar(desk.table, { capacity: 5 })
  // Placed with an event that was read before it was cancelled; the fan-out has run by the time it commits.
  let held: (() => void) | undefined
  const cancelled = new Promise<void>((resolve) => {
    held = resolve
  })
  const send = desk.table.client.send.bind(desk.table.client) as unknown as (command: unknown) => Promise<unknown>
  const slow = async (command: { input: { TransactItems?: { Put?: { Item?: { pk?: string } } }[] } }) => {
    if (command.input.TransactItems?.some(({ Put }) => Put?.Item?.pk?.startsWith('order#'))) await cancelled
    return send(command)
  }
  const late = {
    ...desk,
    table: { ...desk.table, client: Object.create(desk.table.client, { send: { value: slow } }) },
  }
  const placing = order(late, 'ada@example.com', 'kpis:seat')
  await cancelEvent(desk.table, 'kpis', undefined, minutes(0))
  await drain(desk)
  held?.()
  expect(await placing).toMatchObject({ outcome: 'placed', order: { status: 'confirmed' } })
  await drain(desk)
  await drain(desk, minutes(1))
  const outcome = await placing
  if (outcome.outcome !== 'placed') throw new Error('not placed')
  expect(await orderNow(desk, outcome.order)).toMatchObject({ status: 'cancelled' })
  expect((await level(desk.table, event)).taken).toBe(0)
  expect(desk.mails().map(({ template }) => template)).toEqual(['event-cancelled'])
})
