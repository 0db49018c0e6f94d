import type { Instant, Log } from '@lectern/core/platform'
import { type Desk, eraseOldOrders, lapseOffers, releaseDueHolds } from '@lectern/core/registration'
import { codeOf } from './error-code.ts'

/** Ends holds that have run out, offers that have lapsed, and the time for which old orders name their people. */
export const endWhatRanOut = async (desk: Desk, now: () => Instant, log: Log): Promise<void> => {
  await releaseDueHolds(desk, now(), (order, error) =>
    log('warn', 'hold not released', { order: order.id, reason: codeOf(error) }),
  )
  await lapseOffers(desk, now())
  await eraseOldOrders(desk.table, now())
}
