import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import type { SQSBatchResponse, SQSRecord } from 'aws-lambda'
import { startFauxqs } from 'fauxqs'

export type Queues = Awaited<ReturnType<typeof startQueues>>

/** The delivery queue and the one behind it for what cannot be delivered, set up as when deployed but for the seconds. */
export const startQueues = async (received = 3) => {
  const server = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false })
  const endpoint = `http://127.0.0.1:${server.port}`
  const dead = server.createQueue('dead')
  const main = server.createQueue('delivery', {
    attributes: {
      VisibilityTimeout: '1',
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.queueArn, maxReceiveCount: received }),
    },
  })
  const client = new SQSClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  })
  const urlOf = (name: 'delivery' | 'dead') => `${endpoint}/000000000000/${name}`

  const receive = async (name: 'delivery' | 'dead') =>
    (await client.send(new ReceiveMessageCommand({ QueueUrl: urlOf(name), MaxNumberOfMessages: 10 }))).Messages ?? []
  const take = (name: 'delivery' | 'dead', ReceiptHandle: string | undefined) =>
    client.send(new DeleteMessageCommand({ QueueUrl: urlOf(name), ReceiptHandle }))

  return {
    url: urlOf('delivery'),
    endpoint,
    /** Messages in a queue, whether anybody may see them now or not. */
    count: async (name: 'delivery' | 'dead'): Promise<number> => {
      const { Attributes } = await client.send(
        new GetQueueAttributesCommand({
          QueueUrl: urlOf(name),
          AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
        }),
      )
      return Object.values(Attributes ?? {}).reduce((sum, value) => sum + Number(value), 0)
    },
    send: (MessageBody: string) => client.send(new SendMessageCommand({ QueueUrl: urlOf('delivery'), MessageBody })),
    /** Lambda's reader of the queue: hands on what is visible now, and takes away what did not fail. */
    deliver: async (invoke: (records: SQSRecord[]) => Promise<SQSBatchResponse>): Promise<number> => {
      const messages = await receive('delivery')
      if (messages.length === 0) return 0
      const records = messages.map(({ MessageId = '', ReceiptHandle = '', Body = '' }) => ({
        ...{ messageId: MessageId, receiptHandle: ReceiptHandle, body: Body, messageAttributes: {}, md5OfBody: '' },
        ...{ eventSource: 'aws:sqs', eventSourceARN: main.queueArn, awsRegion: 'us-east-1' },
        attributes: {} as SQSRecord['attributes'],
      }))
      const failed = await invoke(records).then(
        ({ batchItemFailures }) => batchItemFailures.map(({ itemIdentifier }) => itemIdentifier),
        () => records.map(({ messageId }) => messageId),
      )
      const done = records.filter(({ messageId }) => !failed.includes(messageId))
      await Promise.all(done.map(({ receiptHandle }) => take('delivery', receiptHandle)))
      return records.length
    },
    /** Puts back what was set aside, as SQS's redrive does. */
    redrive: async (): Promise<void> => {
      for (let messages = await receive('dead'); messages.length > 0; messages = await receive('dead')) {
        for (const { Body, ReceiptHandle } of messages) {
          await client.send(new SendMessageCommand({ QueueUrl: urlOf('delivery'), MessageBody: Body }))
          await take('dead', ReceiptHandle)
        }
      }
    },
    stop: () => server.stop(),
  }
}
