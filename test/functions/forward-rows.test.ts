import type { OutboxRowName } from '@lectern/core/platform'
import type { DynamoDBRecord } from 'aws-lambda'
import { expect, test } from 'vitest'
import { forwardRows } from '../../packages/functions/src/forward-rows.ts'

const record = (sequence: string, pk: string, eventName: DynamoDBRecord['eventName'] = 'INSERT'): DynamoDBRecord => ({
  eventName,
  dynamodb: { SequenceNumber: sequence, Keys: { pk: { S: pk }, sk: { S: `row-${sequence}` } } },
})

/** A queue that refuses some rows. */
const queue = (refuses: string[] = []) => {
  const taken: string[] = []
  return {
    taken,
    send: async <Row extends OutboxRowName>(rows: readonly Row[]) => {
      taken.push(...rows.filter(({ id }) => !refuses.includes(id)).map(({ shard, id }) => `${shard} ${id}`))
      return rows.filter(({ id }) => refuses.includes(id))
    },
  }
}

test('a record that names no row is reported alone: those around it are in line at once', async () => {
  const line = queue()

  const { batchItemFailures } = await forwardRows(line, () => {}, {
    Records: [record('1', 'outbox#0'), record('2', 'order#x'), {}, record('3', 'outbox#3'), record('4', 'outbox#99')],
  })

  expect(line.taken).toEqual(['0 row-1', '3 row-3'])
  expect(batchItemFailures).toEqual([{ itemIdentifier: '2' }, { itemIdentifier: '4' }])
})

test('what the queue did not take is reported by its sequence number', async () => {
  const line = queue(['row-2'])

  const { batchItemFailures } = await forwardRows(line, () => {}, {
    Records: [record('1', 'outbox#0'), record('2', 'outbox#1'), record('3', 'outbox#2')],
  })

  expect(line.taken).toEqual(['0 row-1', '2 row-3'])
  expect(batchItemFailures).toEqual([{ itemIdentifier: '2' }])
})

test('changes and removals of rows are nothing new', async () => {
  const line = queue()

  const { batchItemFailures } = await forwardRows(line, () => {}, {
    Records: [record('1', 'outbox#0', 'MODIFY'), record('2', 'outbox#0', 'REMOVE')],
  })

  expect([line.taken, batchItemFailures]).toEqual([[], []])
})
