import {
  eachShard,
  entity,
  findOne,
  optional,
  type Page,
  type PageRequest,
  type PendingWrite,
  pageOf,
  put,
  required,
  shardOf,
  type Table,
  update,
  without,
} from '../platform/index.ts'
import type { Redemption, RedemptionDay, RedemptionTally } from './redemption.ts'

/** Over so many keys the redemptions of one promotion are spread, by order, so that orders at once do not meet on one. */
const shards = 8
const shardOfOrder = (orderId: string): string => String(shardOf(orderId, shards))

/** A redemption as it is kept: with how many of its order's lines had ended when it was last written. */
type Row = Redemption & { ended: number }

/** What an order redeemed of a promotion. */
const redemptions = entity({
  name: 'redemption',
  attributes: {
    orderId: required.text,
    promotionId: required.text,
    shard: required.text,
    at: required.text,
    ended: required.number,
    // The whole redemption, so that its shape is told once.
    body: required.anyOf<Redemption>(),
  },
  keys: {
    order: { pk: 'redemption#${orderId}', sk: '${promotionId}' },
    list: { index: 'list', pk: 'redemptions#${shard}', sk: '${at}#${orderId}#${promotionId}' },
    ofPromotion: { index: 'owner', pk: 'redemptions-of#${promotionId}#${shard}', sk: '${at}#${orderId}' },
  },
})

/** What was redeemed of a promotion on one day with one code and partner, in each shard. */
const days = entity({
  name: 'redemption-day',
  attributes: {
    promotionId: required.text,
    shard: required.text,
    day: required.text,
    label: required.text,
    code: optional.text,
    partner: optional.text,
    orders: required.number,
    givenBack: required.number,
    listCents: required.number,
    discountCents: required.number,
    totalCents: required.number,
  },
  keys: {
    day: { pk: 'redemption-days#${promotionId}#${shard}', sk: '${day}#${label}' },
  },
})

export const findRedemption = (table: Table, orderId: string, promotionId: string): Promise<Row | undefined> =>
  findOne(redemptions(table).get({ orderId, promotionId }), ({ body, ended }) => ({ ...body, ended }))

const rowOf = ({ ended, ...body }: Row) => {
  const { orderId, promotionId, at } = body
  return { orderId, promotionId, shard: shardOfOrder(orderId), at, ended, body }
}

/** Refused as `redemption` when it is there. */
export const pendingNewRedemption = (table: Table, row: Row): PendingWrite =>
  put('redemption', redemptions(table).create(rowOf(row)))

/** Refused as `redemption` when it was written since. @param read  its count of ended lines as it was read */
export const pendingRedemption = (table: Table, row: Row, read: number): PendingWrite =>
  put('redemption', redemptions(table).put(rowOf(row)), { ended: read })

/** Adds to the day of a redemption, to be committed with it. @param code  as it is counted: of many codes what they begin with */
export const pendingDay = (
  table: Table,
  { promotionId, orderId, day, partner }: Redemption,
  code: string | undefined,
  more: RedemptionTally,
): PendingWrite => {
  // Percent-encoding all of a name would make it three times as long, which a key cannot hold.
  const label = [partner ?? '', code ?? ''].map((part) => part.replaceAll('~', '%7E')).join('~')
  return update(
    'redemption-day',
    days(table)
      .update({ promotionId, shard: shardOfOrder(orderId), day, label })
      .set({ ...(code !== undefined && { code }), ...(partner !== undefined && { partner }) })
      .add(more),
  )
}

/** The days of a promotion in `[from, until)`, unsummed: one query for each shard, however many orders there were. */
export const readRedemptionDays = async (
  table: Table,
  promotionId: string,
  from: string,
  until: string,
): Promise<RedemptionDay[]> => {
  const parts = await Promise.all(
    eachShard(shards, (shard) =>
      days(table)
        .query.day({ promotionId, shard: String(shard) })
        .between({ day: from }, { day: until })
        .go({ pages: 'all' }),
    ),
  )
  return parts
    .flatMap(({ data }) => data)
    .filter(({ day }) => day < until)
    .map(without('promotionId', 'shard', 'label'))
}

/** Redemptions, the latest first, a page at a time: of one promotion, or all. Follows an order by a moment (an index). */
export const listRedemptions = (
  table: Table,
  { promotionId }: { promotionId?: string | undefined },
  page: PageRequest,
): Promise<Page<Redemption>> => {
  const { query } = redemptions(table)
  const latest = { ...page, order: 'desc' } as const
  const read = ({ body }: { body: Redemption }) => body
  if (promotionId === undefined) {
    const all = eachShard(shards, (shard) => query.list({ shard: String(shard) }))
    return pageOf(all, ['at', 'orderId', 'promotionId'], latest, read)
  }
  const own = eachShard(shards, (shard) => query.ofPromotion({ promotionId, shard: String(shard) }))
  return pageOf(own, ['at', 'orderId'], latest, read)
}
