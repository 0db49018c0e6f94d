import { addSeconds, type Instant, localOf, type Zone } from '../platform/index.ts'

/**
 * Where people are checked in. `opens` names the days or sessions that it's for; without either, each day of the event.
 * `repeat` says how often someone goes in: once each day, once in all, or always, as at a room's door.
 */
export type Gate = {
  slug: string
  name: string
  opens: { days?: readonly string[] | undefined; sessions?: readonly string[] | undefined }
  repeat: 'day' | 'once' | 'always'
}

/** The gate of an event that has said nothing of gates. */
export const entrance: Gate = { slug: 'entrance', name: 'Entrance', opens: {}, repeat: 'day' }

/** Until when at night a day goes on: who comes back from the party at two comes to the same day. */
const dayEndsAt = 4

/** The day, `2024-06-05`, that an instant belongs to at a door in `zone`: a day lasts until 4 AM of the next morning. */
export const doorDay = (at: Instant, zone: Zone): string =>
  localOf(addSeconds(at, -dayEndsAt * 3600), zone).slice(0, 10)

/** For how long someone who went in at a gate counts as being in: a scan's key, beside registration and gate. */
export const periodOf = ({ repeat }: Pick<Gate, 'repeat'>, day: string, scan: string): string =>
  repeat === 'day' ? day : repeat === 'once' ? 'once' : scan
