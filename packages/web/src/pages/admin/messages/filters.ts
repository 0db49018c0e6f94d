import { type MessageState, messageStates } from '@lectern/core/mail'
import { choice, search } from '../../../lists/filters.tsx'

const formatState: Readonly<Record<MessageState, string>> = {
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
  state: choice(
    'State',
    messageStates.map((value) => ({ value, label: formatState[value] })),
  ),
}
