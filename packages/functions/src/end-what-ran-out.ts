import { endDueMemberships } from '@lectern/core/membership'
import { startDueReminders } from '@lectern/core/notifications'
import type { Instant, Log } from '@lectern/core/platform'
import { type Desk, eraseOldOrders, lapseOffers, releaseDueHolds } from '@lectern/core/registration'
import { codeOf } from './error-code.ts'

/**
 * Ends holds that have run out, offers that have lapsed, and the time for which old orders name their people; tells of
 * memberships that have run out, before it starts the reminders that are due.
 */
export const endWhatRanOut = async (desk: Desk, now: () => Instant, log: Log): Promise<void> => {
  await releaseDueHolds(desk, now(), (order, error) =>
    log('warn', 'hold not released', { order: order.id, reason: codeOf(error) }),
  )
  await lapseOffers(desk, now())
  await endDueMemberships(desk.table, now(), (grant, error) =>
    log('warn', 'end of a membership not announced', { person: grant.personId, reason: codeOf(error) }),
  )
  await startDueReminders(desk.table, now(), (reminder, error) =>
    log('warn', 'reminder not started', { event: reminder.event, reminder: reminder.id, reason: codeOf(error) }),
  )
  await eraseOldOrders(desk.table, now())
}
