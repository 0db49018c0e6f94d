import { renewCatalogIndexes } from '@lectern/core/catalog'
import { claimLost, type Instant, type Log, outboxAge, secondsBetween } from '@lectern/core/platform'
import { type CheckoutContext, listDueHolds } from '@lectern/core/registration'
import { listDueReminders } from '@lectern/core/reminders'
import { endWhatRanOut } from './end-what-ran-out.ts'
import type { Count } from './metrics.ts'
import type { Queue } from './queue.ts'

/** A row that has waited this long is queued again: its message, or its record in the stream, got lost. */
export const lostAfterSeconds = 10 * 60

export type Sweeper = {
  context: CheckoutContext
  queue: Pick<Queue, 'send'>
  now: () => Instant
  log: Log
  count: Count
}

/** What the clock does each minute. One part that fails holds up no other, and fails the run in the end. */
export const sweep = async (sweeper: Sweeper): Promise<void> => {
  const parts = [
    measure,
    ({ context, now, log }: Sweeper) => endWhatRanOut(context, now, log),
    requeueLost,
    ({ context }: Sweeper) => renewCatalogIndexes(context.table),
  ]
  const results: PromiseSettledResult<void>[] = []
  for (const part of parts) results.push(...(await Promise.allSettled([part(sweeper)])))
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
}

/** How late the work is, before this run does it. */
const measure = async ({ context, now, count }: Sweeper): Promise<void> => {
  const [due, reminders, age] = await Promise.all([
    listDueHolds(context.table, now(), 1),
    listDueReminders(context.table, now(), 1),
    outboxAge(context.table, now()),
  ])
  const lags = due.map(({ holdEndsAt }) => (holdEndsAt ? secondsBetween(holdEndsAt, now()) : 0))
  count('HoldSweeperLagSeconds', Math.max(0, ...lags))
  count('ReminderLagSeconds', Math.max(0, ...reminders.map(({ dueAt }) => secondsBetween(dueAt, now()))))
  count('OutboxAgeSeconds', age)
}

const requeueLost = async ({ context, queue, now, log, count }: Sweeper): Promise<void> => {
  const lost = await claimLost(context.table, now(), lostAfterSeconds)
  if (lost.length === 0) return
  const left = await queue.send(lost)
  log('warn', 'outbox rows put in line again', { count: lost.length - left.length })
  count('OutboxRowsRequeued', lost.length - left.length)
}
