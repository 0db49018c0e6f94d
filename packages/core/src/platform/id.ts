import { createHash } from 'node:crypto'
import { encodeTime, monotonicFactory } from 'ulid'
import { epochMilliseconds, type Instant } from './time.ts'

/** Every kind of id, which doubles as a glossary. An id is a prefix and a lower-case ULID, so ids sort by their making. */
export const idPrefixes = {
  person: 'per',
  apiKey: 'key',
  session: 'ses',
  question: 'qst',
  ticket: 'tkt',
  course: 'crs',
  instructor: 'ins',
  grant: 'grt',
  membership: 'mem',
  team: 'tem',
  seat: 'set',
  promotion: 'prm',
  codeBatch: 'bat',
  order: 'ord',
  line: 'lin',
  registration: 'reg',
  scan: 'scn',
  waiting: 'wai',
  refund: 'rfd',
  file: 'fil',
  material: 'mat',
  officeHour: 'ofh',
  assignment: 'asg',
  message: 'msg',
  rosterMail: 'rml',
  outbox: 'out',
  fanOut: 'fan',
  audit: 'aud',
  request: 'req',
} as const

export type IdKind = keyof typeof idPrefixes

const next = monotonicFactory()

/** A new id of a kind: `ord_01hw…`. Sorts after every id made before it by this process. */
export const newId = (kind: IdKind): string => `${idPrefixes[kind]}_${next().toLowerCase()}`

/** Crockford's letters, as ULIDs are written with them, in lower case. */
const letters = '0123456789abcdefghjkmnpqrstvwxyz'

/**
 * The id of something that another system has already named: always the same for the same name, and sorted among the
 * others by `at`. A repeated report therefore makes only one.
 */
export const derivedId = (kind: IdKind, at: Instant, name: string): string => {
  const digest = createHash('sha256').update(name).digest()
  const rest = [...digest.subarray(0, 16)].map((byte) => letters[byte % 32]).join('')
  return `${idPrefixes[kind]}_${encodeTime(epochMilliseconds(at), 10).toLowerCase()}${rest}`
}

/** Something of each of `count` shards. */
export const eachShard = <T>(count: number, make: (shard: number) => T): T[] =>
  Array.from({ length: count }, (_, shard) => make(shard))

/**
 * Which of `count` shards a key belongs to, spread evenly and always the same (FNV-1a over UTF-16 units). Used for
 * index keys that many writers would otherwise share.
 */
export const shardOf = (key: string, count: number): number => {
  let hash = 0x811c9dc5
  for (let index = 0; index < key.length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193)
  }
  // Folded, because FNV's low bits alone follow the last characters too closely.
  return ((hash ^ (hash >>> 15)) >>> 0) % count
}
