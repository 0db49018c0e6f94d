import { createClient, inParallel, randomFrom } from './client.ts'
import { type RunningPlatform, runPlatform } from './running-platform.ts'

export type CrashRun = { seed: number; checkouts: number; crashes: number; data: string; seats: number }

type Ordered = { status: string; id: string; checkoutUrl?: string; email: string; paid: boolean }

type Mail = { template: string; to: string[]; idempotencyKey: string | null }

/**
 * Buys `checkouts` seats while the process is killed at random moments, pays most of them with the webhook lost now
 * and then, restarts, delivers every webhook at least twice more, lets the holds run out, and takes stock.
 * @returns what is wrong, in sentences; empty when nothing is
 */
export const surviveCrashes = async (run: CrashRun, tell: (line: string) => void = () => {}): Promise<string[]> => {
  const random = randomFrom(run.seed)
  const port = await freePort()
  const start = () => runPlatform(['--port', String(port), '--data', run.data, '--sample', 'none'])
  let platform: RunningPlatform = await start()
  const client = createClient(
    () => platform.url,
    () => platform.adminKey,
  )
  await client.publish({ slug: 'paid', capacity: run.seats, tickets: [{ name: 'Seat', priceCents: 39900 }] })
  await client.publish({ slug: 'free', tickets: [{ name: 'Seat', priceCents: 0 }] })

  /** Asks until someone answers, under one key: what a careful client does when the line goes dead. */
  const insist = async <T>(ask: () => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        return await ask()
      } catch {
        await restarted()
      }
    }
  }
  let restarting: Promise<void> = Promise.resolve()
  const restarted = (): Promise<void> => restarting

  const buy = async (index: number): Promise<Ordered> => {
    const email = `buyer${index}@load.example`
    const paidEvent = random() < 0.7
    const order = {
      lines: [{ sku: paidEvent ? 'paid:seat' : 'free:seat', quantity: 1 }],
      codes: [],
      buyer: { email, name: `Buyer ${index}` },
    }
    const key = { 'idempotency-key': `crash-${run.seed}-${index}` }
    let answer = await insist(() => client.call('POST', '/api/orders', order, key))
    while (answer.status === 503) answer = await insist(() => client.call('POST', '/api/orders', order, key))
    if (answer.status !== 201) return { status: String(answer.body.code ?? answer.status), id: '', email, paid: false }
    const { id, status, checkoutUrl } = answer.body as { id: string; status: string; checkoutUrl?: string }
    const pays = checkoutUrl !== undefined && random() < 0.85
    if (pays && checkoutUrl) {
      const lost = random() < 0.3
      await insist(() => client.call('POST', `${new URL(checkoutUrl).pathname}/pay`, { deliver: !lost }))
    }
    return { status, id, email, paid: pays, ...(checkoutUrl ? { checkoutUrl } : {}) }
  }

  let left = run.crashes
  let bought = 0
  const every = Math.max(1, Math.floor(run.checkouts / (run.crashes + 1)))
  const orders = await inParallel(run.checkouts, 8, async (index) => {
    const ordered = await buy(index)
    bought += 1
    if (left > 0 && bought % every === 0) {
      left -= 1
      restarting = platform.kill().then(async () => {
        platform = await start()
        tell(`killed and restarted after ${bought} checkouts`)
      })
      await restarting
    }
    return ordered
  })
  await restarted()
  await platform.kill()
  platform = await start()

  const paidFor = orders.filter((order) => order.paid)
  for (const { checkoutUrl } of paidFor) {
    const session = new URL(checkoutUrl ?? '').pathname.split('/').at(-1)
    await client.call('POST', '/local/webhooks/replay', { session, type: 'checkout.session.completed', times: 2 })
  }
  await client.call('POST', '/local/clock/advance', { seconds: 3600 })
  await client.call('POST', '/local/clock/advance', { seconds: 3600 })
  const wrong = await takeStock(client, orders, run.seats)
  tell(`${orders.length} checkouts, ${paidFor.length} paid, ${run.crashes} crashes: ${wrong.length} faults`)
  await platform.stop()
  return wrong
}

const takeStock = async (
  client: ReturnType<typeof createClient>,
  orders: Ordered[],
  seats: number,
): Promise<string[]> => {
  const wrong: string[] = []
  const kept = await client.all('/api/admin/orders')
  const byId = new Map(kept.map((order) => [String(order.id), order]))
  const registered = new Map<string, string[]>()
  for (const event of ['paid', 'free']) {
    const roster = await client.all(`/api/admin/registrations?event=${event}`)
    const live = roster.filter((registration) => registration.status === 'confirmed' || registration.status === 'held')
    registered.set(
      event,
      live.map((registration) => String(registration.email)),
    )
  }
  const taken = registered.get('paid') ?? []
  const { body } = await client.call('GET', '/api/events/paid')
  const [ticket] = body.tickets as { remaining: number }[]
  if (ticket?.remaining !== seats - taken.length) {
    wrong.push(`${ticket?.remaining} of ${seats} seats are left while ${taken.length} are taken`)
  }
  if (taken.length > seats) wrong.push(`${taken.length} of ${seats} seats are taken`)
  for (const emails of registered.values()) {
    if (new Set(emails).size < emails.length) wrong.push('someone is registered twice')
  }
  for (const order of orders.filter(({ id }) => id !== '')) {
    const status = byId.get(order.id)?.status
    const onRoster = [...registered.values()].some((emails) => emails.includes(order.email))
    if (order.paid && status !== 'confirmed' && status !== 'refunded') wrong.push(`${order.id} is paid and ${status}`)
    if (status === 'awaiting-payment') wrong.push(`${order.id} still waits for payment`)
    if ((status === 'confirmed') !== onRoster)
      wrong.push(`${order.id} is ${status} and its buyer is ${onRoster ? '' : 'not '}on the roster`)
  }
  const inbox = (await client.call('GET', '/local/inbox')).body.items as Mail[]
  const count = (template: string, email: string) =>
    inbox.filter((mail) => mail.template === template && mail.to.includes(email)).length
  for (const order of orders.filter(({ id }) => id !== '')) {
    const status = byId.get(order.id)?.status
    const confirmed = status === 'confirmed'
    const expected = {
      'registration-confirmed': confirmed ? 1 : 0,
      receipt: confirmed && order.checkoutUrl ? 1 : 0,
      'refund-made': status === 'refunded' ? 1 : 0,
      'hold-expired': status === 'expired' ? 1 : 0,
    }
    for (const [template, wanted] of Object.entries(expected)) {
      const got = count(template, order.email)
      // An unpaid hold may have run out before a late payment took its seat again: that notice was true when it went.
      if (got !== wanted && !(template === 'hold-expired' && order.paid)) {
        wrong.push(`${order.email} (${status}) got ${got} of ${wanted} ${template}`)
      }
    }
  }
  return wrong
}

const freePort = async (): Promise<number> => {
  const { createServer } = await import('node:net')
  return new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
