import { type Event, EventChange, editEvent, getEvent, rescheduleSession } from '@lectern/core/catalog'
import { type Instant, Problem } from '@lectern/core/platform'
import { cancellableUntil, cancelOrder, type Order } from '@lectern/core/registration'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anEvent, aWebinar, minutes, orderNow, placed, start } from '../../support/build.ts'
import { drain, openDesk, sessionOf, type TestDesk } from '../../support/desk.ts'

const paid = async (desk: TestDesk, email: string, sku: string): Promise<Order> => {
  const order = await placed(desk, email, sku)
  await desk.stripe.pay(sessionOf(order))
  await drain(desk)
  return orderNow(desk, order)
}

/** An order from before the deadline was kept with its lines. */
const withoutPromise = (order: Order): Order => ({
  ...order,
  lines: order.lines.map((line) => ({ ...line, refundableUntil: undefined })),
})

describe('the refund deadline', () => {
  test('stays when the first session moves to an earlier day, and the buyer gets the money back', async () => {
    const desk = await openDesk()
    const event = await anEvent(desk.table)
    const order = await paid(desk, 'ada@example.com', '5w22:seat')
    expect(order.lines).toMatchObject([{ refundableUntil: '2024-04-20T16:00:00Z' }])
    const session = event.sessions[0]?.id ?? ''
    await rescheduleSession(desk.table, '5w22', { session, startsAt: '2024-03-28T09:00' }, minutes(5))
    const moved = await getEvent(desk.table, '5w22')
    expect(cancellableUntil(moved, true)).toBe('2024-03-25T16:00:00Z')
    expect(cancellableUntil(moved, true, order)).toBe('2024-04-20T16:00:00Z')
    expect(cancellableUntil(moved, true, withoutPromise(order))).toBe('2024-04-20T16:00:00Z')
    const cancelled = await cancelOrder(desk, order.id, '2024-04-20T15:59:59Z')
    expect(cancelled).toMatchObject({ refunds: [{ amountCents: 39_900 }] })
  })

  test('stays when more hours are asked for; who orders afterwards has the new one', async () => {
    const desk = await openDesk()
    await anEvent(desk.table)
    const early = await paid(desk, 'ada@example.com', '5w22:seat')
    await editEvent(desk.table, '5w22', { refundUntilHours: 24 * 365 }, minutes(5))
    desk.clock.now = minutes(6)
    const late = await placed(desk, 'bob@example.com', '5w22:seat', { now: minutes(6) })
    const event = await getEvent(desk.table, '5w22')
    expect(cancellableUntil(event, true, early)).toBe('2024-04-20T16:00:00Z')
    expect(cancellableUntil(event, true, late)).toBe('2023-04-24T16:00:00Z')
  })

  test('of what was free is its start as it was, or as it is, whichever is later', async () => {
    const desk = await openDesk()
    const event = await aWebinar(desk.table)
    const order = await placed(desk, 'ada@example.com', 'kpis:seat')
    const session = event.sessions[0]?.id ?? ''
    await rescheduleSession(desk.table, 'kpis', { session, startsAt: '2024-04-02T09:00' }, minutes(5))
    await cancelOrder(desk, order.id, '2024-04-10T15:59:59Z')
    expect(await orderNow(desk, order)).toMatchObject({ status: 'cancelled' })
  })

  const day = fc.integer({ min: 0, max: 80 })
  const action = fc.oneof(
    fc.record({ do: fc.constant('move' as const), session: fc.nat(4), day, hour: fc.integer({ min: 6, max: 20 }) }),
    fc.record({ do: fc.constant('add' as const), day, hour: fc.integer({ min: 6, max: 20 }) }),
    fc.record({ do: fc.constant('call off' as const), session: fc.nat(4) }),
    fc.record({ do: fc.constant('hours' as const), hours: fc.integer({ min: 0, max: 700 }) }),
    fc.record({ do: fc.constant('order' as const) }),
  )
  type Action = typeof action extends fc.Arbitrary<infer One> ? One : never

  const change = async (desk: TestDesk, event: Event, one: Action, now: Instant): Promise<unknown> => {
    if (one.do === 'order') return
    if (one.do === 'hours') return editEvent(desk.table, event.slug, { refundUntilHours: one.hours }, now)
    const session = 'session' in one ? (event.sessions[one.session]?.id ?? '') : ''
    const changes = (named: unknown) =>
      editEvent(desk.table, event.slug, EventChange.parse({ sessionChanges: named }), now)
    if (one.do === 'call off') return changes({ callOff: [session] })
    const startsAt = `${minutes(one.day * 24 * 60).slice(0, 10)}T${String(one.hour).padStart(2, '0')}:00`
    if (one.do === 'add') return changes({ add: [{ startsAt, durationMinutes: 60 }] })
    return rescheduleSession(desk.table, event.slug, { session, startsAt }, now)
  }

  const act = async (desk: TestDesk, event: Event, one: Action, now: Instant): Promise<void> => {
    await change(desk, event, one, now).catch((error: unknown) => {
      // Onto another session, into the past, or the last one called off: refused, and nothing has changed.
      if (!(error instanceof Problem)) throw error
    })
  }

  test('never gets earlier for anybody who has ordered, whatever the organizer does', async () => {
    const desk = await openDesk()
    let count = 0
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 2, maxLength: 8 }), async (actions) => {
        count += 1
        const slug = `e${count}`
        await anEvent(desk.table, { slug, code: undefined })
        const deadlines: { order: Order; until: Instant }[] = []
        for (const [index, one] of actions.entries()) {
          const now = minutes(index * 24 * 60, start)
          desk.clock.now = now
          if (one.do === 'order' || index === 0) {
            const order = await placed(desk, `p${index}@example.com`, `${slug}:seat`, { now })
            const until = cancellableUntil(await getEvent(desk.table, slug), true, order)
            for (const known of [order, withoutPromise(order)]) deadlines.push({ order: known, until: until ?? '' })
          }
          await act(desk, await getEvent(desk.table, slug), one, now)
          const event = await getEvent(desk.table, slug)
          for (const known of deadlines) {
            const until = cancellableUntil(event, true, known.order) ?? ''
            // One that has passed already is through.
            if (known.until > now) expect(until >= known.until).toBe(true)
            known.until = until
          }
        }
      }),
      { numRuns: 40 },
    )
  })
})
