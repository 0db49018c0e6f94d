import { type EmailAddress, type Instant, notFound, refusedByCondition, type Table } from '../platform/index.ts'
import { listAsAdmin, unlistAdmin } from './admins.ts'
import { ensurePerson } from './ensure-person.ts'
import { toPerson } from './find-people.ts'
import { nameFromEmail, type Person } from './person.ts'
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
