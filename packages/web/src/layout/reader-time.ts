// What the reader's own clock shows. Used where pages are made, and by the script that asks the browser for its zone.

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making a format takes longer than using it a hundred times. */
const formatIn = (zone: string, what: 'clock' | 'day'): Intl.DateTimeFormat => {
  const key = `${zone} ${what}`
  const options: Intl.DateTimeFormatOptions =
    what === 'clock' ? { hour: 'numeric', minute: '2-digit' } : { weekday: 'short', month: 'short', day: 'numeric' }
  const format = formats.get(key) ?? new Intl.DateTimeFormat('en-US', { timeZone: zone, ...options })
  formats.set(key, format)
  return format
}

/** `6:00 PM your time` for what begins at these instants; undefined where both clocks show the same day and time at each. */
export const formatReaderTime = (instants: readonly string[], zone: string, reader: string): string | undefined => {
  const at = instants.map((instant) => new Date(instant))
  const [first] = at
  // Some runtimes put a narrow space before AM and PM.
  const clockIn = (one: string, date: Date): string => formatIn(one, 'clock').format(date).replace('\u202f', ' ')
  const dayIn = (one: string, date: Date): string => formatIn(one, 'day').format(date)
  const differs = at.some(
    (date) => clockIn(zone, date) !== clockIn(reader, date) || dayIn(zone, date) !== dayIn(reader, date),
  )
  if (!differs || first === undefined) return undefined
  const clock = clockIn(reader, first)
  const day = dayIn(reader, first)
  const shifted = day === dayIn(zone, first) ? '' : at.length > 1 ? `, from ${day}` : `, ${day}`
  // The two zones may change their clocks on different days: what differs from the first session is named.
  const others = at
    .filter((date) => clockIn(reader, date) !== clock)
    .map((date) => `, ${clockIn(reader, date)} on ${dayIn(reader, date)}`)
  return `${clock} your time${shifted}${others.join('')}`
}
