import { renewCatalogIndexes } from '@lectern/core/catalog'
import { type DeliveryContext, deliver } from '@lectern/core/notifications'
import { refreshOrganizer } from '@lectern/core/organizer'
import { drainOutbox, type Instant, instantFromDate, type Log } from '@lectern/core/platform'
import { endWhatRanOut } from './end-what-ran-out.ts'
import { codeOf } from './error-code.ts'

/** Acts on what the outbox holds, until nothing in it is due. */
export const deliverOutbox = async (
  context: DeliveryContext,
  now: () => Instant,
  log: Log,
): Promise<{ acted: number; failed: number }> => {
  await refreshOrganizer(context.table, context.organizer, instantFromDate(new Date()))
  return drainOutbox(
    context.table,
    now,
    (row) => deliver(context, row, now()),
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
export const runDueWork = async (context: DeliveryContext, now: () => Instant, log: Log): Promise<void> => {
  await endWhatRanOut(context, now, log)
  await deliverOutbox(context, now, log)
  await renewCatalogIndexes(context.table)
}
