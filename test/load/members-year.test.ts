import { expect, test } from 'vitest'
import { freshTable } from '../support/table.ts'
import { liveAsMembers } from './members-year.ts'

const seed = Number(process.env.SEED ?? 2024)
const small = { seed, members: 20, days: 2, declines: 0.5 }

test('a year of memberships with declines, deaths, and lost, doubled and late webhooks: nobody is charged twice or locked out, and the books are the provider’s', async () => {
  const report = await liveAsMembers(await freshTable(), small)
  const { wrong, ...happened } = report
  console.log(`simulated memberships, SEED=${seed}: ${JSON.stringify(happened)}`)
  expect({ seed, wrong }).toEqual({ seed, wrong: [] })
  // Enough happened for that to mean something.
  expect(report.deaths, `seed ${seed}`).toBeGreaterThan(10)
  expect(report.tally.declined, `seed ${seed}`).toBeGreaterThan(3)
})

test.each(['payload-believed', 'nobody-looks'] as const)('it finds what is wrong with %s', async (control) => {
  const { wrong } = await liveAsMembers(await freshTable(), { ...small, members: 6, declines: 0.9, control })
  expect(wrong).not.toEqual([])
})
