import {
  entity,
  type Instant,
  listAll,
  optional,
  type PendingWrite,
  put,
  required,
  shardOf,
  type Table,
  ttlOf,
  update,
} from '../platform/index.ts'
import type { Verdict } from './admit.ts'
import type { Scan } from './check-in.ts'

/**
 * What happened at the doors with one registration, in a partition of its own: each scan with what it was answered, and
 * who stands as in at a gate. One query reads all, however many people come.
 */
const rows = entity({
  name: 'check-in',
  kept: 'check-in',
  attributes: {
    event: required.text,
    registration: required.text,
    row: required.text,
    scan: required.text,
    gate: required.text,
    period: required.text,
    day: required.text,
    at: required.text,
    by: optional.text,
    // Of a scan.
    did: optional.anyOf<Scan['did']>(),
    verdict: optional.anyOf<Verdict>(),
  },
  keys: {
    ofRegistration: { pk: 'door#${event}#${registration}', sk: '${row}' },
  },
})

/** How many came in at a gate on a day, spread so that a rush at several doors doesn't meet on one key. */
const counters = entity({
  name: 'door-count',
  attributes: { event: required.text, place: required.text, shard: required.text, count: optional.number },
  keys: {
    ofEvent: { pk: 'door-counts#${event}', sk: '${place}#${shard}' },
  },
})

const countShards = 8

/** A registration at an event's doors. `endsAt` is when the event does. */
export type Door = { event: string; registration: string; endsAt: Instant }

/** A scan as it was kept, with who scanned it and what it was answered; an undo is answered nothing. */
export type KeptScan = Scan & { verdict?: Verdict | undefined; by?: string | undefined }

/** Who is in, at a gate, by the scan that counts. */
export type CheckIn = Pick<Scan, 'gate' | 'period' | 'day' | 'at'> & { scan: string }

/** What is kept of one registration at one event's doors. */
export type DoorRecord = { scans: KeptScan[]; checkIns: CheckIn[] }

const scanRow = (id: string): string => `scan#${id}`
const checkInRow = ({ gate, period }: Pick<Scan, 'gate' | 'period'>): string => `in#${gate}#${period}`

/** All that happened at the doors with one registration. One query. */
export const findRecord = async (table: Table, { event, registration }: Omit<Door, 'endsAt'>): Promise<DoorRecord> => {
  const kept = await listAll(rows(table).query.ofRegistration({ event, registration }), (item) => item, {
    consistent: true,
  })
  return {
    scans: kept.flatMap(({ scan, gate, period, day, at, by, did, verdict }) =>
      did ? [{ id: scan, gate, period, day, at, did, by, verdict }] : [],
    ),
    checkIns: kept.flatMap(({ scan, gate, period, day, at, did }) => (did ? [] : [{ scan, gate, period, day, at }])),
  }
}

/** Whether someone came in on a day, at whichever gate. */
export const isIn = ({ checkIns }: DoorRecord, day: string): boolean =>
  checkIns.some((one) => one.day === day && one.scan !== nobody)

/** Keeps a scan with its answer; refused as `scan` when it was kept before. */
export const pendingScan = (table: Table, { endsAt, ...door }: Door, { id, ...scan }: KeptScan): PendingWrite => {
  const item = { ...door, ...scan, scan: id, row: scanRow(id), ttl: ttlOf('check-in', endsAt) }
  return put('scan', rows(table).put(item), { row: undefined })
}

/** The scan of a gate where someone was in, and that was undone. */
export const nobody = ''

/** Says who is in at a gate now, or nobody; refused as `check-in` when someone else changed that since it was read. */
export const pendingCheckIn = (
  table: Table,
  { endsAt, ...door }: Door,
  place: Pick<Scan, 'gate' | 'period' | 'day' | 'at'>,
  { from, to }: { from: string | undefined; to: string | undefined },
): PendingWrite => {
  const { gate, period, day, at } = place
  const item = {
    ...door,
    row: checkInRow(place),
    gate,
    period,
    day,
    at,
    scan: to ?? nobody,
    ttl: ttlOf('check-in', endsAt),
  }
  return put('check-in', rows(table).put(item), { scan: from })
}

/** Counts someone in at a gate on a day, or out again. */
export const pendingCount = (
  table: Table,
  { event, registration }: Omit<Door, 'endsAt'>,
  place: string,
  by: 1 | -1,
): PendingWrite =>
  update(
    'count',
    counters(table)
      .update({ event, place, shard: String(shardOf(registration, countShards)) })
      .add({ count: by }),
  )

export const placeOf = ({ gate, day }: Pick<Scan, 'gate' | 'day'>): string => `${gate}#${day}`

/** How many are in, by gate and day, see `placeOf`. One query. */
export const countIn = async (table: Table, event: string): Promise<Map<string, number>> => {
  const kept = await listAll(counters(table).query.ofEvent({ event }), (item) => item, { consistent: true })
  const counts = new Map<string, number>()
  for (const { place, count = 0 } of kept) counts.set(place, (counts.get(place) ?? 0) + count)
  return counts
}
