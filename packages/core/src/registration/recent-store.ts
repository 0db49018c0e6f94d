import {
  addSeconds,
  entity,
  type Instant,
  readAfter,
  required,
  retention,
  shardOf,
  type Table,
  ttlOf,
} from '../platform/index.ts'
import { rosterShards } from './registration-store.ts'

/**
 * Who was confirmed for an event within the last day, in the table itself. A roster is an index, which shows people a
 * moment late, and work for everyone must not miss those who came in that moment.
 */
const recents = entity({
  name: 'recent-registration',
  kept: 'recent-registration',
  attributes: { event: required.text, shard: required.text, personId: required.text, at: required.text },
  keys: {
    event: { pk: 'recent#${event}#${shard}', sk: '${personId}' },
  },
})

type Seat = { event: string; personId: string }

/**
 * Notes who is about to be confirmed, before the commit that confirms them, so that a roster walk after that commit
 * finds them, however far the roster's index lags. It isn't part of that commit, which has no room for another write
 * per seat. A note about someone who isn't confirmed after all does no harm. One write each, and may be repeated.
 */
export const noteRecent = async (table: Table, seats: readonly Seat[], now: Instant): Promise<void> => {
  await Promise.all(
    seats.map(({ event, personId }) =>
      recents(table)
        .put({
          event,
          personId,
          shard: String(shardOf(personId, rosterShards)),
          at: now,
          ttl: ttlOf('recent-registration', now),
        })
        .go(),
    ),
  )
}

/** People of one shard who were noted within the last day, by id, after one of them; fewer than `limit` are the last. */
export const listRecent = async (
  table: Table,
  event: string,
  shard: number,
  { after, limit, now }: { after?: string | undefined; limit: number; now: Instant },
): Promise<{ people: string[]; next?: string | undefined }> => {
  const query = recents(table).query.event({ event, shard: String(shard) })
  const data = await readAfter(query, ['personId'], after, { limit, consistent: true })
  const since = addSeconds(now, -retention['recent-registration'].seconds)
  const people = data.filter(({ at }) => at >= since).map(({ personId }) => personId)
  return { people, next: data.length === limit ? data.at(-1)?.personId : undefined }
}
