import type { Actor } from '../identity/index.ts'
import type { Cents, Instant, Table } from '../platform/index.ts'
import { listShownSales, normalizeCode, type Quote, type ShownSale } from '../pricing/index.ts'
import { cartLimits } from './kept-cart.ts'
import { type QuoteRequest, quoteOrder } from './quote-order.ts'

/** A running sale whose code would lower a cart: what it costs with the code, and how much less that is. */
export type SaleOffer = { sale: ShownSale; code: string; totalCents: Cents; savesCents: Cents }

/** Sales rarely overlap; more than these are not tried. */
const triedSales = 3

/** The running sales with a code that everyone may see and that a cart doesn't have yet. */
export const salesToTry = (
  sales: readonly ShownSale[],
  codes: readonly string[],
): { sale: ShownSale; code: string }[] => {
  if (codes.length >= cartLimits.codes) return []
  const known = new Set(codes.map(normalizeCode))
  return sales
    .flatMap((sale) => (sale.state === 'running' && sale.code !== undefined ? [{ sale, code: sale.code }] : []))
    .filter(({ code }) => !known.has(normalizeCode(code)))
    .slice(0, triedSales)
}

/** The sale that makes the cart cheapest; nothing when none makes it cheaper. */
export const cheapestOffer = (
  before: Pick<Quote, 'totalCents'>,
  tried: readonly { sale: ShownSale; code: string; quote: Pick<Quote, 'totalCents'> }[],
): SaleOffer | undefined => {
  const [best] = tried
    .filter(({ quote }) => quote.totalCents < before.totalCents)
    .sort((a, b) => a.quote.totalCents - b.quote.totalCents)
  if (!best) return undefined
  const { sale, code, quote } = best
  return { sale, code, totalCents: quote.totalCents, savesCents: before.totalCents - quote.totalCents }
}

/**
 * The running sale that would lower a cart that doesn't have its code. Only published codes are tried, so this reveals
 * no hidden one. Costs the list of sales; a second quote only while one runs whose code isn't in the cart.
 * @param before  what the cart costs now
 */
export const findSaleOffer = async (
  table: Table,
  request: QuoteRequest,
  before: Pick<Quote, 'totalCents'>,
  actor: Actor,
  now: Instant,
): Promise<SaleOffer | undefined> => {
  if (request.lines.length === 0 || before.totalCents === 0) return undefined
  const sales = salesToTry(await listShownSales(table, now), request.codes)
  const tried = await Promise.all(
    sales.map(async ({ sale, code }) => ({
      sale,
      code,
      quote: await quoteOrder(table, { ...request, codes: [...request.codes, code] }, actor, now),
    })),
  )
  return cheapestOffer(before, tried)
}
