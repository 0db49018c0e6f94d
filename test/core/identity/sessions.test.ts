import { createHmac } from 'node:crypto'
import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb'
import {
  ensurePerson,
  findActorBySession,
  makeAdmin,
  type Person,
  revokeAdmin,
  saveSession,
  sessionSeconds,
  sessionSigningKey,
  signOut,
  signOutEverywhere,
} from '@lectern/core/identity'
import { addSeconds, type Table } from '@lectern/core/platform'
import { beforeEach, expect, test } from 'vitest'
import { freshTable } from '../../support/table.ts'

const now = '2024-02-01T00:00:00Z'
const config = { secret: 'a secret of this test', secureCookies: true }
const visitor = { kind: 'visitor' }
let table: Table
let ada: Person
beforeEach(async () => {
  table = await freshTable()
  ada = await ensurePerson(table, { email: 'ada@example.com', name: 'Ada' }, now)
})

const signed = (token: string, key = sessionSigningKey(config.secret)) =>
  encodeURIComponent(`${token}.${createHmac('sha256', key).update(token).digest('base64')}`)
const cookieOf = (token: string) => `theme=dark; __Host-lectern-session=${signed(token)}; other=1`
const start = async (token: string, person = ada) => {
  await saveSession(table, { token, person, createdAt: now, expiresAt: addSeconds(now, sessionSeconds) })
  return cookieOf(token)
}
const actor = (cookie: string | undefined, realNow = now) => findActorBySession(table, cookie, { ...config, realNow })

test('a session lasts 30 days to the second', async () => {
  const cookie = await start('token-1')
  expect(await actor(cookie)).toMatchObject({ kind: 'person', id: ada.id, name: 'Ada', admin: false, via: 'session' })
  expect(await actor(cookie, '2024-03-01T23:59:59Z')).toMatchObject({ kind: 'person' })
  expect(await actor(cookie, '2024-03-02T00:00:00Z')).toEqual(visitor)
})

test('neither the token nor its cookie is in the table', async () => {
  await start('token-1')
  const { Items } = await table.client.send(new ScanCommand({ TableName: table.name }))
  expect(JSON.stringify(Items)).toContain('session#')
  expect(JSON.stringify(Items)).not.toContain('token-1')
})

test('a cookie that is missing, forged, tampered with or under another name is a visitor’s', async () => {
  await start('token-1')
  const good = signed('token-1')
  const plain = decodeURIComponent(good)
  const cookies = [
    undefined,
    '',
    '__Host-lectern-session=',
    '__Host-lectern-session=token-1',
    '__Host-lectern-session=token-1.',
    '__Host-lectern-session=%E0%A4%A',
    `__Host-lectern-session=${signed('token-1', 'another key')}`,
    `__Host-lectern-session=${signed('token-1', config.secret)}`,
    `__Host-lectern-session=${signed('token-2')}`,
    `__Host-lectern-session=${encodeURIComponent(plain.replace('token-1', 'token-2'))}`,
    `__Host-lectern-session=${good}x`,
    `lectern-session=${good}`,
    `x__Host-lectern-session=${good}`,
  ]
  for (const cookie of cookies) expect(await actor(cookie), String(cookie)).toEqual(visitor)
  expect(await actor(`__Host-lectern-session=${good}`)).toMatchObject({ kind: 'person' })
})

test('a role that is given or taken counts from the next request', async () => {
  const cookie = await start('token-1')
  await makeAdmin(table, ada.email, now)
  expect(await actor(cookie)).toMatchObject({ admin: true })
  await revokeAdmin(table, ada.email)
  expect(await actor(cookie)).toMatchObject({ admin: false })
})

test('signing out ends this session and no other', async () => {
  const [here, there] = [await start('token-1'), await start('token-2')]
  await signOut(table, here, config)
  expect(await actor(here)).toEqual(visitor)
  expect(await actor(there)).toMatchObject({ kind: 'person' })
  await signOut(table, undefined, config)
  await signOut(table, '__Host-lectern-session=forged.forged', config)
  expect(await actor(there)).toMatchObject({ kind: 'person' })
})

test('signing out everywhere ends all sessions of the person, none of another’s, and new ones begin after it', async () => {
  const eve = await ensurePerson(table, { email: 'eve@example.com', name: 'Eve' }, now)
  const cookies = await Promise.all(Array.from({ length: 30 }, (_, index) => start(`token-${index}`)))
  const other = await start('eve-token', eve)
  await signOutEverywhere(table, ada, now)
  for (const cookie of cookies) expect(await actor(cookie)).toEqual(visitor)
  expect(await actor(other)).toMatchObject({ email: 'eve@example.com' })
  const { Items } = await table.client.send(
    new ScanCommand({
      TableName: table.name,
      FilterExpression: 'begins_with(pk, :s)',
      ExpressionAttributeValues: { ':s': 'session#' },
    }),
  )
  expect(Items).toHaveLength(1)
  expect(await actor(await start('token-new'))).toMatchObject({ email: 'ada@example.com' })
})

test('a session stays ended when its record outlived signing out everywhere', async () => {
  const cookie = await start('token-1')
  const { Items } = await table.client.send(new ScanCommand({ TableName: table.name }))
  const record = Items?.find((item) => String(item.pk).startsWith('session#'))
  await signOutEverywhere(table, ada, now)
  await table.client.send(new PutCommand({ TableName: table.name, Item: record }))
  expect(await actor(cookie)).toEqual(visitor)
})

test('nobody else’s sessions can be ended by naming an address with the wrong id', async () => {
  const cookie = await start('token-1')
  await expect(signOutEverywhere(table, { id: 'per_other', email: ada.email }, now)).rejects.toMatchObject({
    kind: 'not-found',
  })
  expect(await actor(cookie)).toMatchObject({ kind: 'person' })
})
