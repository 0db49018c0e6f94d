import * as z from 'zod'
import { Cents, Day, line, multiLine } from '../platform/index.ts'

/** The part of an address or a sku that people may read: `5w22`, `full-pass`. */
export const Slug = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use lowercase letters, digits, and single hyphens, like spring-class')

/** The local dates that a ticket admits to. */
const Admits = z.strictObject({
  days: z
    .array(Day)
    .min(1)
    .max(31)
    .transform((days) => [...new Set(days)].sort()),
})

/** A way into an event: its name, price and, where it has one, its own share of the seats. */
export const Ticket = z.strictObject({
  slug: Slug,
  name: line(80),
  description: multiLine(400).optional(),
  priceCents: Cents,
  /** Seats of this type alone; absent, only the event's capacity counts. */
  capacity: z.int().min(1).max(100_000).optional(),
  /** Closed: shown, but not sold anymore. Hidden: not shown either. Absent, it is on sale with the event. */
  sale: z.enum(['closed', 'hidden']).optional(),
  /** Absent, it admits to all days. */
  admits: Admits.optional(),
})
export type Ticket = z.infer<typeof Ticket>

/** The tickets that visitors see. */
export const shownTickets = (event: { tickets: readonly Ticket[] }): Ticket[] =>
  event.tickets.filter(({ sale }) => sale !== 'hidden')

/**
 * What a line of an order names: `<slug of the event or title>:<slug of the ticket or format>`, so that a sku finds its
 * offering without a search. No event and title share a slug.
 */
export const skuOf = (offering: string, item: { slug: string }): string => `${offering}:${item.slug}`

/** The two slugs in a sku, or nothing when it is not one of ours. */
export const readSku = (sku: string): { offering: string; item: string } | undefined => {
  const [offering, item, more] = sku.split(':')
  return offering && item && more === undefined && Slug.safeParse(offering).success && Slug.safeParse(item).success
    ? { offering, item }
    : undefined
}

/** Latin letters that are no letter with a mark (Unicode, "compatibility decomposition"), as they are usually written. */
const latin: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' },
}

/** The longest slug that is made of a name. */
const slugLength = 60

/** Cut where a word ends; one word that is longer is cut in it. */
const cut = (slug: string): string => {
  if (slug.length <= slugLength) return slug
  const end = slug.lastIndexOf('-', slugLength)
  return slug.slice(0, end > 0 ? end : slugLength)
}

/** A slug made of a name: "Full pass" becomes `full-pass`. Empty where the name has no Latin letter or digit. */
export const slugFrom = (name: string): string =>
  cut(
    name
      .normalize('NFKD')
      .replace(/[\u0300-\u036f]/g, '')
      .toLowerCase()
      .replace(/[ßæœøłđðþı]/g, (letter) => latin[letter] ?? '')
      .replace(/[’']/g, '')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, ''),
  )

/** A slug made of a title, as `slugFrom` makes it; empty for one in another script. */
export const titleSlug = (title: string): string => (/\p{L}/u.test(title) && !mostlyLatin(title) ? '' : slugFrom(title))

type NamedEvent = { code?: string | undefined; title: string; kind: string }

/** The address that an event's code or title makes; empty where these are in another script. */
export const ownEventSlug = ({ code = '', title }: NamedEvent): string => slugFrom(code) || titleSlug(title)

/**
 * The address of an event that was given none: its code, else its title; where these are in another script, its kind with
 * the date of its first session, `class-2026-12-01`.
 */
export const eventSlugFrom = (named: NamedEvent, startsAt?: string): string =>
  ownEventSlug(named) || [named.kind, startsAt?.slice(0, 10)].filter(Boolean).join('-')

/** Of a title in another script, the odd Latin word tells nothing: "Продажи для MSP" is no `msp`. */
const mostlyLatin = (title: string): boolean => {
  const letters = title.match(/\p{L}/gu)?.length ?? 0
  return (title.match(/\p{Script=Latin}/gu)?.length ?? 0) * 2 >= letters
}
