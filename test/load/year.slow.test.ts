import { expect, test } from 'vitest'
import { freshTable } from '../support/table.ts'
import { liveThrough } from './year.ts'

test('ten days of moves, cancellations, late clocks, failures and deaths: every due reminder once, and none that is not due', async () => {
  const seed = Number(process.env.SEED ?? 2024)
  console.log(`simulated days, SEED=${seed}`)
  const report = await liveThrough(await freshTable(), { seed, days: 10, events: 18, people: 200 })
  expect({ seed, wrong: report.wrong }).toEqual({ seed, wrong: [] })
  console.log(JSON.stringify({ ...report, wrong: undefined }))
  // Enough happened for that to mean something.
  expect(report.mails, `seed ${seed}`).toBeGreaterThan(30)
})
