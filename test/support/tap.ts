import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb'
import type { Table } from '@lectern/core/platform'

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number]
type Input = { TransactItems?: TransactItem[] } & Record<string, unknown>

/** Listens in on a table: `onInput` sees each request before it is sent, and may change it or throw in its place. */
export const tap = (table: Table, onInput: (input: Input, command: string) => void): void => {
  const send = table.client.send.bind(table.client) as (command: unknown, ...rest: unknown[]) => Promise<unknown>
  const tapped = async (command: { input: Input }, ...rest: unknown[]): Promise<unknown> => {
    onInput(command.input, command.constructor.name)
    return send(command, ...rest)
  }
  table.client.send = tapped as typeof table.client.send
}

/** Does something once, in the moment before the first transaction whose writes say so is sent. */
export const meanwhile = (table: Table, words: RegExp, act: () => Promise<void>): void => {
  const send = table.client.send.bind(table.client) as (command: unknown, ...rest: unknown[]) => Promise<unknown>
  let done = false
  const held = async (command: { input: Input }, ...rest: unknown[]): Promise<unknown> => {
    if (!done && command.input.TransactItems && words.test(JSON.stringify(command.input))) {
      done = true
      await act()
    }
    return send(command, ...rest)
  }
  table.client.send = held as typeof table.client.send
}

const keyOf = (item: TransactItem): Record<string, unknown> =>
  (item.Put?.Item ?? item.Update?.Key ?? item.Delete?.Key ?? item.ConditionCheck?.Key ?? {}) as Record<string, unknown>

/** The partitions that a transaction writes, those of its indexes included: `pk` and each `gsi…pk`, with their values. */
export const partitionsOf = (items: readonly TransactItem[]): string[] =>
  items.flatMap((item) => {
    const key = keyOf(item)
    return ['pk', 'gsi1pk', 'gsi2pk', 'gsi3pk'].flatMap((name) =>
      key[name] === undefined ? [] : `${name}=${key[name]}`,
    )
  })

/** Drops the condition of every write whose partition begins so: the control that shows what the condition is for. */
export const dropConditions = (table: Table, partition: string): void =>
  tap(table, (input) => {
    for (const { Update: update } of input.TransactItems ?? []) {
      if (!update || !String(update.Key?.pk).startsWith(partition)) continue
      update.ConditionExpression = undefined
      // The engine refuses names and values that nothing uses.
      const used = (placeholder: string): boolean => new RegExp(`${placeholder}\\b`).test(update.UpdateExpression ?? '')
      for (const part of ['ExpressionAttributeNames', 'ExpressionAttributeValues'] as const) {
        const kept = Object.entries(update[part] ?? {}).filter(([placeholder]) => used(placeholder))
        update[part] = kept.length === 0 ? undefined : Object.fromEntries(kept)
      }
    }
  })
