import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import type { Table } from '@lectern/core/platform'

/** Every item of a table. */
export const wholeTable = async (table: Table): Promise<Record<string, unknown>[]> => {
  const items: Record<string, unknown>[] = []
  let from: Record<string, unknown> | undefined
  do {
    const page = await table.client.send(
      new ScanCommand({ TableName: table.name, ConsistentRead: true, ExclusiveStartKey: from }),
    )
    items.push(...(page.Items ?? []))
    from = page.LastEvaluatedKey
  } while (from)
  return items
}

/** The items that hold one of some words anywhere, keys included, without regard to case. */
export const itemsWith = async (table: Table, ...words: string[]): Promise<Record<string, unknown>[]> => {
  const sought = words.map((word) => word.toLowerCase())
  return (await wholeTable(table)).filter((item) => {
    const text = JSON.stringify(item).toLowerCase()
    return sought.some((word) => text.includes(word))
  })
}
