import type { Event } from '@lectern/core/catalog'
import type { Page, Table } from '@lectern/core/platform'
import { listRoster, type Registration } from '@lectern/core/registration'

/** Rows read at once: what is held in memory, however long the roster is. */
const pageSize = 500

/**
 * One cell. What a spreadsheet would take for a formula (OWASP, "CSV Injection"), full-width signs among them, gets an
 * apostrophe before it; quotes are doubled (RFC 4180, section 2).
 */
export const csvCell = (text: string): string => {
  const safe = /^\s*[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text
  return /[",\r\n\t]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}

const line = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`

const answerText = (answer: string | boolean | undefined): string =>
  typeof answer === 'boolean' ? (answer ? 'yes' : 'no') : (answer ?? '')

const headLine = (event: Event): string =>
  line([
    'Name',
    'E-mail',
    'Ticket',
    'State',
    'Registered (UTC)',
    'Order',
    ...event.questions.map((question) => question.label),
  ])

const rowLine = (event: Event, registration: Registration): string =>
  line([
    registration.name,
    registration.email,
    registration.ticketName,
    registration.status,
    registration.registeredAt,
    registration.orderId,
    ...event.questions.map((question) => answerText(registration.answers?.[question.id])),
  ])

/** An event's roster as CSV, read a page at a time and only as fast as it is taken. */
export const rosterCsv = async (table: Table, event: Event): Promise<ReadableStream<Uint8Array>> => {
  const encoder = new TextEncoder()
  const read = (cursor?: string) => listRoster(table, event.slug, { limit: pageSize, cursor })
  // The first page before anything is sent: what fails then is still answered with a proper error.
  let page: Page<Registration> | undefined = await read()
  let text = headLine(event)
  return new ReadableStream({
    pull: async (controller) => {
      if (page === undefined) return controller.close()
      text += page.items.map((registration) => rowLine(event, registration)).join('')
      controller.enqueue(encoder.encode(text))
      text = ''
      page = page.next === undefined ? undefined : await read(page.next)
    },
  })
}
