import { type DeliveryContext, deliver } from '@lectern/core/notifications'
import { refreshOrganizer } from '@lectern/core/organizer'
import {
  findRow,
  type Instant,
  type Log,
  type OutboxRow,
  type OutboxRowName,
  postpone,
  rowNamed,
  secondsBetween,
  settle,
} from '@lectern/core/platform'
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import { countFact } from './count-facts.ts'
import { codeOf } from './error-code.ts'
import type { Count } from './metrics.ts'
import type { Queue } from './queue.ts'

export type Sender = {
  context: DeliveryContext
  queue: Pick<Queue, 'hold'>
  now: () => Instant
  log: Log
  count: Count
}

/** What is left of an invocation when no further message is begun: longer than any one of them takes. */
const lastStartMilliseconds = 20_000

/**
 * For how long one request to the mail service is tried again before the row goes back: with the last attempt's eight
 * seconds (`resend.ts`) it stays within what is left when a message is begun.
 */
export const patienceMilliseconds = 5000

/**
 * Acts on the rows that messages name, one after the other, since the mail provider counts requests by the second.
 * A row that is gone was acted on before. One that fails goes back with what went wrong, and its message is held until
 * it is due again; a message that names no row is left to the queue, which sets it aside in the end.
 */
export const deliverMessages = async (
  sender: Sender,
  event: SQSEvent,
  remainingMilliseconds: () => number,
): Promise<SQSBatchResponse> => {
  // Here `now` is the wall clock.
  await refreshOrganizer(sender.context.table, sender.context.organizer, sender.now())
  const again: string[] = []
  for (const message of event.Records) {
    const taken = remainingMilliseconds() > lastStartMilliseconds && (await deliverMessage(sender, message))
    if (!taken) again.push(message.messageId)
  }
  return { batchItemFailures: again.map((itemIdentifier) => ({ itemIdentifier })) }
}

/** @returns whether nothing is left to do for the message */
const deliverMessage = async (sender: Sender, message: SQSRecord): Promise<boolean> => {
  const { context, queue, now, log } = sender
  try {
    const name = nameIn(message.body)
    if (!name) {
      log('error', 'a message names no outbox row', { message: message.messageId })
      return false
    }
    const row = await findRow(context.table, name)
    if (!row) return true
    const dueAt = row.dueAt > now() ? row.dueAt : await act(sender, row)
    if (dueAt === undefined) return true
    await queue.hold(message.receiptHandle, secondsBetween(now(), dueAt))
  } catch (error) {
    log('error', 'a message could not be handled', { message: message.messageId, reason: codeOf(error) })
  }
  return false
}

/** @returns when the row is due again, if it is */
const act = async ({ context, now, log, count }: Sender, row: OutboxRow): Promise<Instant | undefined> => {
  const fields = { topic: row.topic, row: row.id }
  try {
    const settled = await settle(context.table, row, await deliver(context, row, now()))
    if (settled) await countFact(context.table, row, count).catch(() => log('warn', 'a fact was not counted', fields))
    return undefined
  } catch (error) {
    const reason = codeOf(error)
    log('warn', 'outbox row failed', { ...fields, attempts: row.attempts + 1, reason })
    count('OutboxRowsFailed')
    const after = await postpone(context.table, row, error instanceof Error ? error.message : String(error), now())
    if (after.became === 'waits') return after.dueAt
    if (after.became === 'gave-up') {
      log('error', 'outbox row gave up', { ...fields, attempts: row.attempts + 1, reason })
      count('OutboxRowsGivenUp')
    }
    return undefined
  }
}

const nameIn = (body: string): OutboxRowName | undefined => {
  try {
    const { shard, id } = JSON.parse(body)
    return typeof id === 'string' ? rowNamed(`outbox#${shard}`, id) : undefined
  } catch {
    return undefined
  }
}
