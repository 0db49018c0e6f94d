import { CreateTableCommand } from '@aws-sdk/client-dynamodb'
import { connectTable, type Table, tableDefinition } from '@lectern/core/platform'
import { inject } from 'vitest'

let made = 0

/** An empty table of its own for anyone who asks, on the engine that the run started. */
export const freshTable = async (): Promise<Table> => {
  made += 1
  const table = connectTable(`test-${process.pid}-${made}-${Math.random().toString(36).slice(2, 8)}`, {
    endpoint: inject('dynamoEndpoint'),
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  })
  await table.client.send(new CreateTableCommand(tableDefinition(table.name)))
  return table
}
