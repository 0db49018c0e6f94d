import { ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import {
  type ApiScope,
  actorOf,
  createApiKey,
  ensurePerson,
  findActorByApiKey,
  importApiKey,
  listApiKeys,
  listAudit,
  makeAdmin,
  type Person,
  revokeAdmin,
  revokeApiKey,
  signOutEverywhere,
} from '@lectern/core/identity'
import { addSeconds, listWaiting, outboxShards, type Table } from '@lectern/core/platform'
import { beforeEach, describe, expect, test } from 'vitest'
import { freshTable } from '../../support/table.ts'

const now = '2024-02-01T00:00:00Z'
let table: Table
let ada: Person
beforeEach(async () => {
  table = await freshTable()
  ada = await ensurePerson(table, { email: 'ada@example.com', name: 'Ada' }, now)
})

const make = async (title = 'Reports', scopes: ApiScope[] = ['read', 'write']) => {
  const owner = await ensurePerson(table, ada, now)
  return createApiKey(table, actorOf(owner, 'session'), { title, scopes, days: 90 }, now)
}

const contents = async () => JSON.stringify((await table.client.send(new ScanCommand({ TableName: table.name }))).Items)

test('a key stands for its owner, and of the key only a hash is kept', async () => {
  const { id, key } = await make('Reports')
  expect(key).toMatch(/^lk_[0-9a-z]{26}_[\w-]{27}$/)
  expect(await findActorByApiKey(table, key, now)).toEqual({
    kind: 'person',
    id: ada.id,
    email: ada.email,
    name: 'Ada',
    admin: false,
    via: 'api-key',
    lacks: [],
  })
  const secret = key.slice(key.indexOf('_', 3) + 1)
  const kept = await contents()
  expect(kept).toContain(id)
  expect(kept).not.toContain(secret)
})

test('a key with one character changed stands for nobody, nor does anything that is not a key', async () => {
  const { key } = await make('Reports')
  const changed = `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`
  for (const raw of [changed, key.slice(0, -1), `${key}x`, '', 'lk__', 'lk_a_b', `lk_${'0'.repeat(26)}_12345678`]) {
    expect(await findActorByApiKey(table, raw, now), raw).toBeUndefined()
  }
})

test('a revoked key stands for nobody at once, and stays in the list', async () => {
  const first = await make('First')
  const second = await make('Second')
  await revokeApiKey(table, ada.id, first.id, '2024-02-02T00:00:00Z')
  expect(await findActorByApiKey(table, first.key, now)).toBeUndefined()
  expect(await findActorByApiKey(table, second.key, now)).toBeDefined()
  const terms = { scopes: ['read', 'write'], endsAt: addSeconds(now, 90 * 24 * 3600) }
  expect(await listApiKeys(table, ada.id)).toEqual([
    { id: second.id, personId: ada.id, title: 'Second', createdAt: now, lastUsedAt: now, ...terms },
    { id: first.id, personId: ada.id, title: 'First', createdAt: now, revokedAt: '2024-02-02T00:00:00Z', ...terms },
  ])
})

test('another person’s key is not found and goes on working', async () => {
  const eve = await ensurePerson(table, { email: 'eve@example.com', name: 'Eve' }, now)
  const { id, key } = await make('Reports')
  await expect(revokeApiKey(table, eve.id, id, now)).rejects.toMatchObject({ kind: 'not-found' })
  await expect(revokeApiKey(table, eve.id, 'key_unknown', now)).rejects.toMatchObject({ kind: 'not-found' })
  expect(await findActorByApiKey(table, key, now)).toBeDefined()
  expect(await listApiKeys(table, eve.id)).toEqual([])
})

test('a fixed key can be kept again and again, and must have our form', async () => {
  await importApiKey(table, ada, 'lk_local_development', 'Local', now)
  await importApiKey(table, ada, 'lk_local_development', 'Local', now)
  expect((await findActorByApiKey(table, 'lk_local_development', now))?.email).toBe(ada.email)
  expect(await listApiKeys(table, ada.id)).toHaveLength(1)
  await expect(importApiKey(table, ada, 'secret', 'Local', now)).rejects.toMatchObject({ kind: 'invalid' })
})

describe('what an API key may do, and for how long', () => {
  const actor = (key: string, at = now) => findActorByApiKey(table, key, at)

  test('a key made before its owner became an admin does not become an admin’s', async () => {
    const { key } = await make()
    await makeAdmin(table, ada.email, now)
    expect(await actor(key)).toMatchObject({ admin: false, lacks: ['admin'] })
  })

  test('a key made by an admin loses the role with its owner', async () => {
    await makeAdmin(table, ada.email, now)
    const { key } = await make('Reports', ['read', 'admin'])
    expect(await actor(key)).toMatchObject({ admin: true, lacks: ['write'] })
    await revokeAdmin(table, ada.email)
    expect(await actor(key)).toMatchObject({ admin: false })
  })

  test('nobody but an admin makes a key that acts as one, whatever their session believed', async () => {
    await expect(make('Reports', ['admin'])).rejects.toMatchObject({ code: 'identity.not-an-admin' })
    const believed = { ...actorOf(ada, 'session'), admin: true }
    const asked = createApiKey(table, believed, { title: 'x', scopes: ['admin'], days: 30 }, now)
    await expect(asked).rejects.toMatchObject({ kind: 'forbidden' })
    expect(await listApiKeys(table, ada.id)).toEqual([])
  })

  test('a key ends on its day', async () => {
    const { key } = await make()
    const end = addSeconds(now, 90 * 24 * 3600)
    expect(await actor(key, addSeconds(end, -1))).toBeDefined()
    expect(await actor(key, end)).toBeUndefined()
  })

  test('signing out everywhere ends keys at once, also one whose record an index has not shown yet', async () => {
    const { id, key } = await make()
    const imported = 'lk_before_secret-of-before'
    await importApiKey(table, ada, imported, 'From before', now)
    await signOutEverywhere(table, ada, now)
    expect([await actor(key), await actor(imported)]).toEqual([undefined, undefined])
    await table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: { pk: `api-key#${id}`, sk: 'api-key' },
        UpdateExpression: 'REMOVE revokedAt',
      }),
    )
    expect(await actor(key)).toBeUndefined()
    expect(await actor((await make('After it')).key)).toBeDefined()
  })

  test('a use is noted once an hour, not with each request', async () => {
    const { id, key } = await make()
    const used = async () => (await listApiKeys(table, ada.id)).find((one) => one.id === id)?.lastUsedAt
    expect(await used()).toBeUndefined()
    const commands: string[] = []
    table.client.middlewareStack.add((next, context) => (args) => {
      commands.push(String(context.commandName))
      return next(args)
    })
    await actor(key)
    expect(await used()).toBe(now)
    commands.length = 0
    await actor(key, addSeconds(now, 3599))
    expect(commands.filter((name) => !name.startsWith('Get'))).toEqual([])
    await actor(key, addSeconds(now, 3600))
    expect(await used()).toBe(addSeconds(now, 3600))
  })

  test('a key from before there were scopes reads and changes, and is no admin’s', async () => {
    await makeAdmin(table, ada.email, now)
    await importApiKey(table, ada, 'lk_old_secret-of-before', 'Old', now)
    const strip = { UpdateExpression: 'REMOVE scopes', Key: { pk: 'api-key#key_old', sk: 'api-key' } }
    await table.client.send(new UpdateCommand({ TableName: table.name, ...strip }))
    expect(await actor('lk_old_secret-of-before')).toMatchObject({ admin: false, lacks: ['admin'] })
    expect(await listApiKeys(table, ada.id)).toMatchObject([{ title: 'Old', scopes: ['read', 'write'] }])
  })

  test('making one is on record and announced in the same commit', async () => {
    const { id } = await make('CRM import')
    expect((await listAudit(table, { limit: 5 }, now)).items).toMatchObject([
      { action: 'api-key.make', subject: id, actorId: ada.id },
    ])
    const shards = await Promise.all(Array.from({ length: outboxShards }, (_, shard) => listWaiting(table, shard, 10)))
    const payload = { change: 'key-made', person: ada.id, email: ada.email, title: 'CRM import' }
    expect(shards.flat()).toMatchObject([{ topic: 'account.changed', payload }])
  })
})
