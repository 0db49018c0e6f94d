import { again, type Instant } from '../platform/index.ts'
import type { CheckoutContext } from './checkout-context.ts'
import { alreadyRegistered, awaitingPayment } from './problems.ts'
import type { Registration } from './registration.ts'
import { releaseDueHold } from './release-holds.ts'

export type RegistrationRef = Pick<Registration, 'id' | 'event' | 'status'>

export const refOf = ({ id, event, status }: Registration): RegistrationRef => ({ id, event, status })

/** Registered for all that is asked: a success that changes nothing. For a part, or not paid yet: a conflict that says so. */
export const answerRegistered = async (
  context: CheckoutContext,
  live: readonly Registration[],
  asked: { seats: number; titles: number },
  now: Instant,
): Promise<{ outcome: 'already-registered'; registrations: RegistrationRef[] } | typeof again | undefined> => {
  if (live.length === 0) return undefined
  const held = live.filter((registration) => registration.status === 'held')
  for (const orderId of new Set(held.map((registration) => registration.orderId))) {
    const seats = held.filter((registration) => registration.orderId === orderId).map(({ id }) => id)
    if (await releaseDueHold(context, orderId, seats, now)) return again
  }
  if (live.length < asked.seats || asked.titles > 0) throw alreadyRegistered(live.map(refOf))
  if (held.length > 0) throw awaitingPayment()
  return { outcome: 'already-registered', registrations: live.map(refOf) }
}
