import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import {
  changesAtOnce,
  readIndex,
  readMarks,
  removeChanges,
  removeOldParts,
  type SearchHead,
  type SearchMarks,
  writeIndex,
} from './search-marks.ts'
import type { Table } from './table.ts'
import { again, type Busy, retrying } from './transaction.ts'

/**
 * A kind of thing that is listed and searched as a whole. Its index holds an entry of each, packed into a few items that the
 * clock makes again when something has changed. A process loads it on first use and keeps it; a search then reads one small
 * partition, which names the index in use and what has changed since, so that it finds every change at once.
 */
export type SearchNoun<Entry extends { slug: string }> = {
  name: string
  /** Every entry, for the first index of a table. */
  readAll: (table: Table) => Promise<Entry[]>
  /** The entries of some, read consistently; what has none, or is gone, is left out. At most 200. */
  readSome: (table: Table, slugs: string[]) => Promise<Entry[]>
}

export type SearchIndex<Entry> = {
  /** By slug. The same list as long as nothing changes. */
  entries: readonly Entry[]
  /** Slugs of what has changed a moment ago. */
  changed: ReadonlySet<string>
}

type Kept = {
  head: SearchHead
  base: readonly { slug: string }[]
  /** Which changes `index` holds. */
  changes: string
  index: SearchIndex<{ slug: string }>
}

const kept = new WeakMap<Table, Map<string, Kept>>()

const keptOf = (table: Table): Map<string, Kept> => {
  const known = kept.get(table) ?? new Map<string, Kept>()
  kept.set(table, known)
  return known
}

const bySlug = (one: { slug: string }, other: { slug: string }): number => (one.slug < other.slug ? -1 : 1)

const pack = (entries: readonly unknown[]): Buffer =>
  brotliCompressSync(JSON.stringify(entries), { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })

const unpack = <Entry>(packed: Buffer): Entry[] => JSON.parse(brotliDecompressSync(packed).toString('utf8')) as Entry[]

/** Entries with what has changed put in their place. */
const renewed = async <Entry extends { slug: string }>(
  table: Table,
  noun: SearchNoun<Entry>,
  entries: readonly Entry[],
  slugs: string[],
): Promise<readonly Entry[]> => {
  if (slugs.length === 0) return entries
  const changed = new Set(slugs)
  const now = await noun.readSome(table, slugs)
  return [...entries.filter(({ slug }) => !changed.has(slug)), ...now].sort(bySlug)
}

const baseOf = async <Entry extends { slug: string }>(
  table: Table,
  noun: SearchNoun<Entry>,
  head: SearchHead,
): Promise<readonly Entry[] | undefined> => {
  const known = keptOf(table).get(noun.name)
  if (known?.head.token === head.token) return known.base as readonly Entry[]
  const packed = await readIndex(table, noun.name, head)
  return packed && unpack<Entry>(packed)
}

const indexBusy: Busy = { attempts: 4, code: 'busy', message: 'Too many requests at once. Please try again.' }

/**
 * What is to be searched, as it is now. One read unit while nothing has changed; a read of each thing that has changed since
 * the clock last came by; and the index itself, when this process has not seen it. Before the clock has made the first
 * one, everything is read.
 * @throws Problem unavailable `busy` when index after index is made while it reads
 */
export const loadIndex = <Entry extends { slug: string }>(
  table: Table,
  noun: SearchNoun<Entry>,
): Promise<SearchIndex<Entry>> =>
  retrying(indexBusy, async () => {
    const { head, changes } = await readMarks(table, noun.name)
    const slugs = changes.map(({ slug }) => slug)
    const changed = new Set(slugs)
    if (!head) return { entries: await renewed(table, noun, (await noun.readAll(table)).sort(bySlug), slugs), changed }
    const base = await baseOf(table, noun, head)
    if (!base) return again
    const made = changes.map(({ token }) => token).join(' ')
    const known = keptOf(table).get(noun.name)
    if (known?.head.token === head.token && known.changes === made) return known.index as SearchIndex<Entry>
    const index = { entries: await renewed(table, noun, base, slugs), changed }
    keptOf(table).set(noun.name, { head, base, changes: made, index })
    return index
  })

const makeIndex = async <Entry extends { slug: string }>(
  table: Table,
  noun: SearchNoun<Entry>,
  { head, changes }: SearchMarks,
): Promise<boolean> => {
  const base = head ? await baseOf(table, noun, head) : await noun.readAll(table)
  if (!base) return false
  const slugs = changes.map(({ slug }) => slug)
  const entries = await renewed(table, noun, [...base].sort(bySlug), slugs)
  const made = await writeIndex(table, noun.name, pack(entries), head)
  if (!made) return false
  await removeChanges(table, noun.name, changes)
  await removeOldParts(table, noun.name, made, head)
  return true
}

/** So often a run works in what has changed, some at a time; the next run goes on. */
const mostTurns = 25

/**
 * Makes the index of a kind of thing again when something has changed: what the clock does. Reads one unit when nothing has.
 * Several runs at once do no harm: of two indexes that follow the same one, the second is refused, and a change is removed
 * only once an index holds it.
 */
export const renewIndex = async <Entry extends { slug: string }>(
  table: Table,
  noun: SearchNoun<Entry>,
): Promise<void> => {
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const marks = await readMarks(table, noun.name)
    if (marks.head && marks.changes.length === 0) return
    if (!(await makeIndex(table, noun, marks))) return
    if (marks.changes.length < changesAtOnce) return
  }
}
