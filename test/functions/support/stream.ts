import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda'

/** Lambda's reader of the table's stream, as it is set up: new outbox rows only, partial failures, three attempts. */
export type StreamReader = {
  /** Reads what is new and hands it on, the rest of a batch that failed again and again, until it is set aside. */
  deliver: (invoke: (records: DynamoDBRecord[]) => Promise<DynamoDBBatchResponse>) => Promise<void>
  /** Slips a record in that the table never wrote. */
  slipIn: (record: DynamoDBRecord) => void
  /** Records that were given up. */
  setAside: DynamoDBRecord[]
}

const attempts = 3

export const readStream = async (endpoint: string, tableName: string): Promise<StreamReader> => {
  // biome-ignore lint/suspicious/noExplicitAny: the engine's answers, of which three fields are read
  const ask = async (operation: string, body: object): Promise<any> => {
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-amz-json-1.0',
        'X-Amz-Target': `DynamoDBStreams_20120810.${operation}`,
        'X-Amz-Date': '20260101T000000Z',
        Authorization:
          'AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
      },
      body: JSON.stringify(body),
    })
    return answer.json()
  }
  const { Streams } = await ask('ListStreams', { TableName: tableName })
  const { StreamArn } = Streams[0]
  const { StreamDescription } = await ask('DescribeStream', { StreamArn })
  const { ShardId } = StreamDescription.Shards[0]
  let { ShardIterator } = await ask('GetShardIterator', { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' })
  const slipped: DynamoDBRecord[] = []
  const setAside: DynamoDBRecord[] = []

  const read = async (): Promise<DynamoDBRecord[]> => {
    const { Records, NextShardIterator } = await ask('GetRecords', { ShardIterator })
    ShardIterator = NextShardIterator
    const rows = (Records as DynamoDBRecord[]).filter(
      ({ eventName, dynamodb }) => eventName === 'INSERT' && dynamodb?.Keys?.pk?.S?.startsWith('outbox#'),
    )
    return [...slipped.splice(0), ...rows]
  }
  const hand = async (
    records: DynamoDBRecord[],
    attempt: number,
    invoke: (records: DynamoDBRecord[]) => Promise<DynamoDBBatchResponse>,
  ): Promise<void> => {
    const failed = await invoke(records).then(
      ({ batchItemFailures }) => new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)),
      () => new Set(records.map(({ dynamodb }) => dynamodb?.SequenceNumber ?? '')),
    )
    // The checkpoint is the first that failed; all from there on comes again (with a batch halved, by itself).
    const first = records.findIndex(({ dynamodb }) => failed.has(dynamodb?.SequenceNumber ?? ''))
    if (first < 0) return
    const [one, ...rest] = records.slice(first)
    if (attempt < attempts) return hand(records.slice(first), attempt + 1, invoke)
    if (one) setAside.push(one)
    if (rest.length > 0) await hand(rest, 1, invoke)
  }
  return {
    setAside,
    slipIn: (record) => void slipped.push(record),
    deliver: async (invoke) => {
      for (let records = await read(); records.length > 0; records = await read()) await hand(records, 1, invoke)
    },
  }
}
