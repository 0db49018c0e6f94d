import { BatchWriteCommand, type BatchWriteCommandInput } from '@aws-sdk/lib-dynamodb'
import type { Table } from '@lectern/core/platform'
import { tap } from '../tap.ts'
import { wholeTable } from '../whole-table.ts'

type Key = { pk: string; sk: string }
type Writes = {
  Key?: Key
  Item?: Key
  TransactItems?: Record<string, { Key?: Key; Item?: Key }>[]
  RequestItems?: Record<string, Record<string, { Key?: Key; Item?: Key }>[]>
}

const nameOf = ({ pk, sk }: Key): string => JSON.stringify([pk, sk])

/** Whether there can be such an item: of others the engine refuses the write. */
const canBe = ({ pk, sk }: Key): boolean =>
  pk !== '' && sk !== '' && Buffer.byteLength(pk) <= 2048 && Buffer.byteLength(sk) <= 1024

/** The keys of what a command writes; of one that reads, nothing or what it reads. */
const keysOf = (input: Writes): Key[] =>
  [input, ...(input.TransactItems ?? []).flatMap(Object.values), ...batchOf(input)].flatMap(({ Key, Item }) => {
    const key = Key ?? Item
    return key && typeof key.pk === 'string' ? [{ pk: key.pk, sk: key.sk }] : []
  })

const batchOf = ({ RequestItems = {} }: Writes) =>
  Object.values(RequestItems).flatMap((requests) => (Array.isArray(requests) ? requests.flatMap(Object.values) : []))

/**
 * Remembers what is in a table, so that whatever happens can be undone.
 * @returns puts everything back that was written since
 */
export const rewinding = async (table: Table): Promise<() => Promise<void>> => {
  const before = new Map((await wholeTable(table)).map((item) => [nameOf(item as Key), item]))
  const touched = new Map<string, Key>()
  let undoing = false
  tap(table, (input, command) => {
    if (undoing || !/^(Put|Update|Delete|Transact|BatchWrite)/.test(command)) return
    for (const key of keysOf(input as Writes)) if (canBe(key)) touched.set(nameOf(key), key)
  })
  return async () => {
    undoing = true
    const requests = [...touched].map(([name, Key]) => {
      const Item = before.get(name)
      return Item ? { PutRequest: { Item } } : { DeleteRequest: { Key } }
    })
    touched.clear()
    for (let from = 0; from < requests.length; from += 25) {
      let RequestItems: BatchWriteCommandInput['RequestItems'] = { [table.name]: requests.slice(from, from + 25) }
      while (RequestItems && Object.keys(RequestItems).length > 0) {
        RequestItems = (await table.client.send(new BatchWriteCommand({ RequestItems }))).UnprocessedItems
      }
    }
    undoing = false
  }
}
