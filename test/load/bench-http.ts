import { createClient, inParallel } from './client.ts'
import { runPlatform } from './running-platform.ts'

export type Pace = { name: string; perSecond: number; p50: number; p99: number }

const percentile = (sorted: number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

/** Runs a task `count` times, `width` at a time, and says how fast. Bounded by count, so it stops by itself. */
const pace = async (
  name: string,
  count: number,
  width: number,
  task: (index: number) => Promise<void>,
): Promise<Pace> => {
  const took: number[] = []
  const began = performance.now()
  await inParallel(count, width, async (index) => {
    const from = performance.now()
    await task(index)
    took.push(performance.now() - from)
  })
  const seconds = (performance.now() - began) / 1000
  const sorted = took.sort((a, b) => a - b)
  return { name, perSecond: count / seconds, p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99) }
}

/** The journey of someone who registers for a free webinar, and pages, over HTTP against the running product. */
export const paceOverHttp = async (data: string, scale: number): Promise<Pace[]> => {
  const platform = await runPlatform(['--port', '0', '--data', data, '--sample', 'demo'])
  const client = createClient(
    () => platform.url,
    () => platform.adminKey,
  )
  await client.publish({ slug: 'bench-open', tickets: [{ name: 'Seat', priceCents: 0 }] })
  let people = 0
  const journey = async (): Promise<void> => {
    people += 1
    const mine = people
    const lines = [{ sku: 'bench-open:seat', quantity: 1 }]
    const quote = await client.call('POST', '/api/quotes', { lines, codes: [] })
    const buyer = { email: `bench${mine}@bench.example`, name: `Person ${mine}` }
    const placed = await client.call(
      'POST',
      '/api/orders',
      { lines, codes: [], buyer, expectedTotalCents: quote.body.totalCents },
      { 'idempotency-key': `bench-${mine}` },
    )
    if (placed.status !== 201 || placed.body.status !== 'confirmed')
      throw new Error(`A journey ended with ${placed.status}`)
  }
  const page = (path: string) => async (): Promise<void> => {
    const answer = await fetch(`${platform.url}${path}`)
    await answer.text()
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
  }
  try {
    await pace('warm up', 30, 4, journey)
    return [
      await pace('free registration, 1 client', Math.round(300 * scale), 1, journey),
      await pace('free registration, 16 clients', Math.round(1600 * scale), 16, journey),
      await pace('home page, 16 clients', Math.round(1600 * scale), 16, page('/')),
      await pace('event page, 16 clients', Math.round(1600 * scale), 16, page('/events/5w22')),
    ]
  } finally {
    await platform.stop()
  }
}
