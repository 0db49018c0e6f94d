import { commit, entity, findOne, type Instant, put, remove, required, type Table } from '../platform/index.ts'

/** A person's private feed. The token itself is kept nowhere: it is derived from the salt and the site's secret. */
export type Feed = { personId: string; salt: string; tokenHash: string; madeAt: Instant }

/** Calendar feed of a person who has ever asked for its address. */
const feeds = entity({
  name: 'calendar-feed',
  attributes: { personId: required.text, salt: required.text, tokenHash: required.text, madeAt: required.text },
  keys: {
    person: { pk: 'calendar-feed#${personId}', sk: 'calendar-feed' },
  },
})

/** Whose feed an address opens. An item of its own rather than an index, which would go on opening for a moment. */
const addresses = entity({
  name: 'calendar-address',
  attributes: { tokenHash: required.text, personId: required.text },
  keys: {
    hash: { pk: 'calendar-address#${tokenHash}', sk: 'calendar-address' },
  },
})

export const findFeed = (table: Table, personId: string): Promise<Feed | undefined> =>
  findOne(feeds(table).get({ personId }))

export const findFeedOwner = (table: Table, tokenHash: string): Promise<string | undefined> =>
  findOne(addresses(table).get({ tokenHash }), ({ personId }) => personId)

/**
 * Gives a person an address in place of the one they had, which opens nothing from then on.
 * @returns false when they were given another meanwhile
 */
export const replaceFeed = async (table: Table, feed: Feed, before: Feed | undefined): Promise<boolean> => {
  const { personId, tokenHash } = feed
  const { committed } = await commit(table, [
    put('calendar-feed', feeds(table).put(feed), { tokenHash: before?.tokenHash }),
    put('calendar-address', addresses(table).put({ tokenHash, personId })),
    ...(before === undefined
      ? []
      : [remove('calendar-address', addresses(table).delete({ tokenHash: before.tokenHash }))]),
  ])
  return committed
}

/** Ends a person's feed and forgets its address. May be repeated. */
export const removeFeed = async (table: Table, personId: string): Promise<void> => {
  const feed = await findFeed(table, personId)
  if (feed === undefined) return
  const { committed } = await commit(table, [
    remove('calendar-feed', feeds(table).delete({ personId }), { tokenHash: feed.tokenHash }),
    remove('calendar-address', addresses(table).delete({ tokenHash: feed.tokenHash })),
  ])
  // Given a new address in between: that one goes too.
  if (!committed) await removeFeed(table, personId)
}
