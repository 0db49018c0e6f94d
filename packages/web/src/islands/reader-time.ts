// Says in the reader's own zone what the page says in the event's, and stays silent where both clocks agree.
// <span data-reader-time="2024-04-23T16:00:00Z 2024-04-30T16:00:00Z" data-zone="America/Los_Angeles" hidden></span>
// An element around it with data-reader-row is revealed along with it.
import { formatReaderTime } from '../layout/reader-time.ts'

const own = Intl.DateTimeFormat().resolvedOptions().timeZone

for (const element of document.querySelectorAll<HTMLElement>('[data-reader-time]')) {
  const instants = (element.dataset.readerTime ?? '').split(' ')
  const words = formatReaderTime(instants, element.dataset.zone ?? 'UTC', own)
  if (words === undefined) continue
  element.textContent = `${element.dataset.before ?? ''}${words}${element.dataset.after ?? ''}`
  element.hidden = false
  const row = element.closest<HTMLElement>('[data-reader-row]')
  if (row) row.hidden = false
}
