import {
  type Answers,
  type Event,
  findEvents,
  mayView,
  readSku,
  type Ticket,
  ticketOf,
  type Viewer,
} from '../catalog/index.ts'
import type { Actor } from '../identity/index.ts'
import type { Table } from '../platform/index.ts'
import type { LineRequest, OrderRequest } from './order.ts'
import { attendeesNeeded, attendeeTwice, unknownTicket } from './problems.ts'

/** A line of a cart with what it names. */
export type CartLine = { sku: string; quantity: number; event: Event; ticket: Ticket }

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

/**
 * Finds what the lines of a cart name, in one read. What the actor may not see does not exist.
 * @throws Problem not-found `registration.unknown-ticket`
 */
export const resolveLines = async (table: Table, lines: readonly LineRequest[], actor: Actor): Promise<CartLine[]> => {
  const merged = mergeLines(lines)
  const skus = merged.map(({ sku }) => readSku(sku))
  const events = await findEvents(
    table,
    skus.flatMap((sku) => (sku ? [sku.event] : [])),
  )
  const viewer = viewerOf(actor)
  return merged.map(({ sku, quantity }, index) => {
    const read = skus[index]
    const event = read && events.get(read.event)
    const ticket = event && mayView(event, viewer) ? ticketOf(event, read.ticket) : undefined
    if (!event || !ticket) throw unknownTicket(sku, index)
    return { sku, quantity, event, ticket }
  })
}

/**
 * Says who takes which seat: the attendees that are named, or the buyer where one seat is asked for and nobody named.
 * @throws Problem invalid `registration.attendees-needed`, `registration.attendee-twice`
 */
export const assignAttendees = (
  lines: readonly CartLine[],
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
