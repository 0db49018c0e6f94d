import { getVisibleEvent, listEvents } from '@lectern/core/catalog'
import { findPersonByEmail, visitor } from '@lectern/core/identity'
import { deliver } from '@lectern/core/notifications'
import { drainOutbox } from '@lectern/core/platform'
import {
  cancelOrder,
  joinWaitingList,
  listRegistrationsOf,
  listRoster,
  OrderRequest,
  placeOrder,
  QuoteRequest,
  quoteOrder,
  releaseDueHolds,
  seatLevels,
  settleCheckout,
} from '@lectern/core/registration'
import { type BenchDesk, fillRoster, now, publish } from './bench-desk.ts'

export type Units = { reads: number; writes: number }

/** Read and write units of each use case, at one size of the roster. */
export type UnitsAt = { registrations: number; byUseCase: Record<string, Units> }

/** Counts what each use case costs while the same event has 10, then 1,000, then 100,000 registrations. */
export const countUnits = async (
  bench: BenchDesk,
  sizes: number[],
  tell: (line: string) => void,
): Promise<UnitsAt[]> => {
  const { desk, meter, stripe } = bench
  const { table } = desk
  const free = await publish(desk, 'free', 0)
  const paid = await publish(desk, 'paid', 39900, 100_000)
  await publish(desk, 'small', 0, 1)
  let filled = 0
  let buyer = 0
  const order = (sku: string, email: string) =>
    OrderRequest.parse({ lines: [{ sku }], buyer: { email, name: 'Someone New' } })
  const caller = () => ({ actor: visitor, now, key: `bench-${buyer}` })
  const newcomer = (): string => {
    buyer += 1
    return `newcomer${buyer}@bench.example`
  }
  const results: UnitsAt[] = []
  for (const size of sizes) {
    tell(`filling the roster to ${size}`)
    await Promise.all([fillRoster(desk, free, filled, size), fillRoster(desk, paid, filled, size)])
    filled = size
    const byUseCase: Record<string, Units> = {}
    const count = async <T>(name: string, run: () => Promise<T>): Promise<T> => {
      meter.reset()
      const result = await run()
      byUseCase[name] = { reads: meter.reads(), writes: meter.writes() }
      return result
    }
    const quote = QuoteRequest.parse({ lines: [{ sku: 'free:seat' }] })
    await count('show an event', async () =>
      seatLevels(table, [await getVisibleEvent(table, 'paid', { admin: false })]),
    )
    await count('list the program', () => listEvents(table, { from: now }, { limit: 24 }))
    await count('quote a cart', () => quoteOrder(table, quote, visitor, now))
    const email = newcomer()
    const placed = await count('register, free and uncapped, a new person', () =>
      placeOrder(desk, order('free:seat', email), caller()),
    )
    await count('register again, unchanged', () => placeOrder(desk, order('free:seat', email), { actor: visitor, now }))
    await count('deliver its confirmation', () =>
      drainOutbox(
        table,
        () => now,
        (row) => deliver(desk, row, now),
        () => {},
      ),
    )
    const person = await findPersonByEmail(table, email)
    await count('my registrations', () => listRegistrationsOf(table, person?.id ?? ''))
    if (placed.outcome === 'placed') await count('cancel a registration', () => cancelOrder(desk, placed.order.id, now))
    const held = await count('hold a paid seat', () => placeOrder(desk, order('paid:seat', newcomer()), caller()))
    if (held.outcome === 'placed') {
      const session = held.order.checkout?.id ?? ''
      await stripe.pay(session)
      await count('confirm its payment', () => settleCheckout(desk, session, now))
    }
    await drainOutbox(
      table,
      () => now,
      (row) => deliver(desk, row, now),
      () => {},
    )
    if (results.length === 0) await placeOrder(desk, order('small:seat', newcomer()), caller())
    const waiting = { sku: 'small:seat', email: newcomer(), name: 'Someone Waiting' }
    await count('join a waiting list', () => joinWaitingList(desk, waiting, visitor, now))
    await count('a page of 50 of the roster', () => listRoster(table, free.slug, { limit: 50 }))
    await count('the sweeper, nothing due', () => releaseDueHolds(desk, now, () => {}))
    await drainOutbox(
      table,
      () => now,
      (row) => deliver(desk, row, now),
      () => {},
    )
    results.push({ registrations: size, byUseCase })
  }
  return results
}
