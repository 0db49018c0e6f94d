import {
  announce,
  commit,
  entity,
  erased,
  hashToken,
  type Instant,
  optional,
  type Page,
  type PageRequest,
  pageOf,
  readBatch,
  required,
  type Table,
  update,
} from '../platform/index.ts'
import { type Suppression, type SuppressionReason, suppressionReasons } from './suppression.ts'
import { addressUnsuppressed } from './topics.ts'

/** Address that takes no mail. Taken off the list, it stays without a reason, and out of the index. */
const suppressions = entity({
  name: 'suppression',
  attributes: {
    address: required.text,
    email: optional.text,
    why: { type: suppressionReasons },
    since: optional.text,
    words: optional.text,
    /** `all` while it is on the list. */
    listed: optional.text,
    liftedAt: optional.text,
  },
  keys: {
    address: { pk: 'suppression#${address}', sk: 'suppression' },
    // One partition: an organizer whose mail comes back often enough to make it hot has other worries.
    all: { index: 'list', pk: 'suppressed#${listed}', sk: '${since}#${address}' },
  },
})

type Item = { address: string; email?: string; why?: SuppressionReason; since?: string; words?: string }

const suppressionOf = ({ address, email, why, since, words }: Item): Suppression | undefined =>
  why && since ? { address, email: email ?? erased, why, since, ...(words === undefined ? {} : { words }) } : undefined

/** The digest by which an address is found, however it was typed. */
export const digestOfAddress = (email: string): string => hashToken(email.trim().toLowerCase())

/** Why an address takes no mail; nothing when it does. @param address  its digest */
export const findSuppression = async (table: Table, address: string): Promise<Suppression | undefined> => {
  const { data } = await suppressions(table).get({ address }).go()
  return data ? suppressionOf(data) : undefined
}

/** Those of several addresses that take no mail, by their digests. */
export const findSuppressions = async (
  table: Table,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, Suppression>> => {
  const keys = [...new Set(addresses)].map((address) => ({ address }))
  const items = await readBatch(keys, (part) => suppressions(table).get(part).go())
  return new Map(items.flatMap((item) => suppressionOf(item) ?? []).map((one) => [one.address, one]))
}

/**
 * Puts an address on the list. A report that's repeated, late, or from before the address was last taken off changes
 * nothing. A bounce weighs more than a complaint.
 * @returns whether that was news
 */
export const suppress = async (
  table: Table,
  { email, why, at, words }: { email: string; why: SuppressionReason; at: Instant; words?: string | undefined },
): Promise<boolean> => {
  const address = email.trim().toLowerCase()
  const change = suppressions(table)
    .update({ address: digestOfAddress(email) })
    .set({ email: address, why, since: at, listed: 'all', ...(words === undefined ? {} : { words }) })
    .where(({ why: known, liftedAt }, { notExists, lt, eq }) => {
      const since = `(${notExists(liftedAt)} OR ${lt(liftedAt, at)})`
      return why === 'bounced'
        ? `${since} AND (${notExists(known)} OR ${eq(known, 'complained')})`
        : `${since} AND ${notExists(known)}`
    })
  return (await commit(table, [update('suppression', change)])).committed
}

/**
 * Takes an address off the list, and has the provider take it off its own.
 * @param address  its digest
 * @returns whether it was on it
 */
export const unsuppress = async (table: Table, address: string, now: Instant): Promise<boolean> => {
  const found = await findSuppression(table, address)
  if (!found) return false
  const change = suppressions(table)
    .patch({ address })
    .set({ liftedAt: now })
    .remove(['why', 'since', 'words', 'listed'])
    .where(({ why }, { exists }) => exists(why))
  // By its digest alone: rows are read by operators.
  const told = announce(table, addressUnsuppressed, { address }, now)
  return (await commit(table, [update('suppression', change), told])).committed
}

/** The address behind a digest, on the list or taken off it; nothing once its person is erased. */
export const findSuppressedAddress = async (table: Table, address: string): Promise<string | undefined> => {
  const { data } = await suppressions(table).get({ address }).go({ consistent: true })
  return data?.email === erased ? undefined : data?.email
}

/** Addresses that take no mail, the newest first. */
export const listSuppressions = async (table: Table, page: PageRequest): Promise<Page<Suppression>> => {
  const query = suppressions(table).query.all({ listed: 'all' })
  const { items, ...next } = await pageOf(query, ['since', 'address'], { ...page, order: 'desc' }, suppressionOf)
  return { items: items.flatMap((item) => item ?? []), ...next }
}

/** Forgets an address, and goes on sending nothing to it. May be repeated. @param address  its digest */
export const blankSuppression = async (table: Table, address: string): Promise<void> => {
  const change = suppressions(table).patch({ address }).set({ email: erased }).remove(['words'])
  await commit(table, [update('suppression', change)])
}
