import { entity, type PendingWrite, put, readBatch, required, type Table } from '../platform/index.ts'
import type { GrantedPlan, SharedTerm } from './grant.ts'

/** What the seats of a team open. Read with the grants of the person who has one. */
const sharedTerms = entity({
  name: 'shared-term',
  attributes: { id: required.text, what: required.text, plan: required.anyOf<GrantedPlan>(), until: required.text },
  keys: {
    id: { pk: 'shared-term#${id}', sk: 'term' },
  },
})

/** Says what all seats under a term open from now on. */
export const pendingSharedTerm = (table: Table, term: SharedTerm): PendingWrite =>
  put('shared-term', sharedTerms(table).put(term))

/** Some terms by their ids, as they are right now, in one read. One that was never written is missing. */
export const findSharedTerms = async (table: Table, ids: readonly string[]): Promise<Map<string, SharedTerm>> => {
  const keys = [...new Set(ids)].map((id) => ({ id }))
  const data = await readBatch(keys, (some) => sharedTerms(table).get(some).go({ consistent: true }))
  return new Map(data.map(({ id, what, plan, until }) => [id, { id, what, plan, until }]))
}
