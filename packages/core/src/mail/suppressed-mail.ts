import { isTransactional, type MailName } from '@lectern/emails'
import type { Suppression, SuppressionReason } from './suppression.ts'

/**
 * Whether a mail goes to an address anyway. Someone who complained still gets what they must be told (a receipt, a
 * cancellation) and nothing else. An address that doesn't exist gets nothing: the mail wouldn't arrive, and each
 * attempt costs the sender's reputation. This rule isn't for sign-in codes: people ask for them by hand, within limits,
 * and without them nobody could sign in to change a wrong address.
 */
export const bypassesSuppression = ({ why }: Pick<Suppression, 'why'>, template: MailName): boolean =>
  why === 'complained' && isTransactional(template)

/** The note shown next to a mail that wasn't sent. */
export const formatSuppressed: Readonly<Record<SuppressionReason, string>> = {
  bounced: 'Not sent: an earlier email to this address bounced.',
  complained: 'Not sent: the recipient marked an earlier email as spam, and this one isn’t essential.',
}
