import { commit, newId, shardOf, type Table } from '@lectern/core/platform'
import { pendingRegistration, rosterShards } from '../../../packages/core/src/registration/registration-store.ts'
import { start } from '../../support/build.ts'

const idInShard = (shard: number): string => {
  for (;;) {
    const id = newId('person')
    if (shardOf(id, rosterShards) === shard) return id
  }
}

/**
 * Puts people straight on a roster, without orders, for tests that need many.
 * @param shard  all of them in one of the roster's shards, so that few people make many steps
 * @returns their ids, in the order given
 */
export const registerMany = async (
  table: Table,
  sku: string,
  emails: readonly string[],
  shard?: number,
): Promise<string[]> => {
  const [event = ''] = sku.split(':')
  const registrations = emails.map((email) => ({
    id: newId('registration'),
    personId: shard === undefined ? newId('person') : idInShard(shard),
    event,
    sku,
    ticketName: 'Seat',
    orderId: newId('order'),
    status: 'confirmed' as const,
    name: email.split('@')[0] ?? email,
    email,
    registeredAt: start,
  }))
  for (let at = 0; at < registrations.length; at += 100) {
    const some = registrations.slice(at, at + 100)
    await commit(
      table,
      some.map((registration) => pendingRegistration(table, registration)),
    )
  }
  return registrations.map(({ personId }) => personId)
}
