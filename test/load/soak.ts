import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { surviveCrashes } from './crashes.ts'
import { liveMembersYear, liveWholeYear } from './whole-year.ts'

// The full-size simulation: `npm run soak`, or `SEED=… npm run soak` to repeat one. The tests run a small one.
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31))
console.log(`seed ${seed}`)
const data = await mkdtemp(join(tmpdir(), 'lectern-soak-'))
const wrong = await surviveCrashes({ seed, checkouts: 500, crashes: 12, data, seats: 200 }, (line) => console.log(line))
await rm(data, { recursive: true, force: true })
wrong.push(...(await liveWholeYear(seed, (line) => console.log(line))))
wrong.push(...(await liveMembersYear(seed, (line) => console.log(line))))
for (const fault of wrong) console.error(fault)
process.exitCode = wrong.length === 0 ? 0 : 1
