import { entity, type PendingWrite, put, remove, type Table } from '../platform/index.ts'
import type { Grant } from './grant.ts'

const grants = entity({
  model: { entity: 'grant', version: '1', service: 'lectern' },
  attributes: {
    personId: { type: 'string', required: true },
    what: { type: 'string', required: true },
    source: { type: ['purchase', 'membership', 'seat', 'gift', 'staff'], required: true },
    sourceId: { type: 'string', required: true },
    grantedAt: { type: 'string', required: true },
    until: { type: 'string' },
  },
  indexes: {
    // All of a person's grants are one query; those for one thing are a prefix of it.
    person: {
      pk: { field: 'pk', composite: ['personId'], template: 'grants#${personId}', casing: 'none' },
      sk: {
        field: 'sk',
        composite: ['what', 'source', 'sourceId'],
        template: '${what}#${source}#${sourceId}',
        casing: 'none',
      },
    },
  },
})

/** Gives a grant. Giving the same again overwrites it, so a repeated commit grants once. */
export const pendingGrant = (table: Table, grant: Grant): PendingWrite =>
  put(`grant:${grant.what}`, grants(table).put(grant).params())

/** Takes away the one grant that this source gave; nothing happens when it is gone already. */
export const pendingRevoke = (
  table: Table,
  grant: Pick<Grant, 'personId' | 'what' | 'source' | 'sourceId'>,
): PendingWrite => remove(`grant:${grant.what}`, grants(table).delete(grant).params())

/** Every grant of a person, live or past its end. One query. */
export const listGrants = async (table: Table, personId: string): Promise<Grant[]> => {
  const { data } = await grants(table).query.person({ personId }).go({ consistent: true, pages: 'all' })
  return data
}
