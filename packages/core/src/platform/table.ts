import {
  type CreateTableCommandInput,
  DynamoDBClient,
  type DynamoDBClientConfig,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { notFound, Problem } from './problem.ts'

/** The one table, and the client that reaches it. Passed in; never looked up. */
export type Table = { client: DynamoDBDocumentClient; name: string }

export const connectTable = (name: string, config: DynamoDBClientConfig): Table => {
  const client = new DynamoDBClient(config)
  client.middlewareStack.add(
    (next, { commandName }) =>
      (asked) =>
        next(asked).catch((error: unknown) => refuseMisfit(error, commandName, asked.input)),
    { step: 'initialize' },
  )
  return {
    name,
    client: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
  }
}

const tooLarge = /item size.*exceeded/i
const noKey = /size of (hashkey|all range keys) has exceeded|key attribute cannot contain an empty string/i

/** Whether half a character is somewhere in it: JSON writes those alone as escapes. */
const hasHalfCharacter = (input: unknown): boolean => /\\ud[89a-f]/.test(JSON.stringify(input))

/**
 * An item holds at most 400 KB. A series of short changes can fill it, and the writer of the last one is told so. A
 * value that can't be a key (empty, too long, or half a character) names nothing that could be read. Everything else is
 * rethrown.
 */
const refuseMisfit = (error: unknown, command: string | undefined, input: unknown): never => {
  const reasons =
    error instanceof TransactionCanceledException
      ? (error.CancellationReasons ?? []).map(({ Message }) => Message)
      : error instanceof Error && error.name === 'ValidationException'
        ? [error.message]
        : []
  const isMalformed = error instanceof Error && error.name === 'SerializationException' && hasHalfCharacter(input)
  const isNoKey = reasons.some((reason) => noKey.test(reason ?? ''))
  if ((isNoKey || isMalformed) && /^(Get|BatchGet|Query)/.test(command ?? '')) throw notFound('item')
  if (isNoKey) throw new Problem('invalid', 'input.no-key', 'A name here is empty or too long.')
  if (isMalformed)
    throw new Problem('invalid', 'input.half-character', 'This contains a broken character. Type it again.')
  if (!reasons.some((reason) => tooLarge.test(reason ?? ''))) throw error
  throw new Problem(
    'too-large',
    'input.too-large',
    'This is too large to save. Shorten the text or remove something, then save again.',
  )
}

/**
 * The secondary indexes, by what they are for. Each is sparse: an item is in one only when it has its keys. `list`
 * lists things of a kind in order; `owner` finds what belongs to someone; `due` holds work with a time.
 */
export const indexes = {
  list: { index: 'gsi1', pk: 'gsi1pk', sk: 'gsi1sk' },
  owner: { index: 'gsi2', pk: 'gsi2pk', sk: 'gsi2sk' },
  due: { index: 'gsi3', pk: 'gsi3pk', sk: 'gsi3sk' },
} as const

/** The attribute by which DynamoDB cleans up, in epoch seconds. Never a rule: expiry is a condition on read. */
export const ttlAttribute = 'ttl'

/** The table as the engine makes it, for local use and tests; the deployed one is checked against it. */
export const tableDefinition = (name: string): CreateTableCommandInput => {
  const names = Object.values(indexes)
  const attributes = ['pk', 'sk', ...names.flatMap((index) => [index.pk, index.sk])]
  const keys = (pk: string, sk: string) => [
    { AttributeName: pk, KeyType: 'HASH' as const },
    { AttributeName: sk, KeyType: 'RANGE' as const },
  ]
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: attributes.map((attribute) => ({ AttributeName: attribute, AttributeType: 'S' })),
    KeySchema: keys('pk', 'sk'),
    GlobalSecondaryIndexes: names.map((index) => ({
      IndexName: index.index,
      KeySchema: keys(index.pk, index.sk),
      Projection: { ProjectionType: 'ALL' },
    })),
  }
}

/**
 * How a query is asked for its first `limit` items. A request stops at 1 MB, however few items that are, so a page is read on
 * until it is full or the engine says that there is no more. Fewer items than `limit` then mean the end of the list.
 */
export const upTo = (limit: number): { limit: number; count: number } => ({ limit, count: limit })

const batchRounds = 8

/**
 * Reads a batch whole. Under load the engine answers what it can and names what it left out; that is asked for again,
 * a little later each time. No key, no request.
 * @throws Problem unavailable `busy` when something is left out to the end
 */
export const readBatch = async <Key, Item>(
  keys: readonly Key[],
  read: (keys: Key[]) => Promise<{ data: Item[]; unprocessed: unknown[] }>,
): Promise<Item[]> => {
  const found: Item[] = []
  let wanted = [...keys]
  for (let round = 1; wanted.length > 0; round += 1) {
    const { data, unprocessed } = await read(wanted)
    found.push(...data)
    // ElectroDB returns keys in the shape in which it took them.
    wanted = unprocessed as Key[]
    if (wanted.length === 0) break
    if (round === batchRounds) throw new Problem('unavailable', 'busy', 'Too many requests at once. Please try again.')
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * 2 ** round))
  }
  return found
}
