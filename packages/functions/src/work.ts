import { renewCatalogIndexes } from '@lectern/core/catalog'
import { type Courier, deliver } from '@lectern/core/notifications'
import { refreshOrganizer } from '@lectern/core/organizer'
import { drainOutbox, type Instant, instantFromDate, type Log } from '@lectern/core/platform'
import { endWhatRanOut } from './end-what-ran-out.ts'
import { codeOf } from './error-code.ts'

/** Acts on what the outbox holds, until nothing in it is due. */
export const deliverOutbox = async (
  courier: Courier,
  now: () => Instant,
  log: Log,
): Promise<{ acted: number; failed: number }> => {
  await refreshOrganizer(courier.table, courier.organiser, instantFromDate(new Date()))
  return drainOutbox(
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
}

/** What is due on one machine, where no stream and no queue carries it: holds, offers, what both announce, and what is searched. */
export const runDueWork = async (courier: Courier, now: () => Instant, log: Log): Promise<void> => {
  await endWhatRanOut(courier, now, log)
  await deliverOutbox(courier, now, log)
  await renewCatalogIndexes(courier.table)
}
