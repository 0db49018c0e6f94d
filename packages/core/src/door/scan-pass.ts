import { type Event, sessionsOf } from '../catalog/index.ts'
import {
  again,
  announce,
  type Busy,
  commit,
  type Instant,
  type PendingWrite,
  retrying,
  type Table,
} from '../platform/index.ts'
import { findRegistration, listRegistrationsOf, type Registration } from '../registration/index.ts'
import { scheduleSpan } from '../schedule/index.ts'
import { admit, type Verdict } from './admit.ts'
import { type Scan, settleScans } from './check-in.ts'
import {
  type Door,
  type DoorRecord,
  findRecord,
  type KeptScan,
  nobody,
  pendingCheckIn,
  pendingCount,
  pendingScan,
  placeOf,
} from './check-in-store.ts'
import { doorDay, type Gate, periodOf } from './gate.ts'
import { knownPass, recognize } from './known-pass.ts'
import { readPass } from './pass.ts'
import { checkedIn } from './topics.ts'

/** Who is at the door: a pass that was shown, or a person of the roster who was found by name. */
export type Shown = { pass: string } | { personId: string }

/** What a door asks: under an id that it chose, so that asking again, whatever got lost on the way, changes nothing. */
export type Asked = { id: string; gate: Gate; at: Instant; by: string }

/** What the door is answered. `registration` is there for anyone who was recognized. */
export type Answer = { verdict: Verdict; registration?: Registration | undefined }

export type DoorContext = { table: Table; secret: string }

const busy: Busy = {
  attempts: 10,
  code: 'door.busy',
  message: 'Several doors let people in at once. Please scan again.',
}

const find = async ({ table, secret }: DoorContext, event: Event, shown: Shown) => {
  if ('personId' in shown) {
    const registration = await findRegistration(table, shown.personId, event.slug)
    return registration && { registration, known: knownPass(event, registration) }
  }
  const pass = readPass(shown.pass)
  return pass && recognize(secret, pass, event, await listRegistrationsOf(table, pass.personId))
}

const doorOf = (event: Event, { id }: Pick<Registration, 'id'>, now: Instant): Door => ({
  event: event.slug,
  registration: id,
  endsAt: scheduleSpan(sessionsOf(event, { admin: true }))?.endsAt ?? now,
})

type Place = Pick<Scan, 'gate' | 'period'>
const at =
  ({ gate, period }: Place) =>
  (other: Place): boolean =>
    other.gate === gate && other.period === period

/** What counts at a place, so far: those let in, those who came again, and what was undone. */
const countedAt = ({ scans }: DoorRecord, place: Place): KeptScan[] =>
  scans.filter(({ verdict }) => verdict === undefined || ['admitted', 'again'].includes(verdict.word)).filter(at(place))

/** The writes that make a scan count: what it changes of who is in, how many are, and who hears of it. */
const pendingChange = (
  table: Table,
  door: Door,
  person: string,
  { record, scan }: { record: DoorRecord; scan: Scan },
  now: Instant,
): PendingWrite[] => {
  const read = record.checkIns.find(at(scan))
  const was = read && read.scan !== nobody ? read : undefined
  const { standing } = settleScans([...countedAt(record, scan), scan])
  if (standing?.id === was?.scan) return []
  const moved = was && standing && placeOf(was) === placeOf(standing)
  const told = { event: door.event, person, day: scan.day }
  return [
    pendingCheckIn(table, door, standing ?? scan, { from: read?.scan, to: standing?.id }),
    ...(was && !moved ? [pendingCount(table, door, placeOf(was), -1)] : []),
    ...(standing && !moved ? [pendingCount(table, door, placeOf(standing), 1)] : []),
    ...(was && standing ? [] : [announce(table, checkedIn, told, now)]),
  ]
}

/** What a scan comes to beside those that were kept: who may come in, comes in once. */
const verdictOf = (record: DoorRecord, scan: Scan, verdict: Verdict): Verdict => {
  if (verdict.word !== 'admitted') return verdict
  const outcome = settleScans([...countedAt(record, scan), scan]).outcomes.get(scan.id)
  return outcome?.came === 'again' ? { word: 'again', first: outcome.first } : verdict
}

/**
 * Judges a pass at a gate, and lets its holder in when it may. The answer to one id is always the same. Three reads, and one
 * commit of at most four writes; both however many people there are.
 * @throws Problem unavailable `door.busy`
 */
export const scanPass = async (
  context: DoorContext,
  event: Event,
  shown: Shown,
  asked: Asked,
  now: Instant,
): Promise<Answer> =>
  retrying(busy, async () => {
    const { id, gate, by } = asked
    const found = await find(context, event, shown)
    const first = admit(found?.known, { gate, zone: event.zone }, [], { scan: id, at: asked.at })
    if (!found || found.known.pass === 'other') return { verdict: first }
    const { registration } = found
    const door = doorOf(event, registration, now)
    const record = await findRecord(context.table, door)
    const kept = record.scans.find((one) => one.id === id)
    if (kept) return { verdict: kept.verdict ?? { word: 'unknown' }, registration }
    const day = doorDay(asked.at, event.zone)
    const scan: Scan = { id, gate: gate.slug, period: periodOf(gate, day, id), day, did: 'enter', at: asked.at }
    const verdict = verdictOf(record, scan, first)
    const counts = ['admitted', 'again'].includes(verdict.word)
    const result = await commit(context.table, [
      pendingScan(context.table, door, { ...scan, by, verdict }),
      ...(counts ? pendingChange(context.table, door, registration.personId, { record, scan }, now) : []),
    ])
    return result.committed ? { verdict, registration } : again
  })

/**
 * Lets someone out again who was let in by mistake. The scan stays; a later one lets them in again. Undoing what is undone
 * changes nothing.
 * @throws Problem unavailable `door.busy`
 */
export const undoCheckIn = async (
  { table }: DoorContext,
  event: Event,
  personId: string,
  asked: Asked,
  now: Instant,
): Promise<void> =>
  retrying(busy, async () => {
    const registration = await findRegistration(table, personId, event.slug)
    if (!registration) return undefined
    const door = doorOf(event, registration, now)
    const record = await findRecord(table, door)
    // Sent twice, it undoes what it undid, and nothing that came after.
    if (record.scans.some(({ id }) => id === asked.id)) return undefined
    const day = doorDay(asked.at, event.zone)
    const period = periodOf(asked.gate, day, asked.id)
    const scan: Scan = { id: asked.id, gate: asked.gate.slug, period, day, did: 'undo', at: asked.at }
    const change = pendingChange(table, door, personId, { record, scan }, now)
    if (change.length === 0) return undefined
    const kept = pendingScan(table, door, { ...scan, by: asked.by })
    return (await commit(table, [kept, ...change])).committed ? undefined : again
  })
