import type { Instant, Zone } from '../platform/index.ts'
import type { Scan } from './check-in.ts'
import { doorDay, type Gate, periodOf } from './gate.ts'

/** What is known of the registration whose pass is shown. The page at the door knows the same, so it decides alike. */
export type KnownPass = {
  /** `other` when the pass is for another event, `replaced` when its ticket was changed since. */
  pass: 'current' | 'replaced' | 'other'
  status: 'confirmed' | 'held' | 'ended'
  /** The days that the ticket admits to, in order. */
  days: readonly string[]
  /** The sessions that come with it. */
  sessionIds: readonly string[]
}

/** In the order in which they are judged: the first that is true is said. */
export const verdictWords = [
  'unknown',
  'other-event',
  'replaced',
  'cancelled',
  'unpaid',
  'not-today',
  'not-this-session',
  'again',
  'admitted',
] as const
export type VerdictWord = (typeof verdictWords)[number]

export type Verdict =
  | { word: Exclude<VerdictWord, 'not-today' | 'again'> }
  /** The days that it is for. */
  | { word: 'not-today'; days: readonly string[] }
  | { word: 'again'; first: Pick<Scan, 'at' | 'gate'> }

/**
 * Whether someone gets in at a gate. The same function decides here and in the page at the door.
 * @param pass  nothing when it's no pass, or nobody's
 * @param known  scans that stand: who is in, at this gate
 */
export const admit = (
  pass: KnownPass | undefined,
  { gate, zone }: { gate: Gate; zone: Zone },
  known: readonly Pick<Scan, 'gate' | 'period' | 'at'>[],
  { scan, at }: { scan: string; at: Instant },
): Verdict => {
  if (!pass) return { word: 'unknown' }
  if (pass.pass === 'other') return { word: 'other-event' }
  if (pass.pass === 'replaced') return { word: 'replaced' }
  if (pass.status === 'ended') return { word: 'cancelled' }
  if (pass.status === 'held') return { word: 'unpaid' }
  const day = doorDay(at, zone)
  const { days, sessions } = gate.opens
  const mine = days ? pass.days.filter((one) => days.includes(one)) : pass.days
  if (!mine.includes(day)) return { word: 'not-today', days: mine.length > 0 ? mine : pass.days }
  if (sessions && !sessions.some((one) => pass.sessionIds.includes(one))) return { word: 'not-this-session' }
  const period = periodOf(gate, day, scan)
  const first = known.find((one) => one.gate === gate.slug && one.period === period)
  return first ? { word: 'again', first } : { word: 'admitted' }
}
