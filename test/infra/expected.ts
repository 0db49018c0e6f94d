/** Lambda's own, the same for every function: its log and its traces. X-Ray has no resources that a statement could name. */
const always = (entry: string): string[] => [
  `logs: CreateLogStream PutLogEvents on log of ${entry}`,
  'xray: PutTelemetryRecords PutTraceSegments on *',
]

type Expected = {
  memory: number
  timeout: number
  /** All that the function may do, one statement a line. */
  may: string[]
  /** The path behind which it answers, where it has one. */
  path?: string
  /** Whether it answers in pieces, so that an answer may be longer than 6 MB. */
  streams?: boolean
}

/** Who may do what: this table is the review. What it grants is compared with what the code calls in `permissions.test.ts`. */
export const expectedFunctions: Record<string, Expected> = {
  site: {
    memory: 1024,
    timeout: 20,
    path: '/',
    streams: true,
    may: [
      'dynamodb: BatchGetItem DeleteItem GetItem PutItem Query UpdateItem on table',
      'dynamodb: Query on table/gsi1 table/gsi2 table/gsi3',
      's3: AbortMultipartUpload DeleteObject DeleteObjectVersion GetObject ListMultipartUploadParts PutObject on materials',
      'lambda: InvokeFunction on Pictures',
      ...always('site'),
    ],
  },
  api: {
    memory: 1024,
    timeout: 300,
    path: '/api',
    streams: true,
    may: [
      'dynamodb: BatchGetItem DeleteItem GetItem PutItem Query UpdateItem on table',
      'dynamodb: Query on table/gsi1 table/gsi2 table/gsi3',
      's3: AbortMultipartUpload DeleteObject DeleteObjectVersion GetObject ListMultipartUploadParts PutObject on materials',
      ...always('api'),
    ],
  },
  'sign-in': {
    memory: 1024,
    timeout: 15,
    path: '/sign-in',
    streams: true,
    may: [
      'dynamodb: DeleteItem GetItem PutItem UpdateItem on table',
      'dynamodb: Query on table/gsi2',
      ...always('sign-in'),
    ],
  },
  preview: {
    memory: 1024,
    timeout: 15,
    path: '/admin/mails',
    streams: true,
    may: ['dynamodb: BatchGetItem GetItem PutItem Query on table', ...always('preview')],
  },
  'stripe-webhook': {
    memory: 512,
    timeout: 20,
    path: '/webhooks/stripe',
    may: [
      'dynamodb: BatchGetItem DeleteItem GetItem PutItem Query UpdateItem on table',
      'dynamodb: Query on table/gsi2',
      ...always('stripe-webhook'),
    ],
  },
  'resend-webhook': {
    memory: 512,
    timeout: 10,
    path: '/webhooks/resend',
    may: ['dynamodb: UpdateItem on table', ...always('resend-webhook')],
  },
  'zoom-webhook': {
    memory: 512,
    timeout: 10,
    path: '/webhooks/zoom',
    may: ['dynamodb: GetItem PutItem on table', 'dynamodb: Query on table/gsi3', ...always('zoom-webhook')],
  },
  outbox: {
    memory: 256,
    timeout: 30,
    may: [
      'dynamodb: DescribeStream GetRecords GetShardIterator ListStreams on stream',
      'sqs: SendMessage on Delivery OutboxDeadLetters',
      ...always('outbox'),
    ],
  },
  sender: {
    memory: 1024,
    timeout: 60,
    may: [
      'dynamodb: BatchGetItem DeleteItem GetItem PutItem Query UpdateItem on table',
      'dynamodb: Query on table/gsi1 table/gsi2',
      's3: AbortMultipartUpload DeleteObject DeleteObjectVersion GetObject ListMultipartUploadParts PutObject on materials',
      'lambda: InvokeFunction on Pictures',
      'sqs: ChangeMessageVisibility DeleteMessage GetQueueAttributes ReceiveMessage on Delivery',
      ...always('sender'),
    ],
  },
  clock: {
    memory: 1024,
    timeout: 300,
    may: [
      'dynamodb: BatchGetItem DeleteItem GetItem PutItem Query UpdateItem on table',
      'dynamodb: Query on table/gsi1 table/gsi2 table/gsi3',
      'sqs: SendMessage on Delivery',
      ...always('clock'),
    ],
  },
  pictures: {
    memory: 1024,
    timeout: 15,
    may: [
      's3: DeleteObject DeleteObjectVersion GetObject PutObject on materials/pictures',
      's3: ListBucketVersions on bucket if {"StringLike":{"s3:prefix":["materials/pictures/uploaded/*"]}}',
      ...always('pictures'),
    ],
  },
}

/** Alarms beside those that every function has. */
export const expectedAlarms = [
  'delivery-dead-letters',
  'outbox-dead-letters',
  'stream-age',
  'delivery-age',
  'outbox-age',
  'hold-lag',
  'holds-lapsed',
  'reminder-lag',
  'payments-refused',
  'rows-given-up',
  'clock-stopped',
]
