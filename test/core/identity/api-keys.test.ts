import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import {
  createApiKey,
  ensurePerson,
  findActorByApiKey,
  importApiKey,
  listApiKeys,
  makeAdmin,
  type Person,
  revokeAdmin,
  revokeApiKey,
} from '@lectern/core/identity'
import type { Table } from '@lectern/core/platform'
import { beforeEach, expect, test } from 'vitest'
import { freshTable } from '../../support/table.ts'

const now = '2024-02-01T00:00:00Z'
let table: Table
let ada: Person
beforeEach(async () => {
  table = await freshTable()
  ada = await ensurePerson(table, { email: 'ada@example.com', name: 'Ada' }, now)
})

const contents = async () => JSON.stringify((await table.client.send(new ScanCommand({ TableName: table.name }))).Items)

test('a key stands for its owner, and of the key only a hash is kept', async () => {
  const { id, key } = await createApiKey(table, ada, { title: 'Reports' }, now)
  expect(key).toMatch(/^lk_[0-9a-z]{26}_[\w-]{27}$/)
  expect(await findActorByApiKey(table, key)).toEqual({
    kind: 'person',
    id: ada.id,
    email: ada.email,
    name: 'Ada',
    admin: false,
    via: 'api-key',
  })
  const secret = key.slice(key.indexOf('_', 3) + 1)
  const kept = await contents()
  expect(kept).toContain(id)
  expect(kept).not.toContain(secret)
})

test('a key with one character changed stands for nobody, nor does anything that is not a key', async () => {
  const { key } = await createApiKey(table, ada, { title: 'Reports' }, now)
  const changed = `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`
  for (const raw of [changed, key.slice(0, -1), `${key}x`, '', 'lk__', 'lk_a_b', `lk_${'0'.repeat(26)}_12345678`]) {
    expect(await findActorByApiKey(table, raw), raw).toBeUndefined()
  }
})

test('a revoked key stands for nobody at once, and stays in the list', async () => {
  const first = await createApiKey(table, ada, { title: 'First' }, now)
  const second = await createApiKey(table, ada, { title: 'Second' }, now)
  await revokeApiKey(table, ada.id, first.id, '2024-02-02T00:00:00Z')
  expect(await findActorByApiKey(table, first.key)).toBeUndefined()
  expect(await findActorByApiKey(table, second.key)).toBeDefined()
  expect(await listApiKeys(table, ada.id)).toEqual([
    { id: second.id, personId: ada.id, title: 'Second', createdAt: now },
    { id: first.id, personId: ada.id, title: 'First', createdAt: now, revokedAt: '2024-02-02T00:00:00Z' },
  ])
})

test('another person’s key is not found and goes on working', async () => {
  const eve = await ensurePerson(table, { email: 'eve@example.com', name: 'Eve' }, now)
  const { id, key } = await createApiKey(table, ada, { title: 'Reports' }, now)
  await expect(revokeApiKey(table, eve.id, id, now)).rejects.toMatchObject({ kind: 'not-found' })
  await expect(revokeApiKey(table, eve.id, 'key_unknown', now)).rejects.toMatchObject({ kind: 'not-found' })
  expect(await findActorByApiKey(table, key)).toBeDefined()
  expect(await listApiKeys(table, eve.id)).toEqual([])
})

test('a key follows its owner’s role from request to request', async () => {
  const { key } = await createApiKey(table, ada, { title: 'Reports' }, now)
  await makeAdmin(table, ada.email, now)
  expect((await findActorByApiKey(table, key))?.admin).toBe(true)
  await revokeAdmin(table, ada.email)
  expect((await findActorByApiKey(table, key))?.admin).toBe(false)
})

test('a fixed key can be kept again and again, and must have our form', async () => {
  await importApiKey(table, ada, 'lk_local_development', 'Local', now)
  await importApiKey(table, ada, 'lk_local_development', 'Local', now)
  expect((await findActorByApiKey(table, 'lk_local_development'))?.email).toBe(ada.email)
  expect(await listApiKeys(table, ada.id)).toHaveLength(1)
  await expect(importApiKey(table, ada, 'secret', 'Local', now)).rejects.toMatchObject({ kind: 'invalid' })
})
