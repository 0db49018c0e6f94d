import {
  addSeconds,
  announce,
  claimLost,
  commit,
  findRow,
  listWaiting,
  outboxAge,
  outboxShards,
  postpone,
  rowNamed,
  settle,
  type Table,
} from '@lectern/core/platform'
import { describe, expect, test } from 'vitest'
import { freshTable } from '../../support/table.ts'
import { topicOf } from '../../support/topic.ts'

const start = '2026-01-01T12:00:00Z'
const later = (seconds: number) => addSeconds(start, seconds)

const tell = async (table: Table, count = 1) => {
  await commit(
    table,
    Array.from({ length: count }, (_, index) => announce(table, topicOf('told'), { index }, start)),
  )
  const shards = Array.from({ length: outboxShards }, (_, shard) => listWaiting(table, shard, 100))
  return (await Promise.all(shards)).flat()
}

const only = <T>(rows: T[]): T => {
  const [row] = rows
  if (row === undefined) throw new Error('There is no row')
  return row
}

describe('rows that nobody acted on', () => {
  test('each is claimed once by several at once, and again only when it stood still again', async () => {
    const table = await freshTable()
    await tell(table, 5)

    const early = await claimLost(table, later(599), 600)
    const claims = await Promise.all([1, 2, 3].map(() => claimLost(table, later(600), 600)))
    const soon = await claimLost(table, later(1199), 600)
    const again = await claimLost(table, later(1200), 600)

    expect(early).toEqual([])
    expect(claims.flat()).toHaveLength(5)
    expect(soon).toEqual([])
    expect(again).toHaveLength(5)
    expect(await outboxAge(table, later(1200))).toBe(1200)
  })

  test('a row that waits for its next attempt is not lost', async () => {
    const table = await freshTable()
    const row = only(await tell(table))
    const after = await postpone(table, row, 'no answer', later(60))
    if (after.became !== 'waits') throw new Error('It should wait')

    expect(await claimLost(table, addSeconds(after.dueAt, 599), 600)).toEqual([])
    expect(await claimLost(table, addSeconds(after.dueAt, 600), 600)).toHaveLength(1)
  })

  test('a failure that is told after another delivery came off does not bring the row back', async () => {
    const table = await freshTable()
    const row = only(await tell(table))

    expect(await settle(table, row)).toBe(true)
    expect(await settle(table, row)).toBe(false)
    expect(await postpone(table, row, 'too late', later(1))).toEqual({ became: 'gone' })
    expect(await findRow(table, row)).toBeUndefined()
    expect(await outboxAge(table, later(60))).toBe(0)
  })

  test('keys of the table name rows, and nothing else', () => {
    expect(rowNamed('outbox#3', 'out_1')).toEqual({ shard: '3', id: 'out_1' })
    expect([
      rowNamed(`outbox#${outboxShards}`, 'out_1'),
      rowNamed('outbox-failed', 'out_1'),
      rowNamed(undefined, 'x'),
    ]).toEqual([undefined, undefined, undefined])
  })
})
