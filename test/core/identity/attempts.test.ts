import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import {
  findSignInValue,
  keepSignInValue,
  removeSignInValue,
  takeAttempt,
  takeSignInValue,
} from '@lectern/core/identity'
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
  const read = async () => Number((await findSignInValue(table, 'count', now)) ?? '0')
  const counts = await Promise.all(Array.from({ length: 50 }, read))
  const results = counts.map((count) => count < 5)
  await Promise.all(counts.map((count) => keepSignInValue(table, 'count', String(count + 1), addSeconds(now, 60))))
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

test('of twenty that take a value at once one gets it', async () => {
  await keepSignInValue(table, 'key', 'value', addSeconds(now, 60))
  const taken = await Promise.all(Array.from({ length: 20 }, () => takeSignInValue(table, 'key', now)))
  expect(taken.filter((value) => value === 'value')).toHaveLength(1)
})

test('control: reading a value and then removing it gives it to all twenty', async () => {
  await keepSignInValue(table, 'key', 'value', addSeconds(now, 60))
  const read = await Promise.all(Array.from({ length: 20 }, () => findSignInValue(table, 'key', now)))
  await Promise.all(read.map(() => removeSignInValue(table, 'key')))
  expect(read.filter((value) => value === 'value')).toHaveLength(20)
})

test('a value is gone once its time has come', async () => {
  await keepSignInValue(table, 'key', 'value', addSeconds(now, 60))
  expect(await findSignInValue(table, 'key', addSeconds(now, 59))).toBe('value')
  expect(await findSignInValue(table, 'key', addSeconds(now, 60))).toBeUndefined()
  expect(await takeSignInValue(table, 'key', addSeconds(now, 60))).toBeUndefined()
})
