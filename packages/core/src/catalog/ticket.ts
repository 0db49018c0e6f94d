import * as z from 'zod'
import { Cents, line, multiLine } from '../platform/index.ts'

/** The part of an address or a sku that people may read: `5w22`, `full-pass`. */
export const Slug = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use small letters, digits and single hyphens, like spring-class')

/** A way into an event: its name, price and, where it has one, its own share of the seats. */
export const Ticket = z.strictObject({
  slug: Slug,
  name: line(80),
  description: multiLine(400).optional(),
  priceCents: Cents,
  /** Seats of this type alone; absent, only the event's capacity counts. */
  capacity: z.int().min(1).max(100_000).optional(),
})
export type Ticket = z.infer<typeof Ticket>

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

/** A slug made of a name: "Full pass" becomes `full-pass`. */
export const slugFrom = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, 60)
    .replace(/-$/, '')
