import ICAL from 'ical.js'

/** What someone sees in their calendar. */
export type Shown = { uid: string; startsAt: string; endsAt: string; title: string }

type Kept = { event: ICAL.Component; sequence: number; stamp: string }
type Series = {
  whole?: Kept | undefined
  /** Dates that differ from the series, by the instant at which they were planned. */
  changed: Map<string, Kept>
  /** Dates that were taken out one by one. */
  gone: Map<string, number>
  /** The sequence of the CANCEL of all of it. */
  cancelledAt?: number | undefined
}

export const instantOf = (time: ICAL.Time): string =>
  `${new Date(time.toUnixTime() * 1000).toISOString().slice(0, 19)}Z`

const timeOf = (event: ICAL.Component, property: string): ICAL.Time | undefined => {
  const value = event.getFirstPropertyValue(property)
  return value instanceof ICAL.Time ? value : undefined
}

/**
 * A calendar program as RFC 5546 describes it: it knows an entry by UID and RECURRENCE-ID, takes what has a higher SEQUENCE,
 * or an equal one and no earlier DTSTAMP, and ignores what is older. Programs differ in what happens to changed dates when
 * their series comes again: some drop them, some keep them; `exceptions` says which kind this is.
 */
export const openCalendarClient = (exceptions: 'dropped' | 'kept') => {
  const calendar = new Map<string, Series>()

  const isNews = (event: ICAL.Component, before: Kept | undefined): boolean => {
    const now = keptOf(event)
    if (!before || now.sequence > before.sequence) return true
    return now.sequence === before.sequence && now.stamp >= before.stamp
  }

  const cancel = (series: Series, event: ICAL.Component): void => {
    const { sequence } = keptOf(event)
    const date = timeOf(event, 'recurrence-id')
    if (date !== undefined) {
      const before = series.changed.get(instantOf(date)) ?? series.whole
      if (!before || sequence < before.sequence) return
      series.gone.set(instantOf(date), sequence)
      series.changed.delete(instantOf(date))
      return
    }
    if (series.whole && sequence < series.whole.sequence) return
    series.cancelledAt = sequence
    series.whole = undefined
    series.changed.clear()
    series.gone.clear()
  }

  const take = (series: Series, event: ICAL.Component): void => {
    if (series.cancelledAt !== undefined && keptOf(event).sequence <= series.cancelledAt) return
    const date = timeOf(event, 'recurrence-id')
    if (date !== undefined) {
      const at = instantOf(date)
      if (isNews(event, series.changed.get(at))) series.changed.set(at, keptOf(event))
      return
    }
    if (!isNews(event, series.whole)) return
    series.whole = keptOf(event)
    series.cancelledAt = undefined
    series.gone.clear()
    if (exceptions === 'dropped') series.changed.clear()
  }

  return {
    /** Opens a file that came with a mail or from the web. */
    open: (file: string): void => {
      const root = new ICAL.Component(ICAL.parse(file))
      const method = root.getFirstPropertyValue('method')
      const events = root.getAllSubcomponents('vevent')
      // The series before what differs from it, as programs do.
      for (const event of events.sort((a, b) => Number(isDate(a)) - Number(isDate(b)))) {
        const uid = String(event.getFirstPropertyValue('uid'))
        const series = calendar.get(uid) ?? { changed: new Map(), gone: new Map() }
        calendar.set(uid, series)
        const cancelled = method === 'CANCEL' || event.getFirstPropertyValue('status') === 'CANCELLED'
        if (cancelled) cancel(series, event)
        else take(series, event)
      }
    },
    /** What its owner sees, by start. */
    shown: (): Shown[] =>
      [...calendar].flatMap(([uid, series]) => datesOf(uid, series)).sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1)),
  }
}

const isDate = (event: ICAL.Component): boolean => event.hasProperty('recurrence-id')

const keptOf = (event: ICAL.Component): Kept => {
  const stamp = timeOf(event, 'dtstamp')
  if (!stamp) throw new Error('no DTSTAMP')
  return { event, sequence: Number(event.getFirstPropertyValue('sequence') ?? 0), stamp: instantOf(stamp) }
}

const shownOf = (uid: string, event: ICAL.Component, from?: ICAL.Time): Shown => {
  const [start, end] = [timeOf(event, 'dtstart'), timeOf(event, 'dtend')]
  if (!start || !end) throw new Error('no DTSTART or DTEND')
  const length = end.toUnixTime() - start.toUnixTime()
  const begins = from ?? start
  return {
    uid,
    startsAt: instantOf(begins),
    endsAt: `${new Date((begins.toUnixTime() + length) * 1000).toISOString().slice(0, 19)}Z`,
    title: String(event.getFirstPropertyValue('summary')),
  }
}

/** All dates of a series, planned or changed; exact elapsed time for each, as RFC 5545 (3.8.5.3) has it with DTEND. */
const datesOf = (uid: string, { whole, changed, gone }: Series): Shown[] => {
  if (!whole) return []
  const { event } = whole
  const start = timeOf(event, 'dtstart')
  if (!start) throw new Error('no DTSTART')
  if (!event.hasProperty('rrule')) return [shownOf(uid, event)]
  const expansion = new ICAL.RecurExpansion({ component: event, dtstart: start })
  const found: Shown[] = []
  for (let next = expansion.next(); next; next = expansion.next()) {
    const at = instantOf(next)
    const other = changed.get(at)
    if (gone.has(at)) continue
    found.push(other ? shownOf(uid, other.event) : shownOf(uid, event, next))
    if (found.length > 1000) throw new Error('a series without an end')
  }
  return found
}
