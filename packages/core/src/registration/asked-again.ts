import { type Client, pendingAttempts, takeAttempt } from '../identity/index.ts'
import { announce, commit, type Instant, type Table } from '../platform/index.ts'
import type { Attendee } from './cart.ts'
import type { Registration } from './registration.ts'

/** How often one network is told that an address is registered for something paid: as often as wrong codes are. */
const allowance = { limit: 60, windowSeconds: 3600 }

/**
 * A stranger asks to register people who are registered. The answer tells that they are, so it is counted; and each of them
 * gets a mail, once a day at most, so that nobody is asked about unseen. Free events are left out: asking there registers
 * and mails whoever is not registered. One write, and two for each who was not told today.
 * @throws Problem too-many `identity.too-many-attempts`
 */
export const countAskedAgain = async (
  table: Table,
  live: readonly Registration[],
  attendees: readonly Attendee[],
  stranger: Client,
  now: Instant,
): Promise<void> => {
  const paid = live.filter((registration) =>
    attendees.some(({ event, ticket }) => event.slug === registration.event && ticket.priceCents > 0),
  )
  if (paid.length === 0) return
  await takeAttempt(table, { key: `asked again\n${stranger.address}`, ...allowance }, stranger.realNow)
  for (const { status, personId, event } of paid) {
    if (status !== 'confirmed') continue
    const once = { key: `told already registered\n${personId}`, limit: 1, windowSeconds: 24 * 3600, count: 1 }
    // Refused where they were told today.
    await commit(table, [
      pendingAttempts(table, 'told', once, now),
      announce(table, 'registration.asked-again', { person: personId, event }, now),
    ])
  }
}
