import { again, type Instant } from '../platform/index.ts'
import type { TicketLine } from './cart.ts'
import type { CheckoutContext } from './checkout-context.ts'
import { soldOut } from './problems.ts'
import { releaseDueHoldsOf } from './release-holds.ts'
import { poolsOf } from './seat.ts'
import { haveOtherLimits } from './seat-store.ts'
import { strangerLimits, tooManyHeld, tooManyOthers } from './strangers.ts'

/**
 * A refused commit: someone was quicker. Lost seats are looked for in holds that have run out, and only then gone; for
 * anything else, looking again shows the current state (registered, used up, known).
 */
export const afterRefusal = async (
  context: CheckoutContext,
  refused: readonly string[],
  lines: readonly TicketLine[],
  now: Instant,
): Promise<typeof again> => {
  const full = lines.find(({ event, ticket }) =>
    poolsOf(event, ticket.slug).some(({ pool }) => refused.includes(`seat:${event.slug}:${pool}`)),
  )
  // Someone on the same network ordered in between, or earlier. Signing in tells them apart.
  const held = refused.find((name) => name.startsWith('unpaid:'))
  if (refused.includes('others')) throw tooManyOthers(strangerLimits.othersPerDay)
  if (held && !full) {
    const event = held.slice('unpaid:event:'.length)
    const ended = held.startsWith('unpaid:event:') && (await releaseDueHoldsOf(context, event, now))
    if (!ended) throw tooManyHeld()
  }
  const onlySeats = refused.every((name) => name.startsWith('seat:') || name.startsWith('unpaid:'))
  if (!full || !onlySeats || (await releaseDueHoldsOf(context, full.event.slug, now))) return again
  const events = lines.map(({ event }) => event)
  if (await haveOtherLimits(context.table, events)) return again
  throw soldOut(full.event, full.sku)
}
