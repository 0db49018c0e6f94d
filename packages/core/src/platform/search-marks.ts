import { entity, optional, required } from './entity.ts'
import { findOne, listAll } from './read.ts'
import { newToken } from './secret.ts'
import { type Table, upTo } from './table.ts'
import { commit, type PendingWrite, put, remove } from './transaction.ts'

/**
 * What a search reads before anything else, in one small partition: which index is in use of each kind of thing (`head`),
 * and what has changed since it was made (`change`). Changes sort before the head, and are removed after it was moved on.
 */
const marks = entity({
  name: 'search-mark',
  attributes: {
    noun: required.text,
    what: { type: ['change', 'head'], required: true },
    slug: required.text,
    /** New with every change, so that none that came meanwhile is taken for done. */
    token: required.text,
    /** Of a head: how often the index was made, and of how many parts it is. */
    version: optional.number,
    parts: optional.number,
  },
  keys: {
    marks: { pk: 'search', sk: '${noun}#${what}#${slug}' },
  },
})

/** An index, packed, in parts that each fit into an item. Never changed: every making writes parts of its own. */
const parts = entity({
  name: 'search-index',
  attributes: { noun: required.text, making: required.text, part: required.text, bytes: required.anyOf<Uint8Array>() },
  keys: {
    parts: { pk: 'search-index#${noun}', sk: '${making}#${part}' },
  },
})

export type SearchHead = { version: number; token: string; parts: number }
export type SearchChange = { slug: string; token: string }
export type SearchMarks = { head: SearchHead | undefined; changes: SearchChange[] }

/** So many changes are looked at by a search, or worked in at once. The clock works them in each minute. */
export const changesAtOnce = 200

const headKey = { what: 'head', slug: '-' } as const

/** Notes that something changed that is searched, to be committed with the change. @param noun  what kind of thing */
export const pendingSearchChange = (table: Table, noun: string, slug: string): PendingWrite =>
  put('search-change', marks(table).put({ noun, what: 'change', slug, token: newToken() }))

/** One consistent query: half a unit or one, while little has changed. */
export const readMarks = async (table: Table, noun: string): Promise<SearchMarks> => {
  const { data } = await marks(table)
    .query.marks({ noun })
    .go({ ...upTo(changesAtOnce + 1), consistent: true })
  const changes = data.filter(({ what }) => what === 'change').slice(0, changesAtOnce)
  const found = data.find(({ what }) => what === 'head')
  // There are more changes before the head than we look at.
  const head = found ?? (data.length > changesAtOnce ? await findHead(table, noun) : undefined)
  return { head: head && { version: head.version ?? 0, token: head.token, parts: head.parts ?? 0 }, changes }
}

const findHead = (table: Table, noun: string) => findOne(marks(table).get({ noun, ...headKey }))

/** Sorts as it counts. */
const makingOf = ({ version, token }: Pick<SearchHead, 'version' | 'token'>): string =>
  `${String(version).padStart(9, '0')}-${token}`

const partName = (part: number): string => String(part).padStart(4, '0')

/** The packed index of a head; nothing when it has gone, since there are newer ones. */
export const readIndex = async (table: Table, noun: string, head: SearchHead): Promise<Buffer | undefined> => {
  const query = parts(table).query.parts({ noun, making: makingOf(head) })
  const found = await listAll(query, ({ bytes }) => bytes, { consistent: true })
  return found.length === head.parts ? Buffer.concat(found) : undefined
}

/** An item holds 400 KB. */
const partBytes = 350_000

/**
 * Writes a packed index and then moves the head on to it.
 * @param before  the head that it follows
 * @returns nothing when another was made meanwhile
 */
export const writeIndex = async (
  table: Table,
  noun: string,
  packed: Buffer,
  before: SearchHead | undefined,
): Promise<SearchHead | undefined> => {
  const count = Math.max(1, Math.ceil(packed.length / partBytes))
  const head = { version: (before?.version ?? 0) + 1, token: newToken(), parts: count }
  const making = makingOf(head)
  for (let part = 0; part < count; part += 1) {
    const bytes = packed.subarray(part * partBytes, (part + 1) * partBytes)
    await parts(table)
      .put({ noun, making, part: partName(part), bytes })
      .go()
  }
  const moved = put('search-head', marks(table).put({ noun, ...headKey, ...head }), { token: before?.token })
  return (await commit(table, [moved])).committed ? head : undefined
}

/** Removes changes that the index holds, but for those that were made again meanwhile. */
export const removeChanges = async (table: Table, noun: string, changes: readonly SearchChange[]): Promise<void> => {
  for (const { slug, token } of changes) {
    await commit(table, [remove('search-change', marks(table).delete({ noun, what: 'change', slug }), { token })])
  }
}

/**
 * Removes the parts of indexes that are no longer read: older than the one before a head, which a search may be reading, and
 * what another making of the same number left behind. One that is being made has a higher number.
 */
export const removeOldParts = async (
  table: Table,
  noun: string,
  head: SearchHead,
  before: SearchHead | undefined,
): Promise<void> => {
  const kept = [head, ...(before ? [before] : [])].map(makingOf)
  const { data } = await parts(table)
    .query.parts({ noun })
    .go({ pages: 'all', attributes: ['noun', 'making', 'part'] })
  for (const { making, part } of data) {
    if (kept.includes(making) || Number(making.slice(0, 9)) > head.version) continue
    await parts(table).delete({ noun, making, part }).go()
  }
}
