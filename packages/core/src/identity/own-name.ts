import {
  announce,
  commit,
  type Instant,
  notFound,
  orNotFound,
  type PendingWrite,
  type Table,
  update,
} from '../platform/index.ts'
import { findPersonByEmail } from './find-people.ts'
import type { Person, PersonName, PersonRef } from './person.ts'
import { people } from './store.ts'
import { personNamed } from './topics.ts'

/**
 * Someone's own name, given by themselves.
 * @param only  `first`: refused as `own-name` where they have given one before
 */
export const pendingOwnName = (
  table: Table,
  person: PersonRef,
  name: PersonName,
  now: Instant,
  only?: 'first',
): PendingWrite[] => [
  update(
    'own-name',
    people(table)
      .patch({ email: person.email })
      .set({ name, namedAt: now })
      .where(
        ({ id, namedAt }, { eq, notExists }) =>
          `${eq(id, person.id)}${only === 'first' ? ` AND ${notExists(namedAt)}` : ''}`,
      ),
  ),
  announce(table, personNamed, { person: person.id }, now),
]

/**
 * Gives someone the name that they go by: their own doing, or an admin's, who vouches for it.
 * @throws Problem not-found for an unknown address
 */
export const renamePerson = async (table: Table, email: string, name: PersonName, now: Instant): Promise<Person> => {
  const person = orNotFound(await findPersonByEmail(table, email), 'person')
  const { committed } = await commit(table, pendingOwnName(table, person, name, now))
  if (!committed) throw notFound('person')
  return { ...person, name, namedAt: now }
}
