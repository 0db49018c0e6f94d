import {
  type EmailAddress,
  type Instant,
  notFound,
  refusedByCondition,
  type Table,
  wasWritten,
} from '../platform/index.ts'
import { listAsAdmin, unlistAdmin } from './admins.ts'
import { ensurePerson } from './ensure-person.ts'
import { toPerson } from './find-people.ts'
import { nameFromEmail, type Person, type PersonRef } from './person.ts'
import { people } from './store.ts'

const change = async (table: Table, email: EmailAddress, values: { admin: boolean }): Promise<Person> => {
  try {
    const { data } = await people(table).patch({ email }).set(values).go({ response: 'all_new' })
    return toPerson(data)
  } catch (error) {
    throw refusedByCondition(error) ? notFound('person') : error
  }
}

/**
 * Makes someone an admin, and the person first if the address is new: for who holds the table. Counts from the person's next
 * request. Nobody is told; what admins do to each other is `changeRole`.
 */
export const makeAdmin = async (table: Table, email: EmailAddress, now: Instant): Promise<Person> => {
  await ensurePerson(table, { email, name: nameFromEmail(email) }, now)
  const person = await change(table, email, { admin: true })
  await listAsAdmin(table, person)
  return person
}

/** Takes the role away, for who holds the table, from the person's next request on. Throws not-found for an unknown address. */
export const revokeAdmin = async (table: Table, email: EmailAddress): Promise<Person> => {
  const person = await change(table, email, { admin: false })
  await unlistAdmin(table, person.id)
  return person
}

/**
 * Forgets a person. Their sessions and API keys end too, since those count only for the person they were made for. The
 * caller makes sure that nothing else names the person. Throws not-found when there is none.
 */
export const removePerson = async (table: Table, person: PersonRef): Promise<void> => {
  const write = people(table)
    .delete({ email: person.email })
    .where((item, { eq }) => eq(item.id, person.id))
    .go()
  if (!(await wasWritten(write))) throw notFound('person')
}
