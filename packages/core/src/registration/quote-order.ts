import * as z from 'zod'
import { listGrants } from '../access/index.ts'
import { type Actor, EmailAddress, findPersonByEmail } from '../identity/index.ts'
import { membershipsOf } from '../membership/index.ts'
import type { Instant, Table } from '../platform/index.ts'
import { type Buyer, loadOffers, type Quote, quote } from '../pricing/index.ts'
import { type CartLine, resolveLines } from './cart.ts'
import { Codes, LineRequest } from './order.ts'

export const QuoteRequest = z.strictObject({
  lines: z.array(LineRequest).max(20),
  codes: Codes,
  email: EmailAddress.optional(),
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

/**
 * Prices lines that are already resolved.
 * @param buyerId  whose uses of limited codes are counted, signed in or not
 * @param ownSeat  whether a line is the buyer's own seat: membership pays for the member, not for colleagues
 */
export const priceLines = async (
  table: Table,
  lines: readonly CartLine[],
  codes: string[],
  who: { actor: Actor; email: string | undefined; buyerId: string | undefined; ownSeat: (sku: string) => boolean },
  now: Instant,
): Promise<Quote> => {
  const known = await knownBuyer(table, who.actor, who.email)
  const countedFor = who.buyerId ?? known?.personId
  const [offers, grants] = await Promise.all([
    loadOffers(table, codes, countedFor),
    known ? listGrants(table, known.personId) : [],
  ])
  const buyer: Buyer = {
    known: known !== undefined,
    email: known?.email,
    memberships: membershipsOf(grants, now),
    uses: offers.usesByPerson,
  }
  return quote({
    lines: lines.map(({ sku, quantity, event, ticket }) => ({
      sku,
      quantity,
      unitCents: ticket.priceCents,
      title: event.title,
      kind: event.kind,
      offering: event.slug,
      tags: event.tags,
      includedInMembership: event.includedInMembership && quantity === 1 && who.ownSeat(sku),
    })),
    codes,
    promotions: offers.promotions,
    usesTaken: offers.usesTaken,
    buyer,
    now,
  })
}

/** What a cart costs at this moment, and why. Reads the events, the promotions and, of somebody known, the grants. */
export const quoteOrder = async (table: Table, request: QuoteRequest, actor: Actor, now: Instant): Promise<Quote> => {
  const lines = await resolveLines(table, request.lines, actor)
  return priceLines(
    table,
    lines,
    request.codes,
    { actor, email: request.email, buyerId: undefined, ownSeat: () => true },
    now,
  )
}
