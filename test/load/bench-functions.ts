import { entryPoints } from '../../packages/functions/build.ts'
import { buildCloud, onSale } from '../functions/support/cloud.ts'

/** How long invocations take, of functions that are warm: milliseconds, by what is asked of them. */
export const timeInvocations = async (endpoint: string, count: number): Promise<Record<string, number>> => {
  const built = await buildCloud(entryPoints, endpoint)
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
    await built.remove()
  }
}
