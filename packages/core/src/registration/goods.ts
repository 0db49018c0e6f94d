import { type GrantSource, titleAccess } from '../access/index.ts'
import type { OrderLine } from './order.ts'

/** What a line for a title delivers: formats to download, and copies that go by post; a bundle's parts one by one. */
export type Goods = { product: string; downloads: string[]; copies: string[] }

/** What the sku of the line for sending copies begins with; its region follows. */
const shippingPrefix = 'shipping:'

export const shippingSku = (region: string): string => `${shippingPrefix}${region}`

export type LineKind = 'ticket' | 'title' | 'shipping'

export const lineKind = (line: Pick<OrderLine, 'sku' | 'goods'>): LineKind =>
  line.goods ? 'title' : line.sku.startsWith(shippingPrefix) ? 'shipping' : 'ticket'

/** Whether any of some lines goes by post. */
export const sendsCopies = (lines: readonly Pick<OrderLine, 'goods'>[]): boolean =>
  lines.some(({ goods }) => goods !== undefined && goods.copies.length > 0)

/** Where access by a line comes from: the membership that made it free, else the purchase. */
export const sourceOf = (line: Pick<OrderLine, 'totalCents' | 'applied'> | undefined): GrantSource =>
  line?.totalCents === 0 && line.applied.some((applied) => applied.source === 'membership') ? 'membership' : 'purchase'

/** The grants that a line for a title gives its buyer. Each line has its own, so that two may deliver one title. */
export const grantsOfGoods = (order: { id: string; buyer: { personId: string } }, line: OrderLine) =>
  (line.goods?.downloads ?? []).map((sku) => ({
    personId: order.buyer.personId,
    what: titleAccess(sku),
    source: sourceOf(line),
    sourceId: `${order.id}/${line.id}`,
  }))
