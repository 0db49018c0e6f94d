import { CreateTableCommand } from '@aws-sdk/client-dynamodb'
import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { addSeconds, type Instant, type Table, tableDefinition } from '@lectern/core/platform'
import { start } from './build.ts'
import { openDesk, type TestDesk } from './desk.ts'
import { freshTable } from './table.ts'

type Key = { pk: unknown; sk: unknown }
type Written = { key: Key; item: Record<string, unknown> | undefined; at: Instant }
type Write = { Put?: { Item: Key }; Update?: { Key: Key }; Delete?: { Key: Key } }
type Request = { TableName?: string; IndexName?: string; Item?: Key; Key?: Key; TransactItems?: Write[] }
type Batch = Record<string, { PutRequest?: { Item: Key }; DeleteRequest?: { Key: Key } }[]>

export type LaggingTable = Table & {
  /** The time by which the lag is counted; a test moves it, and nothing waits. */
  clock: { now: Instant }
  /** From here on the indexes show nothing new, however long it takes. */
  hold: () => void
  /** The indexes show everything at once, and lag again from here on. */
  catchUp: () => Promise<void>
  /** How many queries of an index were answered from behind. */
  staleReads: () => number
}

/** Which items a request writes. */
const keysOf = (command: string, input: Request & { RequestItems?: Batch }): Key[] => {
  const key = ({ pk, sk }: Key): Key => ({ pk, sk })
  const batch = Object.values(input.RequestItems ?? {}).flat()
  if (command.startsWith('BatchWrite'))
    return batch.flatMap(({ PutRequest, DeleteRequest }) => {
      const one = PutRequest?.Item ?? DeleteRequest?.Key
      return one ? [key(one)] : []
    })
  if (command.startsWith('TransactWrite'))
    return (input.TransactItems ?? []).flatMap(({ Put, Update, Delete }) => {
      const one = Put?.Item ?? Update?.Key ?? Delete?.Key
      return one ? [key(one)] : []
    })
  if (!/^(Put|Update|Delete)/.test(command)) return []
  const one = input.Item ?? input.Key
  return one ? [key(one)] : []
}

/** One task after another. */
const inTurn = () => {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(task: () => Promise<T>): Promise<T> => {
    const next = last.then(task, task)
    last = next.catch(() => undefined)
    return next
  }
}

/**
 * A table of the real engine whose indexes lag, as DynamoDB's may: what is read by key is current, and a query of an index
 * is answered from a second table, to which each write comes `seconds` of the clock later.
 */
export const laggingTable = async (seconds: number): Promise<LaggingTable> => {
  const table = await freshTable()
  const behind = `${table.name}-behind`
  await table.client.send(new CreateTableCommand(tableDefinition(behind)))
  let journal: Written[] = []
  let held = false
  let stale = 0
  const turns = new Map<string, ReturnType<typeof inTurn>>()
  const applying = inTurn()

  /** Images of one item are taken one after another, so that a later one never comes before an earlier. */
  const note = (key: Key): Promise<void> => {
    const name = JSON.stringify(key)
    const turn = turns.get(name) ?? inTurn()
    turns.set(name, turn)
    return turn(async () => {
      const { Item: item } = await table.client.send(
        new GetCommand({ TableName: table.name, Key: key, ConsistentRead: true }),
      )
      journal.push({ key, item, at: lagging.clock.now })
    })
  }

  const apply = async (due: (written: Written) => boolean): Promise<void> => {
    const ready = journal.filter(due)
    journal = journal.filter((written) => !due(written))
    const newest = new Map(ready.map((written) => [JSON.stringify(written.key), written]))
    await Promise.all(
      [...newest.values()].map(
        ({ key, item }): Promise<unknown> =>
          item
            ? table.client.send(new PutCommand({ TableName: behind, Item: item }))
            : table.client.send(new DeleteCommand({ TableName: behind, Key: key })),
      ),
    )
  }

  table.client.middlewareStack.add(
    (next, context) => async (args) => {
      const input = args.input as Request
      if (input.TableName === behind) return next(args)
      if (input.IndexName !== undefined) {
        if (!held) await applying(() => apply(({ at }) => addSeconds(at, seconds) <= lagging.clock.now))
        if (journal.length > 0) stale += 1
        Object.assign(args.input, { TableName: behind })
        return next(args)
      }
      const answer = await next(args)
      await Promise.all(keysOf(String(context.commandName), input).map(note))
      return answer
    },
    { step: 'initialize', name: 'lag' },
  )
  const lagging: LaggingTable = Object.assign(table, {
    clock: { now: start },
    hold: () => {
      held = true
    },
    catchUp: async () => {
      held = false
      await applying(() => apply(() => true))
    },
    staleReads: () => stale,
  })
  return lagging
}

/** A desk on such a table, with one clock for both. */
export const openLaggingDesk = async (seconds: number): Promise<TestDesk & { table: LaggingTable }> => {
  const table = await laggingTable(seconds)
  const desk = await openDesk({ table })
  table.clock = desk.clock
  return { ...desk, table }
}
