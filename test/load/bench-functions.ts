import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type buildCloud, onSale } from '../functions/support/cloud.ts'

type Built = Awaited<ReturnType<typeof buildCloud>>

/**
 * How long it takes from starting the site's process to its first page, which the Runtime API passes on: milliseconds,
 * the shortest first.
 * @param cached  with Node's compile cache, which Lambda does not keep from one sandbox to the next
 */
export const timeFirstPages = async (built: Built, path: string, runs: number, cached: boolean): Promise<number[]> => {
  const cloud = await built.open()
  const cache = await mkdtemp(join(tmpdir(), 'lectern-compile-'))
  const took: number[] = []
  try {
    // The first run fills the compile cache.
    for (let run = 0; run <= runs; run += 1) {
      const site = await cloud.instance('site', cached ? { NODE_COMPILE_CACHE: cache } : {})
      const from = performance.now()
      const { statusCode } = await cloud.askOf(site, 'GET', path)
      if (statusCode !== 200) throw new Error(`The first page answered ${statusCode}`)
      if (run > 0) took.push(performance.now() - from)
      site.kill()
    }
    return took.sort((a, b) => a - b)
  } finally {
    await cloud.stop()
    await rm(cache, { recursive: true, force: true })
  }
}

/** How long invocations take, of functions that are warm: milliseconds, by what is asked of them. */
export const timeInvocations = async (built: Built, count: number): Promise<Record<string, number>> => {
  const cloud = await built.open()
  /** The median of an invocation, over the Runtime API and its HTTP. */
  const median = async (task: (index: number) => Promise<unknown>): Promise<number> => {
    const took: number[] = []
    for (let index = 0; index < count; index += 1) {
      const from = performance.now()
      await task(index)
      took.push(performance.now() - from)
    }
    return took.sort((a, b) => a - b)[Math.floor(count / 2)] ?? 0
  }
  try {
    await onSale(cloud.table, 'open', 0, false)
    const page = await median(() => cloud.ask('site', 'GET', '/events/open'))
    const order = await median(async (index) => {
      const buyer = { email: `bench${index}@bench.example`, name: 'Ada Lovelace' }
      const answer = await cloud.ask('api', 'POST', '/api/orders', {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ lines: [{ sku: 'open:seat' }], buyer }),
      })
      if (answer.statusCode !== 201) throw new Error(`An order answered ${answer.statusCode}`)
    })
    await cloud.forward()
    const waiting = await cloud.queues.count('delivery')
    const from = performance.now()
    while ((await cloud.queues.count('delivery')) > 0) await cloud.send()
    const mail = (performance.now() - from) / waiting
    const clock = await (async () => {
      const ticking = await cloud.one('clock')
      return median(() => ticking.invoke({}))
    })()
    return {
      'a page': page,
      'a free registration': order,
      'a mail, in batches': mail,
      'a clock that finds nothing': clock,
    }
  } finally {
    await cloud.stop()
  }
}
