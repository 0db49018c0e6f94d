import { commit, entity, Problem, put, required, type Table } from '../platform/index.ts'
import { checkStoreTerms, defaultStoreTerms, type StoreTerms } from './store-terms.ts'

/** What the store adds, in one item: admins alone write it, and carts read it when there is something to ship. */
const terms = entity({
  name: 'store-terms',
  attributes: { key: required.text, revision: required.number, body: required.anyOf<StoreTerms>() },
  keys: {
    key: { pk: 'store-terms', sk: '${key}' },
  },
})

/** The terms with the count of their changes, which a change sends back; 0 while nobody has set any. */
export type KeptStoreTerms = StoreTerms & { revision: number }

const key = 'current'

export const getStoreTerms = async (table: Table): Promise<KeptStoreTerms> => {
  const { data } = await terms(table).get({ key }).go({ consistent: true })
  return data ? { ...data.body, revision: data.revision } : { ...defaultStoreTerms, revision: 0 }
}

/**
 * Sets the terms for orders from now on; those placed keep what they cost.
 * @param revision  of the terms that this change was made from
 * @throws Problem invalid `pricing.terms-contradict`; conflict `pricing.terms-changed`
 */
export const saveStoreTerms = async (
  table: Table,
  { shipping, salesTax }: StoreTerms,
  revision: number,
): Promise<KeptStoreTerms> => {
  const body = checkStoreTerms({ shipping, salesTax })
  const item = { key, revision: revision + 1, body }
  const write = put('store-terms', terms(table).put(item), { revision: revision === 0 ? undefined : revision })
  const result = await commit(table, [write])
  if (!result.committed) {
    throw new Problem(
      'conflict',
      'pricing.terms-changed',
      'Someone else just changed the store’s terms. Reload to see them, then make your change again.',
    )
  }
  return { ...body, revision: revision + 1 }
}
