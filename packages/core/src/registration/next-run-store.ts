import {
  entity,
  epochSeconds,
  findOne,
  type Instant,
  keptUntil,
  listFirst,
  required,
  type Table,
  without,
} from '../platform/index.ts'

/** Someone wants to hear of it when a class runs again. */
export type NextRunWish = {
  personId: string
  /** What is to run again: see `runOf`. */
  run: string
  /** The event on whose page they asked, which isn't the next run. */
  event: string
  askedAt: Instant
}

/** What someone wants to hear of, found by the person; in a list of its own for the run that is published. */
const wishes = entity({
  name: 'next-run',
  kept: 'next-run',
  attributes: {
    personId: required.text,
    run: required.text,
    event: required.text,
    askedAt: required.text,
    ttl: required.number,
  },
  keys: {
    person: { pk: 'next-runs-of#${personId}', sk: '${run}' },
    ofRun: { index: 'list', pk: 'next-run#${run}', sk: '${personId}' },
  },
})

const wishOf = without('ttl')

/** Remembers a wish; the same one again only counts again. */
export const saveWish = async (table: Table, wish: NextRunWish): Promise<void> => {
  await wishes(table)
    .put({ ...wish, ttl: epochSeconds(keptUntil('next-run', wish.askedAt)) })
    .go()
}

export const findWish = (table: Table, personId: string, run: string): Promise<NextRunWish | undefined> =>
  findOne(wishes(table).get({ personId, run }), wishOf)

export const removeWish = async (table: Table, { personId, run }: Pick<NextRunWish, 'personId' | 'run'>) => {
  await wishes(table).delete({ personId, run }).go()
}

/** What a person wants to hear of; at most 100. */
export const listWishesOf = (table: Table, personId: string): Promise<NextRunWish[]> =>
  listFirst(wishes(table).query.person({ personId }), wishOf, { limit: 100 })

/** Who wants to hear of a run: a page after a person. */
export const listWishesFor = (
  table: Table,
  run: string,
  after: string | undefined,
  limit: number,
): Promise<NextRunWish[]> => {
  const query = wishes(table).query.ofRun({ run })
  return listFirst(after === undefined ? query : query.gt({ personId: after }), wishOf, { limit })
}

/** Forgets what a person wanted to hear of. May be repeated. */
export const forgetWishesOf = async (table: Table, personId: string): Promise<void> => {
  for (const wish of await listWishesOf(table, personId)) await removeWish(table, wish)
}
