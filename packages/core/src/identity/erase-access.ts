import { type PendingWrite, remove, type Table } from '../platform/index.ts'
import type { PersonRef } from './person.ts'
import { admins, apiKeys, passkeys, people, sessions } from './store.ts'

/**
 * The write that forgets a person, named `person:<email>`; refused when it is someone else's address by now. From then
 * on none of their sessions and keys counts, since those count only for the person they were made for.
 */
export const pendingPersonRemoval = (table: Table, person: PersonRef): PendingWrite =>
  remove(`person:${person.email}`, people(table).delete({ email: person.email }), { id: person.id })

/** Deletes what is left of a person's sessions, passkeys and API keys: they hold the address. May be repeated. */
export const removeAccess = async (table: Table, personId: string): Promise<void> => {
  const [{ data: kept }, { data: keys }, { data: passes }] = await Promise.all([
    sessions(table).query.owner({ personId }).go({ pages: 'all' }),
    apiKeys(table).query.owner({ personId }).go({ pages: 'all' }),
    passkeys(table).query.owner({ personId }).go({ pages: 'all' }),
    admins(table).delete({ personId }).go(),
  ])
  if (kept.length > 0) {
    await sessions(table)
      .delete(kept.map(({ tokenHash }) => ({ tokenHash })))
      .go()
  }
  if (keys.length > 0) {
    await apiKeys(table)
      .delete(keys.map(({ id }) => ({ id })))
      .go()
  }
  if (passes.length > 0) {
    await passkeys(table)
      .delete(passes.map(({ id }) => ({ id })))
      .go()
  }
}
