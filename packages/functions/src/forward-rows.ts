import { type Log, type OutboxRowName, rowNamed } from '@lectern/core/platform'
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda'
import type { Queue } from './queue.ts'

/**
 * Queues new outbox rows from the table's stream for delivery. Everything that can be sent is sent, whatever comes
 * before it. A record that names no row, or that the queue didn't accept, is reported, so that Lambda retries it and in
 * the end sets it aside. A row sent twice is acted on once.
 */
export const forwardRows = async (
  queue: Pick<Queue, 'send'>,
  log: Log,
  event: DynamoDBStreamEvent,
): Promise<DynamoDBBatchResponse> => {
  const rows: (OutboxRowName & { sequence: string })[] = []
  const failed: string[] = []
  for (const record of event.Records) {
    if (record.eventName !== 'INSERT') continue
    const sequence = record.dynamodb?.SequenceNumber ?? ''
    const row = rowNamed(record.dynamodb?.Keys?.pk?.S, record.dynamodb?.Keys?.sk?.S)
    if (row) rows.push({ ...row, sequence })
    else failed.push(sequence)
  }
  if (failed.length > 0) log('error', 'stream records name no outbox row', { count: failed.length })
  const left = await queue.send(rows)
  if (left.length > 0) log('warn', 'outbox rows not put in line', { count: left.length })
  failed.push(...left.map(({ sequence }) => sequence))
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) }
}
