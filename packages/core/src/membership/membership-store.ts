import { type Grant, membershipAccess, pendingGrant, pendingRevoke, pendingSharedTerm } from '../access/index.ts'
import type { Payment } from '../payments/index.ts'
import {
  entity,
  findOne,
  type Instant,
  listAll,
  listFirstOfShards,
  optional,
  orNotFound,
  type Page,
  type PageRequest,
  type PendingWrite,
  pageOf,
  put,
  required,
  shardOf,
  still,
  type Table,
  wasWritten,
} from '../platform/index.ts'
import { accessUntil, type Membership, nextLook } from './membership.ts'

/** Over how many keys the memberships that the clock must look at are spread. */
const dueShards = 4

/** A membership, in one item: only key attributes are stored beside its body. */
const memberships = entity({
  name: 'membership',
  attributes: {
    id: required.text,
    owner: required.text,
    paidUntil: required.text,
    revision: required.number,
    dueList: optional.text,
    lookAt: optional.text,
    body: required.anyOf<Membership>(),
  },
  keys: {
    id: { pk: 'membership#${id}', sk: 'membership' },
    byOwner: { index: 'owner', pk: 'memberships-of#${owner}', sk: '${id}' },
    due: { index: 'due', pk: '${dueList}', sk: '${lookAt}' },
    // One partition: a membership is written a few times a year.
    byEnd: { index: 'list', pk: 'memberships', sk: '${paidUntil}#${id}' },
  },
})

/** Which membership a subscription at the provider is for. */
const subscriptions = entity({
  name: 'subscription',
  attributes: { subscription: required.text, membership: required.text },
  keys: {
    subscription: { pk: 'subscription#${subscription}', sk: 'membership' },
  },
})

/** What was paid for a membership: one item for each invoice. */
const payments = entity({
  name: 'membership-payment',
  attributes: {
    membership: required.text,
    invoice: required.text,
    paymentId: optional.text,
    cents: required.number,
    paidAt: required.text,
  },
  keys: {
    membership: { pk: 'membership#${membership}', sk: 'payment#${paidAt}#${invoice}' },
  },
})

const dueListOf = (shard: string | number): string => `due-memberships#${shard}`

const itemOf = (membership: Membership, now: Instant) => {
  const { id, owner, paidUntil, revision } = membership
  const lookAt = nextLook(membership, now)
  const due = lookAt === undefined ? {} : { dueList: dueListOf(shardOf(id, dueShards)), lookAt }
  return { id, owner, paidUntil, revision, ...due, body: membership }
}

const membershipOf = ({ body }: { body: Membership }): Membership => body

/** A membership as it begins, under its subscription; refused as `membership` when it has begun before. */
export const pendingNewMembership = (table: Table, membership: Membership, now: Instant): PendingWrite[] => [
  put('membership', memberships(table).create(itemOf(membership, now))),
  ...(membership.subscription === undefined
    ? []
    : [
        put(
          'subscription',
          subscriptions(table).create({ subscription: membership.subscription, membership: membership.id }),
        ),
      ]),
]

/** Writes a changed membership over the one it was read from; refused as `membership` when someone changed it in between. */
export const pendingMembership = (table: Table, membership: Membership, now: Instant): PendingWrite => {
  const next = { ...membership, revision: membership.revision + 1 }
  return put('membership', memberships(table).put(itemOf(next, now)), { revision: membership.revision })
}

const grantOf = ({ id, holder, plan, opens, startedAt }: Membership, until: Instant): Grant | undefined =>
  holder.person === undefined
    ? undefined
    : {
        ...{ personId: holder.person, what: membershipAccess(plan), source: 'purchase', sourceId: id },
        ...{ grantedAt: startedAt, until, plan: opens },
      }

/**
 * What a membership opens, as it is now: its holder's grant, or the term of its team's seats. One write; two when its plan
 * has changed. @param was  as it was, when there was one
 */
export const pendingAccess = (table: Table, membership: Membership, was?: Membership): PendingWrite[] => {
  const until = accessUntil(membership)
  const { holder, plan, opens } = membership
  if (holder.team !== undefined) {
    return [pendingSharedTerm(table, { id: holder.team, what: membershipAccess(plan), plan: opens, until })]
  }
  const before = was && was.plan !== plan ? grantOf(was, until) : undefined
  const grant = grantOf(membership, until)
  return [...(before ? [pendingRevoke(table, before)] : []), ...(grant ? [pendingGrant(table, grant)] : [])]
}

export const pendingPayment = (table: Table, membership: string, { id, ...payment }: Payment): PendingWrite =>
  put('membership-payment', payments(table).put({ membership, invoice: id, ...payment }))

export const findMembership = (table: Table, id: string): Promise<Membership | undefined> =>
  findOne(memberships(table).get({ id }), membershipOf)

export const getMembership = async (table: Table, id: string): Promise<Membership> =>
  orNotFound(await findMembership(table, id), 'membership')

/** The id of the membership that a subscription is for. */
export const findSubscribed = (table: Table, subscription: string): Promise<string | undefined> =>
  findOne(subscriptions(table).get({ subscription }), ({ membership }) => membership)

/** What a person pays for or was given, over or not; their teams' among it. Reads an index: one that began just now may be missing. */
export const listMembershipsOf = (table: Table, owner: string): Promise<Membership[]> =>
  listAll(memberships(table).query.byOwner({ owner }), membershipOf)

/** Every membership by when its period ends, a page at a time. */
export const listMemberships = (table: Table, page: PageRequest): Promise<Page<Membership>> =>
  pageOf(memberships(table).query.byEnd({}), ['paidUntil', 'id'], page, membershipOf)

/** What was paid for a membership, the oldest first. */
export const listPayments = (table: Table, membership: string): Promise<Payment[]> =>
  listAll(
    payments(table).query.membership({ membership }),
    ({ invoice: id, paymentId, cents, paidAt }) => ({ id, paymentId, cents, paidAt }),
    { consistent: true },
  )

/** Has the clock look at a membership again no sooner than `at`; not when it has changed since it was read. One write. */
export const deferLook = (table: Table, { id, revision }: Membership, at: Instant): Promise<boolean> =>
  wasWritten(
    memberships(table)
      .patch({ id })
      .set({ dueList: dueListOf(shardOf(id, dueShards)), lookAt: at })
      .where(still({ revision }))
      .go(),
  )

/** Memberships that the clock must look at by `now`, the longest overdue of each shard first. */
export const listDueMemberships = (table: Table, now: Instant, limitPerShard: number): Promise<Membership[]> =>
  listFirstOfShards(
    dueShards,
    (shard) =>
      memberships(table)
        .query.due({ dueList: dueListOf(shard) })
        .lte({ lookAt: now }),
    membershipOf,
    limitPerShard,
  )
