import {
  entity,
  findOne,
  type Instant,
  optional,
  type PendingWrite,
  required,
  type Table,
  ttlOf,
  update,
} from '../platform/index.ts'

/**
 * How many unpaid seats of an event, or uses of a promotion, one network address holds. Its own item for each, so that
 * only those meet on it who share a network. It goes down in the commits that end holds, and is forgotten some time after
 * the last hold began.
 */
const unpaid = entity({
  name: 'unpaid',
  kept: 'unpaid',
  attributes: { holder: required.text, what: required.text, held: optional.number },
  keys: {
    holder: { pk: 'unpaid#${holder}', sk: '${what}' },
  },
})

/** What is held (`event:<slug>`, `promotion:<id>`), how many more or fewer, and how many at most. */
export type UnpaidCount = { what: string; count: number; limit?: number | undefined }

/** The writes that count; one with a limit is refused as `unpaid:<what>` when it would be passed. */
export const pendingUnpaid = (
  table: Table,
  holder: string,
  counts: readonly UnpaidCount[],
  now: Instant,
): PendingWrite[] =>
  counts.map(({ what, count, limit }) => {
    const change = unpaid(table)
      .update({ holder, what })
      .add({ held: count })
      .set({ ttl: ttlOf('unpaid', now) })
    return update(
      `unpaid:${what}`,
      limit === undefined
        ? change
        : change.where(({ held }, { notExists, lte }) => `${notExists(held)} OR ${lte(held, limit - count)}`),
    )
  })

/** How many of something one holder holds right now. */
export const unpaidHeld = async (table: Table, holder: string, what: string): Promise<number> =>
  (await findOne(unpaid(table).get({ holder, what }), ({ held }) => held)) ?? 0
