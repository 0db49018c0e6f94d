import { house, lambda } from './function.ts'
import { askPictures } from './pictures.ts'
import { secrets } from './secrets.ts'
import { settings } from './settings.ts'
import { onMaterials, onTable, storage } from './storage.ts'

/** Long enough that someone back from vacation can still look into what failed: SQS's longest. */
const deadLetterSeconds = 14 * 24 * 3600

const senderSeconds = 60

/** Senders at work at a time: the least that SQS allows. Each makes its share of the requests that Resend takes. */
const senders = 2

const deadLetters = (name: string) =>
  new sst.aws.Queue(name, {
    transform: {
      queue: (queue) => {
        queue.messageRetentionSeconds = deadLetterSeconds
        queue.sqsManagedSseEnabled = true
      },
    },
  })

/**
 * Messages that name no row, or that came back again and again without being handled. `aws sqs start-message-move-task`
 * puts them back in line.
 */
export const deliveryDeadLetters = deadLetters('DeliveryDeadLetters')

/**
 * What the stream could not hand over: where it stood, not what it held. The rows are still in the table, and the clock
 * queues them again after ten minutes. So look into these messages, then purge them.
 */
export const outboxDeadLetters = deadLetters('OutboxDeadLetters')

export const deliveryQueue = new sst.aws.Queue('Delivery', {
  // Six times what the sender may take (Lambda Developer Guide, "Using Lambda with Amazon SQS"), so that a message is not
  // handed out again while someone is still at it.
  visibilityTimeout: `${6 * senderSeconds} seconds`,
  // A row that fails is tried fourteen times over some four hours, each time by the same message, and then set aside in the
  // table. So a message may come back more often than that; what comes back thirty times is not handled at all.
  dlq: { queue: deliveryDeadLetters.arn, retry: 30 },
  transform: {
    queue: (queue) => {
      // A sender that is out for a weekend loses nothing.
      queue.messageRetentionSeconds = 4 * 24 * 3600
      queue.sqsManagedSseEnabled = true
    },
  },
})

new aws.sqs.RedriveAllowPolicy('DeliveryRedrive', {
  queueUrl: deliveryDeadLetters.url,
  redriveAllowPolicy: $jsonStringify({ redrivePermission: 'byQueue', sourceQueueArns: [deliveryQueue.arn] }),
})

for (const [name, queue] of Object.entries({ Delivery: deliveryQueue, deliveryDeadLetters, outboxDeadLetters })) {
  new aws.sqs.QueuePolicy(`${name}Tls`, {
    queueUrl: queue.url,
    policy: $jsonStringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 'sqs:*',
          Resource: queue.arn,
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
    }),
  })
}

const desk = { TABLE_NAME: storage.tableName, QUEUE_URL: deliveryQueue.url, ...house }

export const functions = {
  /** From a row that was just committed to a message; no table, no secret. The least memory at which Node starts briskly. */
  outbox: lambda('Outbox', {
    entry: 'outbox',
    description: 'From outbox rows to messages on the delivery queue',
    memory: '256 MB',
    timeout: '30 seconds',
    environment: { QUEUE_URL: deliveryQueue.url },
    permissions: [
      {
        actions: [
          'dynamodb:DescribeStream',
          'dynamodb:GetRecords',
          'dynamodb:GetShardIterator',
          'dynamodb:ListStreams',
        ],
        resources: [storage.streamArn],
      },
      { actions: ['sqs:SendMessage'], resources: [deliveryQueue.arn, outboxDeadLetters.arn] },
    ],
  }),

  /**
   * Renders mails with React, calls Resend and Stripe, copies recordings a few parts at a time; ten rows at most, one after
   * another, in a minute.
   */
  sender: lambda('Sender', {
    entry: 'sender',
    description: 'What follows from a fact: mails, refunds, offers, fan-outs',
    memory: '1024 MB',
    timeout: `${senderSeconds} seconds`,
    secrets: [secrets.lectern, secrets.stripeKey, secrets.resendKey],
    environment: {
      ...desk,
      MATERIALS_BUCKET: storage.bucketName,
      ...askPictures.environment,
      RESEND_PER_SECOND: (settings.mail.perSecond / senders).toFixed(3),
    },
    permissions: [
      ...onTable(['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'], ['gsi1', 'gsi2']),
      onMaterials,
      askPictures.permission,
      {
        // The first three are Lambda's, which polls in the function's name; the last is how a row waits until it is due.
        actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ChangeMessageVisibility'],
        resources: [deliveryQueue.arn],
      },
    ],
  }),

  /**
   * Releases what nobody paid for, lets offers lapse, and requeues what the stream or the queue lost. It usually takes
   * a second; after an outage it has much to do, so it may take five minutes. Runs overlap then, which does no harm. A
   * run that fails is not repeated, since the next one comes within the minute.
   */
  clock: lambda('Clock', {
    entry: 'clock',
    description: 'What is due, each minute',
    memory: '1024 MB',
    timeout: '300 seconds',
    retries: 0,
    secrets: [secrets.lectern, secrets.stripeKey],
    environment: desk,
    permissions: [
      ...onTable(['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'], ['gsi1', 'gsi2', 'gsi3']),
      { actions: ['sqs:SendMessage'], resources: [deliveryQueue.arn] },
    ],
  }),
}

new aws.lambda.EventSourceMapping('OutboxStream', {
  functionName: functions.outbox.arn,
  eventSourceArn: storage.streamArn,
  // From the oldest record on, so that nothing committed before this mapping was there is passed over.
  startingPosition: 'TRIM_HORIZON',
  filterCriteria: {
    // New rows alone: a row that is put back after a failure still has its message.
    filters: [
      {
        pattern: JSON.stringify({ eventName: ['INSERT'], dynamodb: { Keys: { pk: { S: [{ prefix: 'outbox#' }] } } } }),
      },
    ],
  },
  batchSize: 100,
  functionResponseTypes: ['ReportBatchItemFailures'],
  bisectBatchOnFunctionError: true,
  // A shard is blocked while a record is retried, so don't retry for long. The clock queues what is given up here.
  maximumRetryAttempts: 5,
  maximumRecordAgeInSeconds: 900,
  destinationConfig: { onFailure: { destinationArn: outboxDeadLetters.arn } },
})

new aws.lambda.EventSourceMapping('DeliveryMessages', {
  functionName: functions.sender.arn,
  eventSourceArn: deliveryQueue.arn,
  batchSize: 10,
  functionResponseTypes: ['ReportBatchItemFailures'],
  // What limits mails is Resend's rate, not how many senders there are: ask it for more, and set `RESEND_PER_SECOND`.
  scalingConfig: { maximumConcurrency: senders },
})

export const everyMinute = new sst.aws.CronV2('EveryMinute', {
  function: functions.clock.arn,
  schedule: 'rate(1 minute)',
  retries: 0,
})
