import type { DynamoDBStreamEvent } from 'aws-lambda'
import { readConfig } from './config.ts'
import { forwardRows } from './forward-rows.ts'
import { log, observed } from './observe.ts'
import { createQueue } from './queue.ts'
import { traced } from './trace.ts'

const queue = createQueue(readConfig('outbox', process.env))

export const handler = observed((event: DynamoDBStreamEvent) =>
  traced('forward rows', () => forwardRows(queue, log, event)),
)
