import { GetCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb'
import { takeAttempt, takeOnce } from '@lectern/core/identity'
import { addSeconds, type Table } from '@lectern/core/platform'
import { beforeEach, expect, test } from 'vitest'
import { freshTable } from '../../support/table.ts'

const now = '2024-02-01T00:00:00Z'
let table: Table
beforeEach(async () => {
  table = await freshTable()
})

const limit = { key: 'guess\nada@example.com', limit: 5, windowSeconds: 60 }
const passes = (attempt: Promise<unknown>) =>
  attempt.then(
    () => true,
    () => false,
  )
const countOf = (results: boolean[]) => results.filter(Boolean).length

test('of fifty attempts at once exactly five pass', async () => {
  const results = await Promise.all(Array.from({ length: 50 }, () => passes(takeAttempt(table, limit, now))))
  expect(countOf(results)).toBe(5)
})

test('control: with a counter that is read first and written afterwards all fifty may pass', async () => {
  const key = { pk: 'count', sk: 'count' }
  const read = async () => {
    const { Item } = await table.client.send(new GetCommand({ TableName: table.name, Key: key, ConsistentRead: true }))
    return Number(Item?.count ?? 0)
  }
  const counts = await Promise.all(Array.from({ length: 50 }, read))
  const results = counts.map((count) => count < 5)
  await Promise.all(
    counts.map((count) =>
      table.client.send(new PutCommand({ TableName: table.name, Item: { ...key, count: count + 1 } })),
    ),
  )
  expect(countOf(results)).toBe(50)
  expect(await read()).toBe(1)
})

test('a refusal says when to come back, and then attempts pass again', async () => {
  for (let index = 0; index < 5; index += 1) await takeAttempt(table, limit, addSeconds(now, index))
  await expect(takeAttempt(table, limit, addSeconds(now, 20))).rejects.toMatchObject({
    kind: 'too-many',
    code: 'identity.too-many-attempts',
    details: { retryAfterSeconds: 40 },
  })
  const later = addSeconds(now, 60)
  const results = await Promise.all(Array.from({ length: 30 }, () => passes(takeAttempt(table, limit, later))))
  expect(countOf(results)).toBe(5)
})

test('keys do not count for each other, and none stands in the table', async () => {
  for (let index = 0; index < 5; index += 1) await takeAttempt(table, limit, now)
  await takeAttempt(table, { ...limit, key: 'guess\neve@example.com' }, now)
  const { Items } = await table.client.send(new ScanCommand({ TableName: table.name }))
  expect(Items).toHaveLength(2)
  expect(JSON.stringify(Items)).not.toContain('example.com')
})

test('of twenty that use something at once one is the first, and what was not used is another', async () => {
  const taken = await Promise.all(Array.from({ length: 20 }, () => takeOnce(table, 'code', 600, now)))
  expect(countOf(taken)).toBe(1)
  expect(await takeOnce(table, 'another', 600, now)).toBe(true)
  expect(await takeOnce(table, 'code', 600, addSeconds(now, 1100))).toBe(false)
})
