// Says in the reader's own zone what the page says in the event's, and stays silent where both clocks agree.
// <span data-reader-time="2024-04-23T16:00:00Z 2024-04-30T16:00:00Z" data-zone="America/Los_Angeles" hidden></span>
// An element around it with data-reader-row is revealed along with it.

const own = Intl.DateTimeFormat().resolvedOptions().timeZone

const clockIn = (zone: string, at: Date): string =>
  at.toLocaleTimeString('en-US', { timeZone: zone, hour: 'numeric', minute: '2-digit' })

const dayIn = (zone: string, at: Date): string =>
  at.toLocaleDateString('en-US', { timeZone: zone, weekday: 'short', month: 'short', day: 'numeric' })

const place = (zone: string): string => {
  const city = zone.split('/').pop() ?? zone
  return zone.includes('/') && !zone.startsWith('Etc/') ? `in ${city.replaceAll('_', ' ')}` : city
}

/** Undefined where the reader's clock shows the same day and time at every instant. */
const formatReader = (instants: readonly Date[], zone: string, reader: string): string | undefined => {
  const differs = instants.some(
    (at) => clockIn(zone, at) !== clockIn(reader, at) || dayIn(zone, at) !== dayIn(reader, at),
  )
  const first = instants[0]
  if (!differs || first === undefined) return undefined
  const clock = clockIn(reader, first)
  const day = dayIn(reader, first)
  const shifted = day === dayIn(zone, first) ? '' : instants.length > 1 ? `, from ${day}` : `, ${day}`
  // The two zones may change their clocks on different days: what differs from the first session is named.
  const others = instants
    .filter((at) => clockIn(reader, at) !== clock)
    .map((at) => `${clockIn(reader, at)} on ${dayIn(reader, at)}`)
  return `${clock} ${place(reader)}${shifted}${others.length > 0 ? ` (${others.join(', ')})` : ''}`
}

for (const element of document.querySelectorAll<HTMLElement>('[data-reader-time]')) {
  const instants = (element.dataset.readerTime ?? '').split(' ').map((text) => new Date(text))
  const words = formatReader(instants, element.dataset.zone ?? 'UTC', own)
  if (words === undefined) continue
  element.textContent = `${element.dataset.before ?? ''}${words}${element.dataset.after ?? ''}`
  element.hidden = false
  const row = element.closest<HTMLElement>('[data-reader-row]')
  if (row) row.hidden = false
}
