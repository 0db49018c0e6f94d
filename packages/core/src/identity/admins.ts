import {
  commit,
  type Instant,
  notFound,
  orNotFound,
  Problem,
  put,
  remove,
  still,
  type Table,
  update,
} from '../platform/index.ts'
import { pendingAccountNotice } from './account-notice.ts'
import type { PersonActor } from './actor.ts'
import { findPersonByEmail } from './find-people.ts'
import type { Person, PersonRef } from './person.ts'
import { admins, people } from './store.ts'

/** The entry of an admin in the list of admins. Repeating it changes nothing. */
const entryOf = (table: Table, { id, email }: PersonRef) => admins(table).put({ personId: id, email })

/**
 * Gives the role of admin to a person or takes it away, from their next request on. The other admins are told by mail of a
 * new one. Nothing happens when it is so already.
 * @param now  the product's time
 * @throws Problem conflict `people.own-role`: nobody takes the role from themselves, so that someone always has it
 */
export const changeRole = async (
  table: Table,
  by: PersonActor,
  { email, admin }: { email: string; admin: boolean },
  now: Instant,
): Promise<Person> => {
  if (!admin && email === by.email) {
    throw new Problem('conflict', 'people.own-role', 'You can’t remove your own role. Ask another admin to do it.')
  }
  const person = orNotFound(await findPersonByEmail(table, email), 'person')
  if (person.admin === admin) return person
  const changed = people(table)
    .patch({ email })
    .set({ admin })
    .where(still({ id: person.id, admin: !admin }))
  const list = admin
    ? [
        put('admins', entryOf(table, person)),
        // Admins from before there was a list are in it once they act or sign in.
        ...(by.id === person.id ? [] : [put('admins', entryOf(table, by))]),
        pendingAccountNotice(table, { change: 'admin-made', person: person.id, email, by: by.id }, now),
      ]
    : [remove('admins', admins(table).delete({ personId: person.id }))]
  const result = await commit(table, [update('person', changed), ...list])
  // Someone else did the same at the same moment, or the person is gone.
  if (!result.committed) {
    const current = await findPersonByEmail(table, email)
    if (current?.admin !== admin) throw notFound('person')
  }
  return { ...person, admin }
}

/** Enters an admin in the list of admins, when they were made one before there was a list. */
export const listAsAdmin = async (table: Table, person: PersonRef): Promise<void> => {
  await admins(table).put({ personId: person.id, email: person.email }).go()
}

export const unlistAdmin = async (table: Table, personId: string): Promise<void> => {
  await admins(table).delete({ personId }).go()
}

/** Everyone who is an admin right now, from the list of admins. */
export const listAdmins = async (table: Table): Promise<Person[]> => {
  const { data } = await admins(table).query.all({}).go({ pages: 'all', consistent: true })
  const found = await Promise.all(data.map(({ email }) => findPersonByEmail(table, email)))
  return found.filter((person, index) => person?.admin === true && person.id === data[index]?.personId) as Person[]
}
