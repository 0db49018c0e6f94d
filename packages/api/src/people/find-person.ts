import { EmailAddress, findPersonByEmail, findPersonById, type Person } from '@lectern/core/identity'
import { notFound, type Table } from '@lectern/core/platform'

/** The person with an id or email address. Throws not-found. */
export const getPersonByReference = async (table: Table, reference: string): Promise<Person> => {
  const email = reference.includes('@') ? EmailAddress.safeParse(reference).data : undefined
  const person = email ? await findPersonByEmail(table, email) : await findPersonById(table, reference)
  if (!person) throw notFound('person')
  return person
}
