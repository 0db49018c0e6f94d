import * as z from 'zod'
import { type Grant, listGrants } from '../access/index.ts'
import {
  type Actor,
  type Client,
  countGuesses,
  EmailAddress,
  findPersonByEmail,
  refuseGuessers,
} from '../identity/index.ts'
import { membershipsOf } from '../membership/index.ts'
import type { Instant, Table } from '../platform/index.ts'
import {
  type Buyer,
  getStoreTerms,
  loadOffers,
  type Quote,
  type QuoteInput,
  type QuoteLine,
  quote,
  type ShippingRegion,
  shippingFor,
} from '../pricing/index.ts'
import { Address } from './address.ts'
import { type CartLine, needsAddress, planCents, resolveLines } from './cart.ts'
import { isFirstOrder } from './first-order.ts'
import { findHeldByOthers } from './held-by-others.ts'
import { Codes, LineRequest, type Order } from './order.ts'
import { shippingSku } from './order-line.ts'

export const QuoteRequest = z.strictObject({
  lines: z.array(LineRequest).max(20),
  codes: Codes,
  email: EmailAddress.optional(),
  /** Where copies would go. If given, shipping is among the lines. */
  shipTo: z.object({ country: Address.shape.country }).optional(),
})
export type QuoteRequest = z.infer<typeof QuoteRequest>

/** Whose memberships and address count: the actor's own, or anybody's when an admin orders for them. */
type Known = { personId: string; email: string }

const knownBuyer = async (table: Table, actor: Actor, email: string | undefined): Promise<Known | undefined> => {
  if (actor.kind !== 'person') return undefined
  if (email === undefined || email === actor.email) return { personId: actor.id, email: actor.email }
  if (!actor.admin) return undefined
  const person = await findPersonByEmail(table, email)
  return person ? { personId: person.id, email: person.email } : undefined
}

/** A line as it is priced. What membership includes is the member's own: one seat, one download. */
export const quoteLine = (line: CartLine, ownSeat: (sku: string) => boolean): QuoteLine => {
  const { sku, quantity } = line
  if (line.kind === 'ticket') {
    const { event, ticket } = line
    return {
      sku,
      quantity,
      unitCents: ticket.priceCents,
      title: event.title,
      kind: event.kind,
      offering: event.slug,
      tags: event.tags,
      authors: [],
      includedFor: event.includedInMembership && quantity === 1 && ownSeat(sku) ? 'all-access' : 'nobody',
    }
  }
  if (line.kind === 'membership') {
    const { plan } = line
    // One unit for all its seats: what is taken off is taken off the whole.
    return {
      ...{ sku, quantity: 1, unitCents: planCents(plan, quantity), title: plan.title },
      ...{ kind: 'membership', offering: sku, tags: [], authors: [], includedFor: 'nobody' },
    }
  }
  const { product, format } = line
  return {
    sku,
    quantity,
    unitCents: format.priceCents,
    title: product.title,
    kind: product.kind,
    offering: product.slug,
    tags: product.tags,
    authors: product.authors,
    includedFor: product.includedInMembership && format.type === 'download' && quantity === 1 ? 'members' : 'nobody',
  }
}

/** Sending copies, at a region's flat rate. No promotion touches it, so a sale off everything is a sale off what is sold. */
const shippingLine = ({ region, title, priceCents }: ShippingRegion): QuoteLine => ({
  sku: shippingSku(region),
  quantity: 1,
  unitCents: priceCents,
  title,
  kind: 'shipping',
  offering: 'shipping',
  tags: [],
  authors: [],
  includedFor: 'nobody',
})

/** Who a cart is priced for. */
export type Pricing = {
  actor: Actor
  email: string | undefined
  /** Whose uses of limited codes are counted, signed in or not. */
  buyerId: string | undefined
  /** Whether a line is the buyer's own seat: membership pays for the member, not for colleagues. */
  ownSeat: (sku: string) => boolean
  country: string | undefined
  /** From where. Left out where an organizer prices for someone: nothing is counted then. */
  client?: Client | undefined
}

/** A price, and what else the order needs to know of what it was worked out from. */
export type Priced = {
  quote: Quote
  /** What exactly was priced. */
  input: QuoteInput
  shipping?: ShippingRegion | undefined
  salesTax: boolean
  grants: Grant[]
  /** Unpaid orders of others in the buyer's name, whose uses of promotions it takes over: they end before it is placed. */
  ends: Order[]
}

/** Prices lines that are already resolved. What the store adds (postage, tax) is read only when there are titles. */
export const priceLines = async (
  table: Table,
  lines: readonly CartLine[],
  codes: string[],
  who: Pricing,
  now: Instant,
): Promise<Priced> => {
  const known = await knownBuyer(table, who.actor, who.email)
  const personId = who.buyerId ?? known?.personId
  const own = who.actor.kind === 'person' && who.actor.id === personId ? personId : undefined
  let [spent, held]: [string[], Order[]] = [[], []]
  const [offers, grants, terms] = await Promise.all([
    loadOffers(table, codes, now, {
      personId,
      email: known?.email,
      isFirstPurchase: async () => personId === undefined || (await isFirstOrder(table, personId, own !== undefined)),
      heldByOthers:
        own === undefined
          ? undefined
          : async (ids) => {
              spent = ids
              held = await findHeldByOthers(table, own, ids)
              return held.flatMap(({ uses }) => uses)
            },
    }),
    known ? listGrants(table, known.personId) : [],
    lines.some((line) => line.kind === 'title') ? getStoreTerms(table) : undefined,
  ])
  const buyer: Buyer = {
    known: known !== undefined,
    email: known?.email,
    memberships: membershipsOf(grants, now),
    ...offers.buyer,
  }
  const shipping =
    terms && needsAddress(lines) && who.country !== undefined ? shippingFor(terms, who.country) : undefined
  const input: QuoteInput = {
    ...offers,
    lines: [...lines.map((line) => quoteLine(line, who.ownSeat)), ...(shipping ? [shippingLine(shipping)] : [])],
    codes,
    buyer,
    now,
  }
  const priced = quote(input)
  await holdBackGuesses(table, priced, codes, who)
  const taken = priced.uses.map(({ promotionId }) => promotionId).filter((id) => spent.includes(id))
  const ends = held.filter(({ uses }) => uses.some(({ promotionId }) => taken.includes(promotionId)))
  return { quote: priced, input, shipping, salesTax: terms?.salesTax ?? false, grants, ends }
}

/**
 * Everything that prices codes comes through here, pages and API: wrong codes are counted, and someone who tried too
 * many learns nothing more, not even about right ones. It also counts when a signed-out visitor names a buyer who has
 * used a code: it may be someone else's address. Costs nothing without codes, and one read where all are known.
 * @throws Problem too-many `identity.too-many-attempts`
 */
const holdBackGuesses = async (
  table: Table,
  { rejected }: Quote,
  codes: readonly string[],
  { actor, client }: Pricing,
): Promise<void> => {
  if (!client || codes.length === 0) return
  const wrong = rejected.filter(
    ({ reason }) => reason === 'unknown' || (reason === 'used-by-you' && actor.kind === 'visitor'),
  ).length
  if (wrong > 0) await countGuesses(table, { actor, client }, 'code', wrong)
  else await refuseGuessers(table, { actor, client }, 'code')
}

/**
 * What a cart costs right now, and why. Reads the offerings, the promotions and, of someone known, the grants.
 * @throws Problem too-many `identity.too-many-attempts` after too many wrong codes
 */
export const quoteOrder = async (
  table: Table,
  request: QuoteRequest,
  actor: Actor,
  now: Instant,
  client?: Client,
): Promise<Quote> => {
  const lines = await resolveLines(table, request.lines, actor)
  const who = {
    actor,
    email: request.email,
    buyerId: undefined,
    ownSeat: () => true,
    country: request.shipTo?.country,
    client,
  }
  return (await priceLines(table, lines, request.codes, who, now)).quote
}

/** What one of each of some things costs by itself, by sku. Reads what a cart of them all does. */
export const quoteEach = async (
  table: Table,
  skus: readonly string[],
  actor: Actor,
  now: Instant,
): Promise<Map<string, Quote>> => {
  if (skus.length === 0) return new Map()
  const requests = skus.map((sku) => ({ sku, quantity: 1 }))
  const lines = await resolveLines(table, requests, actor)
  const who = { actor, email: undefined, buyerId: undefined, ownSeat: () => true, country: undefined }
  const { input } = await priceLines(table, lines, [], who, now)
  return new Map(input.lines.map((line) => [line.sku, quote({ ...input, lines: [line] })]))
}
