import {
  type EmailAddress,
  eachShard,
  erased,
  type Page,
  type PageRequest,
  pageOf,
  readBatch,
  shardOf,
  type Table,
  upTo,
} from '../platform/index.ts'
import type { Person } from './person.ts'
import { people, peopleShards, readPerson } from './store.ts'

export const toPerson = (item: Omit<Person, 'version'>): Person => ({
  id: item.id,
  email: item.email,
  name: item.name,
  ...(item.namedAt === undefined ? {} : { namedAt: item.namedAt }),
  admin: item.admin,
  createdAt: item.createdAt,
  version: 1,
})

/** The person with an address, as of this moment. */
export const findPersonByEmail = async (table: Table, email: EmailAddress): Promise<Person | undefined> => {
  const item = await readPerson(table, email)
  return item && toPerson(item)
}

/**
 * The person with an id. Reads an index: someone made within the last moment may be missed, unless their address is known
 * from elsewhere.
 * @param email  where they are looked for first, as of this moment
 */
export const findPersonById = async (table: Table, id: string, email: string = erased): Promise<Person | undefined> => {
  const known = email === erased ? undefined : await findPersonByEmail(table, email)
  if (known?.id === id) return known
  const { data } = await people(table)
    .query.list({ shard: shardOfPerson(id), id })
    .go(upTo(1))
  return data[0] && toPerson(data[0])
}

/** Those of the addresses that are known, each person once, by address. Any number of addresses; 100 to a request. */
export const findPeopleByEmail = async (
  table: Table,
  emails: readonly EmailAddress[],
): Promise<Map<EmailAddress, Person>> => {
  const keys = [...new Set(emails)].map((email) => ({ email }))
  const found = await readBatch(keys, (some) => people(table).get(some).go({ consistent: true }))
  return new Map(found.map((item) => [item.email, toPerson(item)]))
}

/** Everyone, newest first. */
export const listPeople = (table: Table, page: PageRequest): Promise<Page<Person>> =>
  pageOf(
    eachShard(peopleShards, (shard) => people(table).query.list({ shard: String(shard) })),
    ['id'],
    { ...page, order: 'desc' },
    toPerson,
  )

export const shardOfPerson = (id: string): string => String(shardOf(id, peopleShards))
