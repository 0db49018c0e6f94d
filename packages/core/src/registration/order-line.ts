import type { GrantedPlan } from '../access/index.ts'
import { readSku } from '../catalog/index.ts'
import type { BilledItem } from '../payments/index.ts'
import type { Cents, Instant } from '../platform/index.ts'
import type { Applied } from '../pricing/index.ts'

/** What a line for a title delivers: formats to download, and copies that ship; a bundle's parts one by one. */
export type Goods = { product: string; downloads: string[]; copies: string[] }

/** What every line of an order has, with the price that was frozen when it was placed. */
type LineFacts = {
  id: string
  sku: string
  /** The event's title and the ticket's name, or the title's and its format's, as they were. */
  title: string
  ticketName: string
  quantity: number
  unitCents: Cents
  listCents: Cents
  discountCents: Cents
  totalCents: Cents
  applied: Applied[]
  /** Its share of the sales tax that the provider added. */
  taxCents?: Cents | undefined
  status: 'live' | 'ended'
}

/** What was bought, by kind. It is stored: nothing about a line is ever read out of its sku. */
export type LineContent =
  | {
      kind: 'ticket'
      event: string
      ticket: string
      /** The pools its seats were counted in: exactly these get them back. */
      pools: string[]
      /**
       * Until when its seats could be canceled with a full refund (free ones: at all), as the event was when they were
       * ordered. A promise: what the organizer changes later may only make it later. Missing in orders from before it was kept.
       */
      refundableUntil?: Instant | undefined
    }
  | { kind: 'title'; goods: Goods }
  | { kind: 'shipping'; region: string }
  | {
      kind: 'membership'
      plan: string
      /** What it opens, as its plan was when it was ordered. */
      opens: GrantedPlan
      /** For how many people it is. */
      seats: number
      /** Of a plan for teams: what the team is called. */
      team?: string | undefined
      /** The membership that begins by it. */
      membership: string
      /** What the provider charges every year. */
      items: BilledItem[]
      /** Whether what was taken off is taken off of each renewal, too. */
      discountRenews?: true | undefined
    }

/** One ticket type or title of an order, or the shipping of its copies. */
export type OrderLine = LineFacts & LineContent
export type LineKind = OrderLine['kind']
export type LineOf<K extends LineKind> = Extract<OrderLine, { kind: K }>

export const planSku = (plan: string): string => `plan:${plan}`

export const shippingSku = (region: string): string => `shipping:${region}`

/** A line as it was stored before its kind was: tickets and shipping both without goods, and all with pools. */
type EarlierLine = LineFacts & { kind?: undefined; goods?: Goods; pools?: string[]; refundableUntil?: Instant }

/** What most lines share, at full price. It's left out of storage: an order costs write units for each kilobyte. */
const atFullPrice = ({ listCents }: Pick<LineFacts, 'listCents'>) => ({
  ...{ applied: [] as Applied[], discountCents: 0, totalCents: listCents },
})
type LeftOut = keyof ReturnType<typeof atFullPrice>
type Stored<Line> = Line extends LineFacts ? Omit<Line, LeftOut> & Partial<Pick<Line, LeftOut>> : never
export type StoredLine = Stored<OrderLine | EarlierLine>

export const storeLine = (line: OrderLine): StoredLine => {
  if (line.applied.length > 0 || line.discountCents !== 0 || line.totalCents !== line.listCents) return line
  const { applied: _applied, discountCents: _discount, totalCents: _total, ...kept } = line
  return kept
}

/**
 * A stored line with its kind. Of an earlier one the facts decide: who has goods is a title, and each ticket had a seat
 * for someone, which shipping never has, whatever the address of the event was.
 */
export const readLine = (stored: StoredLine, seats: readonly { line: string }[]): OrderLine => {
  const line = { ...atFullPrice(stored), ...stored }
  if (line.kind !== undefined) return line
  const { kind: _, goods, pools = [], refundableUntil, ...facts } = line
  if (goods) return { ...facts, kind: 'title', goods }
  const { offering = '', item = '' } = readSku(line.sku) ?? {}
  const seated = pools.length > 0 || seats.some((seat) => seat.line === line.id)
  if (!seated && line.sku === shippingSku(item)) return { ...facts, kind: 'shipping', region: item }
  const promised = refundableUntil === undefined ? {} : { refundableUntil }
  return { ...facts, kind: 'ticket', event: offering, ticket: item, pools, ...promised }
}
