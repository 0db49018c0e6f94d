import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { entryPoints } from '../../packages/functions/build.ts'
import { buildCloud } from '../functions/support/cloud.ts'
import { countClassPage } from './bench-class.ts'
import { openBenchDesk } from './bench-desk.ts'
import { timeFirstPages, timeInvocations } from './bench-functions.ts'
import { paceOverHttp } from './bench-http.ts'
import { countMemberships } from './bench-members.ts'
import { timeQuotes } from './bench-quote.ts'
import { countUnits } from './bench-units.ts'
import { cancelRoster, formatMemory, remindRoster } from './fan-out.ts'

// `npm run bench` prints ratios and counts of one run; `-- --quick` a small one. Rosters of 100,000 are reminded and
// cancelled with `-- --fan-out 100000`, which takes some half an hour on two cores.
const { values } = parseArgs({
  options: { quick: { type: 'boolean' }, 'fan-out': { type: 'string', default: '2000' } },
})
const folder = await mkdtemp(join(tmpdir(), 'lectern-bench-'))
const print = (line: string): void => console.log(line)
const sizes = values.quick ? [10, 1000] : [10, 1000, 100_000]

print('\n# Over HTTP, with the mails delivered beside it on the same two cores')
for (const { name, perSecond, p50, p99 } of await paceOverHttp(join(folder, 'data'), values.quick ? 0.2 : 1)) {
  print(
    `${name.padEnd(34)} ${perSecond.toFixed(0).padStart(6)}/s   p50 ${p50.toFixed(1)} ms   p99 ${p99.toFixed(1)} ms`,
  )
}

const bench = await openBenchDesk()
try {
  const endpoint = String(await bench.desk.table.client.config.endpoint?.().then(({ port }) => port))
  const built = await buildCloud(entryPoints, `http://127.0.0.1:${endpoint}`)
  try {
    print('\n# Bundles')
    for (const { name, bytes } of built.bundles) print(`${name.padEnd(34)} ${(bytes / 1024).toFixed(0).padStart(6)} KB`)

    print('\n# Process start to first page, site bundle')
    for (const cached of [false, true]) {
      const took = await timeFirstPages(built, '/events', 8, cached)
      const range = `from ${took[0]?.toFixed(0)} to ${took.at(-1)?.toFixed(0)} ms, ${took.length} runs`
      const compiled = cached ? 'with a compile cache' : 'as deployed'
      print(`${compiled.padEnd(34)} median ${took[Math.floor(took.length / 2)]?.toFixed(0)} ms   (${range})`)
    }

    print('\n# Invocations of warm functions, median')
    for (const [name, milliseconds] of Object.entries(await timeInvocations(built, values.quick ? 40 : 200)))
      print(`${name.padEnd(34)} ${milliseconds.toFixed(1).padStart(6)} ms`)
  } finally {
    await built.remove()
  }

  print('\n# Quotes of 20 lines, median')
  const { byPromotions, promotionsRatio, linesRatio } = timeQuotes()
  for (const { promotions, milliseconds } of byPromotions)
    print(`${`${promotions} running promotions`.padEnd(34)} ${milliseconds.toFixed(2).padStart(6)} ms`)
  print(`${promotionsRatio.size} times the promotions take ${promotionsRatio.time.toFixed(1)} times as long,`)
  print(`${linesRatio.size} times the lines ${linesRatio.time.toFixed(1)} times`)

  print(`\n# Read and write units of a use case, at ${sizes.join(', ')} registrations of the event`)
  const units = await countUnits(bench, sizes, (line) => console.error(line))
  for (const name of Object.keys(units[0]?.byUseCase ?? {})) {
    const cells = units.map(({ byUseCase }) => {
      const cost = byUseCase[name]
      return `${cost?.reads.toFixed(1).padStart(6)} r ${cost?.writes.toFixed(0).padStart(3)} w`
    })
    print(`${name.padEnd(44)} ${cells.join('   ')}`)
  }

  print('\n# Read and write units of memberships')
  for (const [name, { reads, writes }] of Object.entries(await countMemberships(bench)))
    print(`${name.padEnd(44)} ${reads.toFixed(1).padStart(6)} r ${writes.toFixed(0).padStart(3)} w`)

  print('\n# A class page of five weeks, 60 materials and five assignments')
  for (const { students, units } of await countClassPage(bench, values.quick ? [1, 200] : [1, 200, 5000])) {
    print(`${`${students} students`.padEnd(34)} ${units.toFixed(1).padStart(6)} read units`)
  }

  print('\n# Reminding a whole roster')
  for (const size of [Math.ceil(Number(values['fan-out']) / 10), Number(values['fan-out'])]) {
    const reminded = await remindRoster(bench, size, (line) => console.error(line))
    print(
      `${size} registrations: ${reminded.mails} mails in ${reminded.seconds.toFixed(0)} s; ` +
        `${reminded.readsEach.toFixed(1)} read and ${reminded.writesEach.toFixed(1)} write units each; ${formatMemory(reminded)}`,
    )
  }

  print('\n# Cancelling a whole roster, and mailing it')
  const fan = await cancelRoster(bench, Number(values['fan-out']), (line) => console.error(line))
  print(
    `${fan.registrations} registrations: ${fan.mails} mails in ${fan.seconds.toFixed(0)} s; ` +
      `${fan.readsEach.toFixed(1)} read and ${fan.writesEach.toFixed(1)} write units each; ${formatMemory(fan)}`,
  )
} finally {
  await bench.stop()
  await rm(folder, { recursive: true, force: true })
}
