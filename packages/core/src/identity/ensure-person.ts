import {
  type EmailAddress,
  type Instant,
  newId,
  orNotFound,
  type PendingWrite,
  put,
  type Table,
  wasWritten,
} from '../platform/index.ts'
import { findPersonByEmail, shardOfPerson, toPerson } from './find-people.ts'
import type { Person, PersonName } from './person.ts'
import { people } from './store.ts'

type NewPerson = { id: string; email: EmailAddress; name: PersonName; now: Instant }

const itemOf = ({ id, email, name, now }: NewPerson) => ({
  id,
  email,
  name,
  shard: shardOfPerson(id),
  admin: false,
  createdAt: now,
  signOuts: 0,
  version: 1 as const,
})

/** The write that makes a person, named `person:<email>`; refused when the address is already someone's. */
export const pendingPerson = (table: Table, person: NewPerson): PendingWrite =>
  put(`person:${person.email}`, people(table).create(itemOf(person)))

/** The person with an address, made if there was none. Of several callers at once, all get the same person. */
export const ensurePerson = async (
  table: Table,
  { email, name }: { email: EmailAddress; name: PersonName },
  now: Instant,
): Promise<Person> => {
  const known = await findPersonByEmail(table, email)
  if (known) return known
  const item = itemOf({ id: newId('person'), email, name, now })
  if (await wasWritten(people(table).create(item).go())) return toPerson(item)
  const winner = orNotFound(await findPersonByEmail(table, email), 'person')
  return winner
}
