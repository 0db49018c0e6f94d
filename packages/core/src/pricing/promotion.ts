import * as z from 'zod'
import { Instant, instantOf, LocalDateTime, type Window, within, Zone } from '../platform/index.ts'

const Names = z.array(z.string().trim().toLowerCase().min(1).max(100)).max(100)

/** How much off. Percent and amount are taken from the sum of the lines in scope; price is what each unit then costs. */
export const Benefit = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('percent'), percentBasisPoints: z.int() }),
  z.strictObject({ type: z.literal('amount'), amountCents: z.int() }),
  z.strictObject({ type: z.literal('price'), priceCents: z.int() }),
  z.strictObject({ type: z.literal('free') }),
])
export type Benefit = z.infer<typeof Benefit>

/** On what: everything, or whatever any one of the lists names. */
export const Scope = z.union([
  z.strictObject({ everything: z.literal(true) }),
  z.strictObject({
    kinds: Names.optional(),
    events: Names.optional(),
    products: Names.optional(),
    tags: Names.optional(),
  }),
])
export type Scope = z.infer<typeof Scope>

const Domain = z
  .string()
  .trim()
  .toLowerCase()
  .transform((text) => text.replace(/^@/, ''))
  .refine((text) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(text) && text.length <= 253, 'Write a domain like example.com')

/** Who may use it. Anything but `everyone` is judged only for somebody who is signed in or holds an API key. */
export const Audience = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('everyone') }),
  z.strictObject({ type: z.literal('members') }),
  z.strictObject({ type: z.literal('domains'), domains: z.array(Domain).max(200) }),
  z.strictObject({
    type: z.literal('emails'),
    emails: z.array(z.string().trim().toLowerCase().pipe(z.email().max(254))).max(500),
  }),
])
export type Audience = z.infer<typeof Audience>

/** How often: orders in total, and orders of one person. Without `total` no counter is shared by all buyers. */
export const Limits = z.strictObject({ total: z.int().optional(), perPerson: z.int().optional() })

/** Half-open, in the wall time of the named zone. */
export const PromotionWindow = z.strictObject({
  zone: Zone,
  from: LocalDateTime.optional(),
  until: LocalDateTime.optional(),
})

const terms = {
  title: z.string().trim().min(1).max(200),
  code: z.string().trim().max(400).optional(),
  benefit: Benefit,
  scope: Scope,
  audience: Audience,
  window: PromotionWindow.optional(),
  /** Until then the code answers as an unknown one. Local time in the window's zone, or an instant. */
  revealsAt: z.union([LocalDateTime, Instant]).optional(),
  limits: Limits.optional(),
  combinable: z.boolean(),
}
const Trigger = z.enum(['code', 'automatic'])

/** A promotion as it is sent to be made. What the fields mean together is judged by `checkPromotion`. */
export const NewPromotion = z.strictObject({
  ...terms,
  trigger: Trigger,
  audience: Audience.default({ type: 'everyone' }),
  combinable: z.boolean().default(false),
})
export type NewPromotion = z.infer<typeof NewPromotion>

/** What may be changed later: everything but the trigger. `null` takes an optional term away. */
export const PromotionChanges = z
  .strictObject({
    ...terms,
    window: PromotionWindow.nullable(),
    revealsAt: z.union([LocalDateTime, Instant]).nullable(),
    limits: Limits.nullable(),
    paused: z.boolean(),
  })
  .partial()
export type PromotionChanges = z.infer<typeof PromotionChanges>

/** A promotion as it is kept: its terms, and what the product adds. `version` counts its changes. */
export const Promotion = z.strictObject({
  ...terms,
  trigger: Trigger,
  id: z.string(),
  createdAt: z.string(),
  paused: z.boolean(),
  version: z.int(),
})
export type Promotion = z.infer<typeof Promotion>

/** The moments between which a promotion runs; an edge that it does not name is open. */
export const promotionWindow = ({ window }: Pick<NewPromotion, 'window'>): Window => ({
  from: window?.from === undefined ? undefined : instantOf(window.from, window.zone),
  until: window?.until === undefined ? undefined : instantOf(window.until, window.zone),
})

/** The moment before which nobody may learn of a promotion, when it names one. */
export const promotionRevealsAt = ({
  revealsAt,
  window,
}: Pick<NewPromotion, 'revealsAt' | 'window'>): Instant | undefined => {
  if (revealsAt === undefined) return undefined
  return revealsAt.endsWith('Z') ? revealsAt : instantOf(revealsAt, window?.zone ?? 'UTC')
}

/** Where a promotion stands. `hidden` is not yet revealed; `scheduled` is known but has not begun. */
export type PromotionState = 'scheduled' | 'hidden' | 'running' | 'used-up' | 'ended' | 'paused'

/**
 * Derived, never stored. Hidden comes first, so that nothing else about a hidden promotion shows.
 * @param uses  how many uses are taken, held and confirmed alike
 */
export const promotionState = (promotion: Promotion, uses: number, now: Instant): PromotionState => {
  const revealsAt = promotionRevealsAt(promotion)
  if (revealsAt !== undefined && now < revealsAt) return 'hidden'
  const window = promotionWindow(promotion)
  if (window.until !== undefined && now >= window.until) return 'ended'
  if (promotion.paused) return 'paused'
  if (!within(window, now)) return 'scheduled'
  if (promotion.limits?.total !== undefined && uses >= promotion.limits.total) return 'used-up'
  return 'running'
}
