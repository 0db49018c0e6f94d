import {
  type Answers,
  deliveryOf,
  type Event,
  type Format,
  findEvents,
  findProductsWithParts,
  formatOf,
  mayView,
  type Product,
  readSku,
  type Ticket,
  ticketOf,
  type Viewer,
} from '../catalog/index.ts'
import type { Actor } from '../identity/index.ts'
import { findPlan, itemsOf, type Plan } from '../membership/index.ts'
import type { BilledItem } from '../payments/index.ts'
import type { Cents, Table } from '../platform/index.ts'
import type { LineRequest, OrderRequest } from './order.ts'
import { type Goods, planSku } from './order-line.ts'
import { attendeesNeeded, attendeeTwice, unknownTicket } from './problems.ts'

/** A line of a cart with what it names: seats at an event, or a title of the store. */
export type TicketLine = { kind: 'ticket'; sku: string; quantity: number; event: Event; ticket: Ticket }
export type TitleLine = {
  kind: 'title'
  sku: string
  quantity: number
  product: Product
  format: Format
  delivers: Goods
}
export type MembershipLine = {
  kind: 'membership'
  sku: string
  /** How many people it is for, those that its plan includes among them. */
  quantity: number
  plan: Plan
  items: BilledItem[]
}
export type CartLine = TicketLine | TitleLine | MembershipLine

/** What a year of a plan costs for so many people. */
export const planCents = ({ priceCents, seats }: Pick<Plan, 'priceCents' | 'seats'>, people: number): Cents =>
  priceCents + (seats ? Math.max(0, people - seats.included) * seats.extraCents : 0)

export const isMembershipLine = (line: CartLine): line is MembershipLine => line.kind === 'membership'
export const isTicketLine = (line: CartLine): line is TicketLine => line.kind === 'ticket'

/** Whether something in a cart goes by post. */
export const needsAddress = (lines: readonly CartLine[]): boolean =>
  lines.some((line) => line.kind === 'title' && line.delivers.copies.length > 0)

/** One person who is to attend by one line. */
export type Attendee = {
  sku: string
  event: Event
  ticket: Ticket
  email: string
  name: string
  answers: Answers
  index: number
}

export const viewerOf = (actor: Actor): Viewer =>
  actor.kind === 'person' ? { email: actor.email, admin: actor.admin } : { admin: actor.kind === 'system' }

/** Lines of one sku become one, in the order in which the skus came. */
export const mergeLines = (lines: readonly LineRequest[]): LineRequest[] => {
  const merged = new Map<string, number>()
  for (const { sku, quantity } of lines) merged.set(sku, (merged.get(sku) ?? 0) + quantity)
  return [...merged].map(([sku, quantity]) => ({ sku, quantity }))
}

/** Some plans by their slugs: almost always none, which costs nothing, or one. */
const findPlans = async (table: Table, slugs: readonly string[]): Promise<Map<string, Plan>> => {
  const found = await Promise.all(slugs.map((slug) => findPlan(table, slug)))
  return new Map(found.flatMap((plan) => (plan ? [[plan.slug, plan]] : [])))
}

/**
 * What some lines name; lines that name nothing are missing. What the actor may not see, and what was withdrawn, does
 * not exist. One read finds the events, a second what is not among them, a third the parts of bundles.
 */
export const findLines = async (table: Table, lines: readonly LineRequest[], actor: Actor): Promise<CartLine[]> => {
  const merged = mergeLines(lines).map((line) => ({ ...line, read: readSku(line.sku) }))
  const slugs = merged.flatMap(({ read }) => (read ? [read.offering] : []))
  const [events, plans] = await Promise.all([
    findEvents(table, slugs),
    findPlans(
      table,
      merged.flatMap(({ sku, read }) => (read && sku === planSku(read.item) ? [read.item] : [])),
    ),
  ])
  const others = slugs.filter((slug) => !events.has(slug))
  const products = await findProductsWithParts(table, others)
  const viewer = viewerOf(actor)
  return merged.flatMap(({ sku, quantity, read }): CartLine[] => {
    if (!read) return []
    const event = events.get(read.offering)
    const ticket = event && mayView(event, viewer) ? ticketOf(event, read.item) : undefined
    if (event && ticket && (viewer.admin || ticket.sale !== 'hidden'))
      return [{ kind: 'ticket', sku, quantity, event, ticket }]
    const plan = sku === planSku(read.item) ? plans.get(read.item) : undefined
    if (plan) {
      const people = Math.max(quantity, plan.seats?.included ?? 1)
      const items = itemsOf(plan, people)
      return items ? [{ kind: 'membership', sku, quantity: people, plan, items }] : []
    }
    const product = products.get(read.offering)
    const format = product?.status === 'on-sale' ? formatOf(product, read.item) : undefined
    if (!product || !format) return []
    const delivers = { product: product.slug, ...deliveryOf(product, format, products) }
    return [{ kind: 'title', sku, quantity, product, format, delivers }]
  })
}

/** The same where every line must name something. @throws Problem not-found `registration.unknown-ticket` */
export const resolveLines = async (table: Table, lines: readonly LineRequest[], actor: Actor): Promise<CartLine[]> => {
  const found = await findLines(table, lines, actor)
  const missing = mergeLines(lines).findIndex(({ sku }) => !found.some((line) => line.sku === sku))
  if (missing >= 0) throw unknownTicket(mergeLines(lines)[missing]?.sku ?? '', missing)
  return found
}

/**
 * Says who takes which seat: the attendees that are named, or the buyer where one seat is asked for and nobody named.
 * @throws Problem invalid `registration.attendees-needed`, `registration.attendee-twice`
 */
export const assignAttendees = (
  lines: readonly TicketLine[],
  request: Pick<OrderRequest, 'buyer' | 'attendees'>,
): Attendee[] => {
  const named = (request.attendees ?? []).map((attendee, index) => ({ ...attendee, index }))
  const stray = named.find((attendee) => !lines.some((line) => line.sku === attendee.sku))
  if (stray) throw unknownTicket(stray.sku, stray.index)
  const attendees = lines.flatMap(({ sku, quantity, event, ticket }) => {
    const own = named.filter((attendee) => attendee.sku === sku)
    const seated = own.length === 0 && quantity === 1 ? [{ ...request.buyer, answers: undefined, index: 0 }] : own
    if (seated.length !== quantity) throw attendeesNeeded(sku, quantity, own.length)
    return seated.map(({ email, name, answers, index }) => ({
      sku,
      event,
      ticket,
      email,
      name,
      answers: answers ?? {},
      index,
    }))
  })
  const seen = new Set<string>()
  for (const attendee of attendees) {
    const key = `${attendee.event.slug} ${attendee.email}`
    if (seen.has(key)) throw attendeeTwice(attendee.email, attendee.index)
    seen.add(key)
  }
  return attendees
}
