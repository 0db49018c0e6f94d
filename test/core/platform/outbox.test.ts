import {
  addSeconds,
  announce,
  commit,
  drainOutbox,
  listFailed,
  listWaiting,
  outboxAttempts,
  outboxShards,
  redeliver,
  type Table,
} from '@lectern/core/platform'
import { beforeEach, expect, test } from 'vitest'
import { freshTable } from '../../support/table.ts'
import { topicOf } from '../../support/topic.ts'

let table: Table
beforeEach(async () => {
  table = await freshTable()
})

const now = '2024-02-01T00:00:00Z'
const later = (days: number) => addSeconds(now, days * 24 * 3600)
const waiting = async () =>
  (await Promise.all(Array.from({ length: outboxShards }, (_, shard) => listWaiting(table, shard, 50)))).flat()

test('what is announced is acted on once and is gone', async () => {
  await commit(table, [announce(table, topicOf('a'), { n: 1 }, now), announce(table, topicOf('b'), { n: 2 }, now)])
  const seen: unknown[] = []
  const act = async (row: { topic: string; payload: unknown }) => {
    seen.push([row.topic, row.payload])
    return []
  }
  expect(
    await drainOutbox(
      table,
      () => now,
      act,
      () => {},
    ),
  ).toEqual({ acted: 2, failed: 0 })
  expect(
    await drainOutbox(
      table,
      () => now,
      act,
      () => {},
    ),
  ).toEqual({ acted: 0, failed: 0 })
  expect(seen).toHaveLength(2)
  expect(seen).toContainEqual(['a', { n: 1 }])
  expect(await waiting()).toEqual([])
})

test('what follows from a row is committed with its removal and acted on in turn', async () => {
  await commit(table, [announce(table, topicOf('first'), {}, now)])
  const topics: string[] = []
  await drainOutbox(
    table,
    () => now,
    async (row) => {
      topics.push(row.topic)
      return row.topic === 'first' ? [announce(table, topicOf('second'), {}, now)] : []
    },
    () => {},
  )
  expect(topics).toEqual(['first', 'second'])
})

test('a row that fails waits longer each time, then gives up and can be sent again', async () => {
  await commit(table, [announce(table, topicOf('broken'), {}, now)])
  const fail = async () => {
    throw new Error('the provider is down')
  }
  await drainOutbox(
    table,
    () => now,
    fail,
    () => {},
  )
  const [row] = await waiting()
  expect(row).toMatchObject({ attempts: 1, lastError: 'the provider is down' })
  expect(row?.dueAt && row.dueAt > now).toBe(true)
  await drainOutbox(
    table,
    () => later(1),
    fail,
    () => {},
  )
  for (let day = 2; day <= outboxAttempts; day += 1)
    await drainOutbox(
      table,
      () => later(day),
      fail,
      () => {},
    )
  expect(await waiting()).toEqual([])
  const [failed] = await listFailed(table)
  expect(failed).toMatchObject({ topic: 'broken', attempts: outboxAttempts })
  expect(await redeliver(table, failed?.id ?? '', later(outboxAttempts))).toBe(true)
  expect(await listFailed(table)).toEqual([])
  expect(
    await drainOutbox(
      table,
      () => later(outboxAttempts),
      async () => [],
      () => {},
    ),
  ).toEqual({ acted: 1, failed: 0 })
})
