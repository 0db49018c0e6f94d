import { renewCatalogIndexes } from '@lectern/core/catalog'
import { listDueReminders } from '@lectern/core/notifications'
import { claimLost, type Instant, type Log, outboxAge, secondsBetween } from '@lectern/core/platform'
import { type Desk, listDueHolds } from '@lectern/core/registration'
import { endWhatRanOut } from './end-what-ran-out.ts'
import type { Count } from './metrics.ts'
import type { Queue } from './queue.ts'

/** A row that stood still for so long is put in line again: its message, or its record in the stream, got lost. */
export const lostAfterSeconds = 10 * 60

export type Sweeper = { desk: Desk; queue: Pick<Queue, 'send'>; now: () => Instant; log: Log; count: Count }

/** What the clock does each minute. One part that fails holds up no other, and fails the run in the end. */
export const sweep = async (sweeper: Sweeper): Promise<void> => {
  const parts = [
    measure,
    ({ desk, now, log }: Sweeper) => endWhatRanOut(desk, now, log),
    requeueLost,
    ({ desk }: Sweeper) => renewCatalogIndexes(desk.table),
  ]
  const results: PromiseSettledResult<void>[] = []
  for (const part of parts) results.push(...(await Promise.allSettled([part(sweeper)])))
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
}

/** How late the work is, before this run does it. */
const measure = async ({ desk, now, count }: Sweeper): Promise<void> => {
  const [due, reminders, age] = await Promise.all([
    listDueHolds(desk.table, now(), 1),
    listDueReminders(desk.table, now(), 1),
    outboxAge(desk.table, now()),
  ])
  const lags = due.map(({ holdEndsAt }) => (holdEndsAt ? secondsBetween(holdEndsAt, now()) : 0))
  count('HoldSweeperLagSeconds', Math.max(0, ...lags))
  count('ReminderLagSeconds', Math.max(0, ...reminders.map(({ dueAt }) => secondsBetween(dueAt, now()))))
  count('OutboxAgeSeconds', age)
}

const requeueLost = async ({ desk, queue, now, log, count }: Sweeper): Promise<void> => {
  const lost = await claimLost(desk.table, now(), lostAfterSeconds)
  if (lost.length === 0) return
  const left = await queue.send(lost)
  log('warn', 'outbox rows put in line again', { count: lost.length - left.length })
  count('OutboxRowsRequeued', lost.length - left.length)
}
