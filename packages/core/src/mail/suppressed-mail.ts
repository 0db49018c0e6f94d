import { isTransactional, type MailName } from '@lectern/emails'
import type { Suppression, SuppressionReason } from './suppression.ts'

/**
 * Whether a mail goes to an address all the same. Whoever complained is told what they must be told (a receipt, a
 * cancellation) and nothing else. To an address at which there is nobody nothing goes: it would not arrive, and each
 * attempt costs the sender's reputation. Sign-in codes are no matter of this rule: they are asked for by hand, within
 * limits, and without them nobody could come in to change a wrong address.
 */
export const bypassesSuppression = ({ why }: Pick<Suppression, 'why'>, template: MailName): boolean =>
  why === 'complained' && isTransactional(template)

/** What stands beside a mail that was not sent. */
export const suppressedWords: Readonly<Record<SuppressionReason, string>> = {
  bounced: 'Not sent: an earlier email to this address bounced.',
  complained: 'Not sent: its reader marked an earlier email as spam, and this one isn’t essential.',
}
