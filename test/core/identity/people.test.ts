import {
  EmailAddress,
  ensurePerson,
  findPeopleByEmail,
  findPersonByEmail,
  findPersonById,
  listPeople,
  makeAdmin,
  PersonName,
  pendingPerson,
  renamePerson,
  requireAdmin,
  requirePerson,
  revokeAdmin,
} from '@lectern/core/identity'
import { commit, newId, type Table } from '@lectern/core/platform'
import { beforeEach, expect, test } from 'vitest'
import { freshTable } from '../../support/table.ts'

let table: Table
beforeEach(async () => {
  table = await freshTable()
})

const now = '2024-02-01T00:00:00Z'
const ada = { email: 'ada@example.com', name: 'Ada Lovelace' }

test.each([
  ['  Ada@Example.COM ', 'ada@example.com'],
  ['a.b+c@mail.example.co.uk', 'a.b+c@mail.example.co.uk'],
])('the address %j is kept as %j', (typed, kept) => {
  expect(EmailAddress.parse(typed)).toBe(kept)
})

test.each([
  'ada',
  'ada@example',
  '@example.com',
  'ada@@example.com',
  'ada@example..com',
  'a@b.com,c@d.com',
  'Ada <ada@example.com>',
  'ada@example.com\r\nBcc: eve@example.com',
  'ada\u0000@example.com',
  'ada @example.com',
  'ada@-example.com',
  `${'a'.repeat(250)}@example.com`,
])('the address %j is refused', (typed) => {
  expect(EmailAddress.safeParse(typed).success).toBe(false)
})

test('a name is trimmed, of 1 to 120 characters and on one line', () => {
  expect(PersonName.parse('  Zoë O’Neill ')).toBe('Zoë O’Neill')
  for (const name of ['', '   ', 'a\nb', 'a\u0007b', 'a\u2028b', 'a'.repeat(121)]) {
    expect(PersonName.safeParse(name).success, JSON.stringify(name)).toBe(false)
  }
})

test('a person is found by address and by id', async () => {
  const made = await ensurePerson(table, ada, now)
  expect(made).toEqual({ ...ada, id: expect.stringMatching(/^per_/), admin: false, createdAt: now, version: 1 })
  expect(await findPersonByEmail(table, ada.email)).toEqual(made)
  expect(await findPersonById(table, made.id)).toEqual(made)
  expect(await findPersonByEmail(table, 'nobody@example.com')).toBeUndefined()
  expect(await findPersonById(table, newId('person'))).toBeUndefined()
})

test('twenty callers at once make one person and all get that one', async () => {
  const people = await Promise.all(
    Array.from({ length: 20 }, (_, index) => ensurePerson(table, { ...ada, name: `Ada ${index}` }, now)),
  )
  expect(new Set(people.map((person) => person.id)).size).toBe(1)
  expect((await listPeople(table, { limit: 50 })).items).toHaveLength(1)
})

test('a known name stays when the person is ensured again', async () => {
  await ensurePerson(table, ada, now)
  expect((await ensurePerson(table, { ...ada, name: 'ada' }, now)).name).toBe('Ada Lovelace')
})

test('a pending person commits with other writes, and is refused by name when the address is taken', async () => {
  const id = newId('person')
  expect(await commit(table, [pendingPerson(table, { id, ...ada, now })])).toEqual({ committed: true })
  expect((await findPersonById(table, id))?.email).toBe(ada.email)
  expect(await commit(table, [pendingPerson(table, { id: newId('person'), ...ada, now })])).toEqual({
    committed: false,
    refused: ['person:ada@example.com'],
  })
})

test('many addresses are looked up at once, those unknown left out', async () => {
  const emails = Array.from({ length: 120 }, (_, index) => `p${index}@example.com`)
  await Promise.all(emails.map((email) => ensurePerson(table, { email, name: email }, now)))
  const found = await findPeopleByEmail(table, [...emails, ...emails, 'nobody@example.com'])
  expect(found.size).toBe(120)
  expect(found.get('p7@example.com')?.name).toBe('p7@example.com')
  expect(await findPeopleByEmail(table, [])).toEqual(new Map())
})

test('the list goes newest first and page by page, through every person once', async () => {
  const made: string[] = []
  for (let index = 0; index < 23; index += 1) {
    made.push((await ensurePerson(table, { email: `p${index}@example.com`, name: 'P' }, now)).id)
  }
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await listPeople(table, { cursor, limit: 5 })
    seen.push(...page.items.map((person) => person.id))
    cursor = page.next
  } while (cursor !== undefined)
  expect(seen).toEqual(made.toReversed())
})

test('a new table holds nobody, and so no admin', async () => {
  expect((await listPeople(table, { limit: 50 })).items).toEqual([])
})

test('an admin is made, also of an unknown address, and unmade', async () => {
  expect(await makeAdmin(table, ada.email, now)).toMatchObject({ name: 'ada', admin: true })
  expect((await renamePerson(table, ada.email, 'Ada Lovelace', now)).name).toBe('Ada Lovelace')
  expect(await revokeAdmin(table, ada.email)).toMatchObject({ name: 'Ada Lovelace', admin: false })
  await expect(revokeAdmin(table, 'nobody@example.com')).rejects.toMatchObject({ kind: 'not-found' })
  await expect(renamePerson(table, 'nobody@example.com', 'N', now)).rejects.toMatchObject({ kind: 'not-found' })
  expect(await findPersonByEmail(table, 'nobody@example.com')).toBeUndefined()
})

test('a visitor is asked to sign in; to a person who is no admin the page does not exist', () => {
  const person = { kind: 'person', id: 'per_1', ...ada, admin: false, via: 'session' } as const
  expect(requirePerson(person)).toBe(person)
  expect(() => requirePerson({ kind: 'visitor' })).toThrow(expect.objectContaining({ code: 'identity.sign-in-needed' }))
  expect(() => requirePerson({ kind: 'system' })).toThrow(expect.objectContaining({ kind: 'unauthenticated' }))
  expect(() => requireAdmin({ kind: 'visitor' })).toThrow(expect.objectContaining({ kind: 'unauthenticated' }))
  expect(() => requireAdmin(person)).toThrow(expect.objectContaining({ kind: 'not-found' }))
  expect(requireAdmin({ ...person, admin: true }).admin).toBe(true)
})
