import { type Courier, deliver } from '@lectern/core/notifications'
import { drainOutbox, type Instant, type Log } from '@lectern/core/platform'
import { lapseOffers, releaseDueHolds } from '@lectern/core/registration'

/** Acts on what the outbox holds, until nothing in it is due. */
export const deliverOutbox = (
  courier: Courier,
  now: () => Instant,
  log: Log,
): Promise<{ acted: number; failed: number }> =>
  drainOutbox(
    courier.table,
    now,
    (row) => deliver(courier, row, now()),
    (row, error) =>
      log('warn', 'outbox row failed', {
        topic: row.topic,
        row: row.id,
        attempts: row.attempts + 1,
        reason: codeOf(error),
      }),
  )

/** What the clock does each minute: holds that have run out, offers that have lapsed, and what both announce. */
export const runDueWork = async (courier: Courier, now: () => Instant, log: Log): Promise<void> => {
  await releaseDueHolds(courier, now(), (order, error) =>
    log('warn', 'hold not released', { order: order.id, reason: codeOf(error) }),
  )
  await lapseOffers(courier, now())
  await deliverOutbox(courier, now, log)
}

/** What may be logged of an error: its code or its class. Messages can hold what people typed. */
const codeOf = (error: unknown): string =>
  error instanceof Error ? ('code' in error && typeof error.code === 'string' ? error.code : error.name) : 'unknown'
