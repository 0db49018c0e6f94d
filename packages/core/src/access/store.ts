import {
  commit,
  entity,
  type Instant,
  listAll,
  listFirstOfShards,
  optional,
  type PendingWrite,
  put,
  remove,
  required,
  shardOf,
  type Table,
  update,
  upTo,
} from '../platform/index.ts'
import { type Grant, type GrantedPlan, membershipAccess, type Preorder, titleAccess } from './grant.ts'
import { findSharedTerms } from './shared-term-store.ts'

/** Over how many keys the holders of one title are spread: a free title on a good day is given to everyone at once. */
export const holderShards = 8

/** Over how many keys the ends of memberships are spread: each costs the clock a query a minute, and years end for many at once. */
const dueShards = 4

/** What someone may see or do, and why: all of a person's together. */
const grants = entity({
  name: 'grant',
  attributes: {
    personId: required.text,
    what: required.text,
    source: { type: ['purchase', 'membership', 'seat', 'gift', 'staff'], required: true },
    sourceId: required.text,
    grantedAt: required.text,
    until: optional.text,
    preorder: { type: ['unsaid', 'asking', 'said'] },
    plan: optional.anyOf<GrantedPlan>(),
    term: optional.text,
    /** Of grants for a title alone, and with them the place among its holders. */
    title: optional.text,
    holderShard: optional.text,
    holder: optional.text,
    /**
     * Only on memberships with an end, until that end is acted on: the list of due work that holds it, and its place
     * there.
     */
    dueList: optional.text,
    dueAt: optional.text,
  },
  keys: {
    // All of a person's grants are one query; those for one thing are a prefix of it.
    person: { pk: 'grants#${personId}', sk: '${what}#${source}#${sourceId}' },
    // Who gets notices of new versions. Costs one more write unit for each grant to a title, and nothing for other
    // grants. In one part: ElectroDB leaves an index out only when all of a key's parts are missing.
    holders: { index: 'list', pk: 'holders#${title}#${holderShard}', sk: '${holder}' },
    // Memberships that have run out. People must be told about what they lose; other grants end in silence.
    due: { index: 'due', pk: '${dueList}', sk: '${dueAt}' },
  },
})

/** A grant's place among its title's holders: by format, then by person. */
const placeOf = ({ personId, what, source, sourceId }: Grant) => {
  const prefix = titleAccess('')
  if (!what.startsWith(prefix)) return {}
  const [title = '', format = ''] = what.slice(prefix.length).split(':')
  const holderShard = String(shardOf(personId, holderShards))
  return { title, holderShard, holder: `${format}#${personId}#${source}#${sourceId}` }
}

type GrantItem = Grant & Partial<Record<'title' | 'holderShard' | 'holder' | 'dueList' | 'dueAt', string | undefined>>

const grantOf = ({ personId, what, source, sourceId, grantedAt, until, preorder, plan, term }: GrantItem): Grant => ({
  ...{ personId, what, source, sourceId, grantedAt },
  ...(until === undefined ? {} : { until }),
  ...(preorder === undefined ? {} : { preorder }),
  ...(plan === undefined ? {} : { plan }),
  ...(term === undefined ? {} : { term }),
})

const dueListOf = (shard: string | number): string => `due-grants#${shard}`

/** A membership's place among those whose end is due. */
const dueOf = ({ personId, what, until }: Grant) =>
  until !== undefined && what.startsWith(membershipAccess(''))
    ? { dueList: dueListOf(shardOf(personId, dueShards)), dueAt: until }
    : {}

/** Gives a grant. Giving the same again overwrites it, so a repeated commit grants once. */
export const pendingGrant = (table: Table, grant: Grant): PendingWrite =>
  put(`grant:${grant.what}`, grants(table).put({ ...grant, ...placeOf(grant), ...dueOf(grant) }))

/**
 * Notes what the mail about an order says of a download. One write.
 * @param from  only where this was noted before; left out, whatever was
 * @returns whether it was noted: not where the grant is gone, or had something else noted
 */
export const notePreorder = async (
  table: Table,
  { personId, what, source, sourceId }: Pick<Grant, 'personId' | 'what' | 'source' | 'sourceId'>,
  to: Preorder,
  from?: Preorder,
): Promise<boolean> => {
  const noted = update(
    `grant:${what}`,
    grants(table)
      .patch({ personId, what, source, sourceId })
      .set({ preorder: to })
      .where(({ preorder }, { eq }) => (from === undefined ? '' : eq(preorder, from))),
  )
  return (await commit(table, [noted])).committed
}

/** Takes away the one grant that this source gave; nothing happens when it is gone already. */
export const pendingRevoke = (
  table: Table,
  grant: Pick<Grant, 'personId' | 'what' | 'source' | 'sourceId'>,
): PendingWrite => remove(`grant:${grant.what}`, grants(table).delete(grant))

/** Takes away a grant that must be there; refused as `grant:<what>` when it is gone already, so that its end is told once. */
export const pendingEnd = (
  table: Table,
  grant: Pick<Grant, 'personId' | 'what' | 'source' | 'sourceId'>,
): PendingWrite => remove(`grant:${grant.what}`, grants(table).remove(grant))

/** Memberships whose end has come by `now` and was not acted on, the longest overdue of each shard first. */
export const listDueGrants = (table: Table, now: Instant, limitPerShard: number): Promise<Grant[]> => {
  const due = (shard: number) =>
    grants(table)
      .query.due({ dueList: dueListOf(shard) })
      .lte({ dueAt: now })
  return listFirstOfShards(dueShards, due, grantOf, limitPerShard)
}

/** Notes that a grant's end was acted on; refused as `grant:<what>` when it was before, or the end has moved since. */
export const pendingEndSeen = (table: Table, { personId, what, source, sourceId, until }: Grant): PendingWrite =>
  update(`grant:${what}`, grants(table).patch({ personId, what, source, sourceId }).remove(['dueList', 'dueAt']), {
    dueAt: until ?? '',
  })

/** Every grant of a person as it is kept, live or past its end. One query. */
export const listKeptGrants = (table: Table, personId: string): Promise<Grant[]> =>
  listAll(grants(table).query.person({ personId }), grantOf, { consistent: true })

/**
 * Every grant of a person, live or past its end, and what their seats in teams open right now. One query; for someone with a
 * seat, one read more.
 */
export const listGrants = async (table: Table, personId: string): Promise<Grant[]> => {
  const kept = await listKeptGrants(table, personId)
  const shared = kept.flatMap(({ term }) => term ?? [])
  if (shared.length === 0) return kept
  const terms = await findSharedTerms(table, shared)
  return kept.flatMap((grant) => {
    if (grant.term === undefined) return [grant]
    const term = terms.get(grant.term)
    return term ? [{ ...grant, what: term.what, plan: term.plan, until: term.until }] : []
  })
}

/**
 * Everyone who was given a format of a title, a page at a time from one of `holderShards` shards. Someone who was given
 * it twice is listed twice, side by side. Reads an index, so a grant made a moment ago may be missing.
 * @param after  the `position` of the last one before
 */
export const listHolders = async (
  table: Table,
  of: { title: string; format: string; shard: number },
  page: { after?: string | undefined; limit: number },
): Promise<{ personId: string; position: string }[]> => {
  const query = grants(table).query.holders({ title: of.title, holderShard: String(of.shard) })
  const [from, end] = [`${of.format}#`, `${of.format}$`]
  // `$` comes right after `#`, so this is everything that begins with the format.
  const { data } = await query
    .between({ holder: page.after === undefined ? from : `${page.after}!` }, { holder: end })
    .go(upTo(page.limit))
  return data.map(({ personId, holder }) => ({ personId, position: holder ?? '' }))
}
