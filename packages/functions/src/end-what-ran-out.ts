import { endDueMemberships, lookAtDueMemberships } from '@lectern/core/membership'
import type { Instant, Log } from '@lectern/core/platform'
import { type CheckoutContext, eraseOldOrders, lapseOffers, releaseDueHolds } from '@lectern/core/registration'
import { startDueReminders } from '@lectern/core/reminders'
import { codeOf } from './error-code.ts'

/**
 * Ends expired holds, lapsed offers, and the time for which old orders name their people. Announces expired memberships, and asks
 * how those whose period is over went on, before it starts the reminders that are due.
 */
export const endWhatRanOut = async (context: CheckoutContext, now: () => Instant, log: Log): Promise<void> => {
  await releaseDueHolds(context, now(), (order, error) =>
    log('warn', 'hold not released', { order: order.id, reason: codeOf(error) }),
  )
  await lapseOffers(context, now())
  await endDueMemberships(context.table, now(), (grant, error) =>
    log('warn', 'end of a membership not announced', { person: grant.personId, reason: codeOf(error) }),
  )
  await lookAtDueMemberships(context, now(), (membership, error) =>
    log('warn', 'membership not looked at', { membership: membership.id, reason: codeOf(error) }),
  )
  await startDueReminders(context.table, now(), (reminder, error) =>
    log('warn', 'reminder not started', { event: reminder.event, reminder: reminder.id, reason: codeOf(error) }),
  )
  await eraseOldOrders(context.table, now())
}
