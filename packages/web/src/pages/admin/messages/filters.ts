import type { MessageState } from '@lectern/core/mail'
import { choice, search } from '../../../lists/filters.tsx'

/** In the order of `messageStates`. */
const states: Readonly<Record<MessageState, string>> = {
  suppressed: 'Not sent: blocked address',
  failed: 'Failed',
  sent: 'Sent',
  delivered: 'Delivered',
  bounced: 'Bounced',
  complained: 'Marked as spam',
}

export const filters = {
  to: search('To', { type: 'email', hint: 'The full address' }),
  event: search('Event', { hint: 'Its slug: 5w22' }),
  template: search('Kind of email', { hint: 'receipt, reminder-day' }),
  state: choice('State', states),
}
