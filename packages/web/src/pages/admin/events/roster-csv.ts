import type { Event } from '@lectern/core/catalog'
import type { Column } from '@lectern/core/platform'
import type { Registration } from '@lectern/core/registration'

const answerText = (answer: string | boolean | undefined): string =>
  typeof answer === 'boolean' ? (answer ? 'yes' : 'no') : (answer ?? '')

/** What an event's roster says as a file: one line for each registration, one column for each question. */
export const rosterColumns = (event: Event): Column<Registration>[] => [
  { name: 'Name', cell: ({ name }) => name },
  { name: 'E-mail', cell: ({ email }) => email },
  { name: 'Ticket', cell: ({ ticketName }) => ticketName },
  { name: 'State', cell: ({ status }) => status },
  { name: 'Registered (UTC)', cell: ({ registeredAt }) => registeredAt },
  { name: 'Order', cell: ({ orderId }) => orderId },
  ...event.questions.map(({ id, label }) => ({
    name: label,
    cell: ({ answers }: Registration) => answerText(answers?.[id]),
  })),
]
