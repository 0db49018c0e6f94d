import type { Mailer } from '@lectern/core/mail'
import { type OutboxRow, Problem, type Table } from '@lectern/core/platform'
import { findOrder } from '@lectern/core/registration'
import type { Count } from './metrics.ts'

/**
 * Counts the fact in a row once it was acted on. Facts are counted here so that the core needn't know about metrics.
 */
export const countFact = async (table: Table, row: OutboxRow, count: Count): Promise<void> => {
  if (row.topic !== 'order.confirmed' && row.topic !== 'refund.made' && row.topic !== 'order.expired') return
  const order = await findOrder(table, String(row.payload.order ?? ''))
  if (!order) return
  if (row.topic === 'order.expired') {
    count('UnpaidSeatsLapsed', order.seats.length)
    return
  }
  if (row.topic === 'refund.made') {
    const refund = order.refunds.find(({ id }) => id === row.payload.refund)
    if (refund) count('RefundedCents', refund.amountCents)
    return
  }
  count('Registrations', order.seats.length)
  if (order.paidCents > 0) count('RevenueCents', order.paidCents)
  const redeemed = order.applied.filter(({ code }) => code !== undefined).length
  if (redeemed > 0) count('Redemptions', redeemed)
}

/** A mailer that counts what becomes of the mails it is given. One that is tried again later is not counted yet. */
export const countingMailer = (mailer: Mailer, count: Count): Mailer => ({
  ...mailer,
  send: async (mail, key) => {
    try {
      const sent = await mailer.send(mail, key)
      count('MailSent')
      return sent
    } catch (error) {
      if (error instanceof Problem && error.kind === 'invalid') count('MailFailed')
      throw error
    }
  },
  // A batch that is refused as a whole goes on as single mails, which are counted there.
  sendBatch: async (mails, key) => {
    const outcomes = await mailer.sendBatch(mails, key)
    const refused = outcomes.filter((outcome) => 'refused' in outcome).length
    if (refused < outcomes.length) count('MailSent', outcomes.length - refused)
    if (refused > 0) count('MailFailed', refused)
    return outcomes
  },
})
