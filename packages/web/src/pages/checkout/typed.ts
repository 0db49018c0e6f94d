import type { Question } from '@lectern/core/catalog'
import type { Actor } from '@lectern/core/identity'
import { newToken, readCountry } from '@lectern/core/platform'
import { attendeeLimit, type Waiting } from '@lectern/core/registration'
import type { Typed as Sent } from '../../forms/typed.ts'

import { type CartItem, type CartView, isTicket, type TicketItem } from '../cart/load-cart.ts'
import { onlyCountry } from './countries.ts'
import { readRegion } from './regions.ts'

/** One seat as the form has it: the buyer's own, or someone else's. Answers as text; a consent is "yes". */
export type TypedSeat = { who: 'me' | 'other'; name: string; email: string; answers: Record<string, string> }

export const addressFields = ['name', 'line1', 'line2', 'city', 'region', 'postalCode', 'country'] as const
export type TypedAddress = Record<(typeof addressFields)[number], string>

/** The checkout form as it was last filled in. */
export type Typed = {
  buyer: { name: string; email: string }
  seats: TypedSeat[]
  /** Where copies go; asked when there are any. */
  shipTo: TypedAddress
  /** Whether the buyer buys for a company, and what its books want to read. */
  forCompany: boolean
  billing: { company: string; purchaseOrder: string }
  terms: boolean
  /** The attempt's idempotency key, made with the form: sending it twice places one order. */
  key: string
  /** The total that stood on the form, in cents, and the country that it was worked out for. */
  shownCents: number | undefined
  shownCountry: string
}

/** A seat to fill: which of the cart's lines, and which of that line's seats. */
export type Seat = { item: TicketItem; index: number; of: number; questions: readonly Question[] }

/** Every seat of a cart, line by line: the order of the attendees in the request. Titles need nobody to come. */
export const seatsOfCart = (items: readonly CartItem[]): Seat[] =>
  items.filter(isTicket).flatMap((item) =>
    Array.from({ length: item.quantity }, (_, index) => ({
      item,
      index,
      of: item.quantity,
      questions: item.event.questions,
    })),
  )

/** Whether a seat may be the buyer's own: the first of each line. */
export const mayBeBuyers = ({ index }: Pick<Seat, 'index'>): boolean => index === 0

export const emptySeat: TypedSeat = { who: 'other', name: '', email: '', answers: {} }

/**
 * One person more for a line, or one less, with what was typed for the others.
 * @param asked  `more`: the sku of a line; `fewer`: the number of a seat. Nothing where neither is one
 */
export const changePeople = (
  items: readonly CartItem[],
  typed: readonly TypedSeat[],
  asked: { more: string; fewer: string },
): { line: { sku: string; quantity: number }; seats: TypedSeat[] } | undefined => {
  const seats = seatsOfCart(items)
  const last = seats.findLastIndex(({ item }) => item.sku === asked.more)
  const one = /^\d{1,3}$/.test(asked.fewer) ? seats[Number(asked.fewer)] : undefined
  if (one && one.of > 1) {
    const at = seats.indexOf(one)
    return { line: { sku: one.item.sku, quantity: one.of - 1 }, seats: typed.toSpliced(at, 1) }
  }
  const line = seats[last]
  if (!line || line.of >= attendeeLimit) return undefined
  return { line: { sku: line.item.sku, quantity: line.of + 1 }, seats: typed.toSpliced(last + 1, 0, emptySeat) }
}

/** The name of a seat's field: `seats.0.email`. */
export const seatField = (seat: number, name: string): string => `seats.${seat}.${name}`

/** Whose field it is, for the summary of errors: "ChannelPro LIVE: Columbus, person 2". */
export const subjectOf =
  (seats: readonly Seat[]) =>
  (name: string): string | undefined => {
    const seat = name.startsWith('seats.') ? seats[Number(name.split('.')[1])] : undefined
    return seat && (seat.of > 1 ? `${seat.item.event.title}, person ${seat.index + 1}` : seat.item.event.title)
  }

const noAddress: TypedAddress = { name: '', line1: '', line2: '', city: '', region: '', postalCode: '', country: '' }

/**
 * A form as it is first shown: the buyer as far as we know them, attending wherever one seat is asked for. Of someone who
 * came by the link of an offer we know what they gave for the waitlist.
 */
export const firstTyped = ({ items, country }: CartView, actor: Actor, offers: readonly Waiting[] = []): Typed => {
  const { name, email } = actor.kind === 'person' ? actor : (offers[0] ?? { name: '', email: '' })
  const buyer = { name, email }
  const attending = new Set<string>()
  return {
    buyer,
    seats: seatsOfCart(items).map((seat): TypedSeat => {
      // One person has one seat of an event, however many of its tickets are in the cart.
      const own = mayBeBuyers(seat) && !attending.has(seat.item.event.slug)
      if (own) attending.add(seat.item.event.slug)
      return { ...emptySeat, who: own ? 'me' : 'other' }
    }),
    shipTo: { ...noAddress, country: country ?? '' },
    forCompany: false,
    billing: { company: '', purchaseOrder: '' },
    terms: false,
    key: newToken(),
    shownCents: undefined,
    shownCountry: '',
  }
}

/** The country that copies are to go to, as it was typed, or the only one that they go to. */
export const typedCountry = (form: Sent | undefined, view: Pick<CartView, 'terms'>): string | undefined =>
  form?.has('shipTo.country') ? readCountry(form.text('shipTo.country')) : onlyCountry(view.terms)

/** Of one seat the buyer's is the usual answer; of several it is ticked, and a box that is not ticked sends nothing. */
const whoSits = (seat: Seat, sent: string): TypedSeat['who'] => {
  if (!mayBeBuyers(seat)) return 'other'
  return sent === 'me' || (seat.of === 1 && sent !== 'other') ? 'me' : 'other'
}

/** What was sent. Of someone signed in the address is theirs, whatever the form says. */
export const readTyped = (form: Sent, items: readonly CartItem[], actor: Actor): Typed => {
  const shown = form.text('shown')
  const key = form.text('key')
  const sent = { ...noAddress, ...Object.fromEntries(addressFields.map((name) => [name, form.text(`shipTo.${name}`)])) }
  return {
    buyer: {
      name: form.text('buyer.name'),
      email: actor.kind === 'person' ? actor.email : form.text('buyer.email'),
    },
    seats: seatsOfCart(items).map((seat, index) => ({
      who: whoSits(seat, form.text(seatField(index, 'who'))),
      name: form.text(seatField(index, 'name')),
      email: form.text(seatField(index, 'email')),
      answers: Object.fromEntries(
        seat.questions.map(({ id }) => [id, form.text(seatField(index, `answers.${id}`))] as const),
      ),
    })),
    shipTo: { ...sent, region: readRegion(sent.country, sent.region) },
    forCompany: form.text('company') === 'yes',
    billing: { company: form.text('billing.company'), purchaseOrder: form.text('billing.purchaseOrder') },
    terms: form.text('terms') === 'yes',
    key: /^[\w-]{16,64}$/.test(key) ? key : newToken(),
    shownCents: /^\d{1,9}$/.test(shown) ? Number(shown) : undefined,
    shownCountry: form.text('shownCountry'),
  }
}
