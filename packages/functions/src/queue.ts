import { ChangeMessageVisibilityCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs'
import type { OutboxRowName } from '@lectern/core/platform'
import type { Config } from './config.ts'
import { localClient } from './local-client.ts'

/** The queue between the outbox and who acts on it. A message names a row; what the row says stays in the table. */
export type Queue = {
  /** Puts rows in line. @returns those that were not taken */
  send: <Row extends OutboxRowName>(rows: readonly Row[]) => Promise<Row[]>
  /** Has a message that was received come back after so many seconds. */
  hold: (receipt: string, seconds: number) => Promise<void>
}

/** Entries of one SendMessageBatch, at most (SQS, "Message quotas"). */
const batchSize = 10
/** The longest that a message can be held back (SQS, "Visibility timeout"). */
const longestHoldSeconds = 12 * 3600

export const createQueue = ({ QUEUE_URL, SQS_ENDPOINT }: Pick<Config, 'QUEUE_URL' | 'SQS_ENDPOINT'>): Queue => {
  const client = new SQSClient(localClient(SQS_ENDPOINT))
  const sendBatch = async <Row extends OutboxRowName>(rows: readonly Row[]): Promise<Row[]> => {
    const entries = rows.map(({ shard, id }, index) => ({
      Id: String(index),
      MessageBody: JSON.stringify({ shard, id }),
    }))
    const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: QUEUE_URL, Entries: entries }))
    return rows.filter((_, index) => Failed.some(({ Id }) => Id === String(index)))
  }
  return {
    send: async (rows) => {
      const left: (typeof rows)[number][] = []
      for (let from = 0; from < rows.length; from += batchSize) {
        const batch = rows.slice(from, from + batchSize)
        left.push(...(await sendBatch(batch).catch(() => batch)))
      }
      return left
    },
    hold: async (receipt, seconds) => {
      const VisibilityTimeout = Math.max(0, Math.min(Math.ceil(seconds), longestHoldSeconds))
      await client.send(
        new ChangeMessageVisibilityCommand({ QueueUrl: QUEUE_URL, ReceiptHandle: receipt, VisibilityTimeout }),
      )
    },
  }
}
