import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateTableCommand } from '@aws-sdk/client-dynamodb'
import { connectTable, type Table, tableDefinition } from '@lectern/core/platform'
import { startDynamo } from '../../packages/local/src/dynamo.ts'
import { liveAsMembers, type MembersRun } from './members-year.ts'
import { liveThrough, type YearRun } from './year.ts'

/** Does something with a table on an engine of its own. @returns what came of it, and how many minutes it took */
const onOwnEngine = async <T>(use: (table: Table) => Promise<T>): Promise<{ report: T; minutes: string }> => {
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
    const report = await use(table)
    return { report, minutes: ((performance.now() - began) / 60_000).toFixed(1) }
  } finally {
    await engine.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** A year of 300 events and 20,000 people. @returns what is wrong, in sentences */
export const liveWholeYear = async (
  seed: number,
  tell: (line: string) => void,
  size: Omit<YearRun, 'seed'> = { days: 365, events: 300, people: 20_000 },
): Promise<string[]> => {
  const { report, minutes } = await onOwnEngine((table) => liveThrough(table, { seed, ...size }, tell))
  const { wrong, mails, runs, deaths, cancelled, moved } = report
  tell(
    `${size.days} days in ${minutes} minutes: ${mails} mails in ${runs} runs of the clock, ${deaths} failures and deaths, ` +
      `${moved} moves, ${cancelled} cancellations: ${wrong.length} faults`,
  )
  return wrong
}

/** A year of 1,000 memberships, of which one renewal in twenty is declined. @returns what is wrong, in sentences */
export const liveMembersYear = async (
  seed: number,
  tell: (line: string) => void,
  size: Omit<MembersRun, 'seed'> = { members: 1000, days: 60, declines: 0.05 },
): Promise<string[]> => {
  const { report, minutes } = await onOwnEngine((table) => liveAsMembers(table, { seed, ...size }, tell))
  const { wrong, ...happened } = report
  tell(`${size.members} memberships in ${minutes} minutes: ${JSON.stringify(happened)}: ${wrong.length} faults`)
  return wrong
}
