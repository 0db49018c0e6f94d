import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateTableCommand } from '@aws-sdk/client-dynamodb'
import { connectTable, tableDefinition } from '@lectern/core/platform'
import { startDynamo } from '../../packages/local/src/dynamo.ts'
import { liveThrough, type YearRun } from './year.ts'

/** A year of 300 events and 20,000 people, on an engine of its own. @returns what is wrong, in sentences */
export const liveWholeYear = async (
  seed: number,
  tell: (line: string) => void,
  size: Omit<YearRun, 'seed'> = { days: 365, events: 300, people: 20_000 },
): Promise<string[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-year-'))
  const engine = await startDynamo({ file: join(folder, 'table.db') })
  try {
    const table = connectTable('year', {
      endpoint: engine.endpoint,
      region: 'local',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    })
    await table.client.send(new CreateTableCommand(tableDefinition('year')))
    const began = performance.now()
    const { wrong, mails, runs, deaths, cancelled, moved } = await liveThrough(table, { seed, ...size }, tell)
    const minutes = ((performance.now() - began) / 60_000).toFixed(1)
    tell(
      `${size.days} days in ${minutes} minutes: ${mails} mails in ${runs} runs of the clock, ${deaths} failures and deaths, ` +
        `${moved} moves, ${cancelled} cancellations: ${wrong.length} faults`,
    )
    return wrong
  } finally {
    await engine.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
