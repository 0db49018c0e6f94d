import type { Table } from '@lectern/core/platform'

type Consumed = { CapacityUnits?: number; ReadCapacityUnits?: number; WriteCapacityUnits?: number }

export type Meter = {
  table: Table
  /** Read units since the last reset. */
  reads: () => number
  /** Write units since the last reset, those of indexes included. */
  writes: () => number
  reset: () => void
}

/** Counts what the requests of a table's client cost, as the engine tells it. */
export const meter = (table: Table): Meter => {
  const spent = { reads: 0, writes: 0 }
  table.client.middlewareStack.add(
    (next, context) => async (args) => {
      Object.assign(args.input, { ReturnConsumedCapacity: 'INDEXES' })
      const answer = await next(args)
      const { ConsumedCapacity: consumed } = answer.output as { ConsumedCapacity?: Consumed | Consumed[] }
      const writing = /Write|Put|Update|Delete/.test(String(context.commandName))
      for (const units of consumed === undefined ? [] : [consumed].flat()) {
        spent[writing ? 'writes' : 'reads'] += units.CapacityUnits ?? 0
      }
      return answer
    },
    { step: 'initialize', name: 'meter' },
  )
  return {
    table,
    reads: () => spent.reads,
    writes: () => spent.writes,
    reset: () => Object.assign(spent, { reads: 0, writes: 0 }),
  }
}
