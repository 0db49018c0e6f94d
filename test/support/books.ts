import { type Promotion, usesTaken } from '@lectern/core/pricing'
import { listOrders, listRoster, liveLines, type Order } from '@lectern/core/registration'
import { type anEvent, level } from './build.ts'
import type { TestDesk } from './desk.ts'

/** What the books of a shop are about: a desk, its events and its one code. */
export type Books = { desk: TestDesk; events: Awaited<ReturnType<typeof anEvent>>[]; code: Promotion }

const allOrders = async (desk: TestDesk): Promise<Order[]> => {
  const orders: Order[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await listOrders(desk.table, { limit: 50, cursor })
    orders.push(...page.items)
    cursor = page.next
    if (cursor === undefined) return orders
  }
}

/** What the provider took, gave back and lost to the buyer's bank, by the order that it was for. In cents. */
const providerLedger = async (desk: TestDesk) => {
  const ledger = new Map<string, { charged: number; refunded: number; lost: number }>()
  const sessions = await desk.vendor.checkout.sessions
    .list({ limit: 100, expand: ['data.payment_intent.latest_charge'] })
    .autoPagingToArray({ limit: 1000 })
  for (const { client_reference_id, payment_intent } of sessions) {
    const charge = typeof payment_intent === 'object' ? payment_intent?.latest_charge : undefined
    if (typeof charge !== 'object' || charge?.status !== 'succeeded') continue
    const disputes = charge.disputed ? (await desk.vendor.disputes.list({ charge: charge.id })).data : []
    const of = client_reference_id ?? ''
    const { charged, refunded, lost } = ledger.get(of) ?? { charged: 0, refunded: 0, lost: 0 }
    ledger.set(of, {
      charged: charged + charge.amount_captured,
      refunded: refunded + charge.amount_refunded,
      lost: disputes.reduce((sum, { status, amount }) => (status === 'lost' ? sum + amount : sum), lost),
    })
  }
  return ledger
}

const sum = <T>(items: readonly T[], cents: (item: T) => number): number =>
  items.reduce((total, item) => total + cents(item), 0)

const isLive = ({ status }: Order): boolean => status === 'awaiting-payment' || status === 'confirmed'

/** What the seats of an order that ended by themselves cost, counted here by hand: equal parts, the first ones a cent more. */
const endedCents = (order: Order, of: (seat: Order['seats'][number]) => boolean): number =>
  sum(liveLines(order), (line) => {
    const seats = order.seats.filter((seat) => seat.line === line.id)
    return sum([line.totalCents, line.taxCents ?? 0], (cents) =>
      sum(
        seats.flatMap((seat, index) => (seat.ended && of(seat) ? [index] : [])),
        (index) => Math.floor(cents / seats.length) + (index < cents % seats.length ? 1 : 0),
      ),
    )
  })

/** Money: at the provider as in the order, and what was paid and not refunded is what the live lines cost. */
const moneyFaults = async (desk: TestDesk, orders: readonly Order[]): Promise<string[]> => {
  const ledger = await providerLedger(desk)
  const strangers = [...ledger.keys()].filter((id) => !orders.some((one) => one.id === id))
  const faults = strangers.map((id) => `money without an order: ${id}`)
  for (const one of orders) {
    const refunds = (state: string) =>
      sum(
        one.refunds.filter((refund) => refund.state === state),
        ({ amountCents }) => amountCents,
      )
    const { charged, refunded, lost } = ledger.get(one.id) ?? { charged: 0, refunded: 0, lost: 0 }
    const made = refunds('made')
    if (charged !== one.paidCents) faults.push(`charged ${charged}, paid ${one.paidCents}`)
    if (refunded !== made) faults.push(`refunded there ${refunded}, here ${made}`)
    const ownLost = one.dispute?.state === 'lost' ? one.dispute.amountCents : 0
    if (lost !== ownLost) faults.push(`lost there ${lost}, here ${ownLost}`)
    if (refunds('due') > 0) faults.push(`still due ${refunds('due')}`)
    // What the provider refused to give back is still owed for lines that have ended.
    const kept = one.paidCents - made - refunds('failed')
    const lines =
      sum(liveLines(one), (line) => line.totalCents + (line.taxCents ?? 0)) -
      endedCents(one, (seat) => seat.ended?.kept !== true)
    if (one.status !== 'awaiting-payment' && kept !== lines) faults.push(`kept ${kept}, live lines cost ${lines}`)
  }
  return faults
}

/** Seats and uses: what is counted as taken is what live orders hold, and so many are on the roster. */
const takenFaults = async ({ desk, events, code }: Books, orders: readonly Order[]): Promise<string[]> => {
  const faults: string[] = []
  const live = orders.filter(isLive)
  for (const event of events) {
    const held =
      sum(live.flatMap(liveLines), (line) => (line.sku === `${event.slug}:seat` ? line.quantity : 0)) -
      live.flatMap((one) =>
        one.seats.filter(
          (seat) => seat.ended && seat.event === event.slug && liveLines(one).some(({ id }) => id === seat.line),
        ),
      ).length
    const { taken } = await level(desk.table, event)
    const roster = (await listRoster(desk.table, event.slug, { limit: 100 })).items
    const on = roster.filter(({ status }) => status === 'held' || status === 'confirmed').length
    if (taken !== held || on !== held) faults.push(`${event.slug}: ${taken} taken, ${on} on the roster, ${held} sold`)
  }
  const uses = (await usesTaken(desk.table, [code.id]))[code.id] ?? 0
  const used = live.filter((one) => one.uses.some(({ promotionId }) => promotionId === code.id)).length
  if (uses !== used) faults.push(`code: ${uses} uses counted, ${used} orders with it`)
  return faults
}

/** Mail: none was sent twice. */
const mailFaults = (desk: TestDesk): string[] => {
  const keys = desk.mails().map((mail) => `${mail.to.join()} ${mail.template} ${mail.idempotencyKey}`)
  return keys.filter((key, index) => keys.indexOf(key) !== index).map((key) => `mailed twice: ${key}`)
}

/** Everything in the books that does not add up, in words; nothing when they balance. */
export const faultsInBooks = async (books: Books): Promise<string[]> => {
  const orders = await allOrders(books.desk)
  return [...(await moneyFaults(books.desk, orders)), ...(await takenFaults(books, orders)), ...mailFaults(books.desk)]
}
