import type { Actor } from '../identity/index.ts'
import type { Instant, Table } from '../platform/index.ts'
import { type Considered, explainQuote, findPromotionsByCodes, type Quote, type QuoteLine } from '../pricing/index.ts'
import { resolveLines } from './cart.ts'
import type { LineRequest } from './order.ts'
import { priceLines, type QuoteRequest, quoteLine } from './quote-order.ts'

/** A quote, its lines as they were priced, and what came of every promotion that was looked at. */
export type Simulation = { quote: Quote; lines: QuoteLine[]; considered: Considered[] }

/**
 * The quote that `quoteOrder` gives, told with its reasons, for organizers: hidden promotions that the codes name are
 * among those considered. Uses and budgets are those of today, whatever the moment. Nothing is written or counted.
 * @param actor  for whom, as if they asked themselves
 * @throws Problem not-found `registration.unknown-ticket`
 */
export const simulateQuote = async (
  table: Table,
  request: QuoteRequest,
  actor: Actor,
  now: Instant,
): Promise<Simulation> => {
  const lines = await resolveLines(table, request.lines, actor)
  const who = {
    actor,
    email: request.email,
    buyerId: undefined,
    ownSeat: () => true,
    country: request.shipTo?.country,
  }
  const [{ quote, input }, named] = await Promise.all([
    priceLines(table, lines, request.codes, who, now),
    findPromotionsByCodes(table, request.codes),
  ])
  return { quote, lines: input.lines, considered: explainQuote(input, quote, named) }
}

/** The lines of a cart as they're priced, for callers that price it with their own terms. @throws as `simulateQuote` */
export const loadQuoteLines = async (table: Table, lines: readonly LineRequest[], actor: Actor): Promise<QuoteLine[]> =>
  (await resolveLines(table, lines, actor)).map((line) => quoteLine(line, () => true))
