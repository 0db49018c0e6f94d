import * as z from 'zod'
import { EmailAddress, EmailDomain, Instant, LocalDateTime, line, lineOrNothing, Zone } from '../platform/index.ts'

const Names = z.array(line(100).toLowerCase()).max(100)

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
    /** Of titles, compared without regard to case. */
    authors: Names.optional(),
  }),
])
export type Scope = z.infer<typeof Scope>

/** Who may use it. Anything but `everyone` is judged only for someone who is signed in or holds an API key. */
export const Audience = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('everyone') }),
  z.strictObject({ type: z.literal('members') }),
  z.strictObject({ type: z.literal('domains'), domains: z.array(EmailDomain).max(200) }),
  z.strictObject({
    type: z.literal('emails'),
    emails: z.array(EmailAddress).max(500),
  }),
  z.strictObject({ type: z.literal('plan'), plan: line(60).toLowerCase() }),
  /** Who has never bought anything. Goes with one use for each person, so that two orders at once are not both the first. */
  z.strictObject({ type: z.literal('first-purchase') }),
  /** People on the promotion's own list of addresses, which may be long and is stored separately. */
  z.strictObject({ type: z.literal('imported') }),
])
export type Audience = z.infer<typeof Audience>

/**
 * How often: orders in total, orders of one person, and units within one order (the dearest get it). Without `total`
 * and without a budget no counter is shared by all buyers.
 */
export const Limits = z.strictObject({
  total: z.int().optional(),
  perPerson: z.int().optional(),
  perOrder: z.int().optional(),
})

/** What an order must hold of what the promotion covers: its list price, and its units. */
export const Minimum = z.strictObject({ spendCents: z.int().optional(), quantity: z.int().optional() })
export type Minimum = z.infer<typeof Minimum>

/** Half-open, in the wall time of the named zone. */
export const PromotionWindow = z.strictObject({
  zone: Zone,
  from: LocalDateTime.optional(),
  until: LocalDateTime.optional(),
})

const terms = {
  title: line(200),
  code: lineOrNothing(400).optional(),
  benefit: Benefit,
  scope: Scope,
  audience: Audience,
  window: PromotionWindow.optional(),
  /** Until then the code answers as an unknown one. Local time in the window's zone, or an instant. */
  revealsAt: z.union([LocalDateTime, Instant]).optional(),
  limits: Limits.optional(),
  /** The money it may give in all. An order whose discount no longer fits goes without. */
  budgetCents: z.int().optional(),
  minimum: Minimum.optional(),
  /** Who its orders are attributed to. */
  partner: line(80).optional(),
  /** What each of many codes begins with: LEAP gives codes like LEAP-7K3M-9QRT-2WXB. */
  codePrefix: lineOrNothing(40).optional(),
  /** Whether what it takes off a membership is taken off of each renewal, too. */
  renewals: z.boolean().optional(),
  combinable: z.boolean(),
}
const Trigger = z.enum(['code', 'automatic'])
/** One code that everyone types, or many that each work once. */
const Codes = z.enum(['one', 'many'])

/** A promotion as it is sent to be made. What the fields mean together is judged by `checkPromotion`. */
export const NewPromotion = z.strictObject({
  ...terms,
  trigger: Trigger,
  codes: Codes.optional(),
  audience: Audience.default({ type: 'everyone' }),
  combinable: z.boolean().default(false),
})
export type NewPromotion = z.infer<typeof NewPromotion>

/** What a copy is called, and its code, which it needs where everyone types one. */
export const PromotionCopy = z.strictObject({
  title: lineOrNothing(200).optional(),
  code: lineOrNothing(400).optional().describe('Needed when the promotion has one code for everyone.'),
})
export type PromotionCopy = z.infer<typeof PromotionCopy>

/** What may be changed later: everything but the trigger and the kind of codes. `null` takes an optional term away. */
export const PromotionChanges = z
  .strictObject({
    ...terms,
    window: PromotionWindow.nullable(),
    revealsAt: z.union([LocalDateTime, Instant]).nullable(),
    limits: Limits.nullable(),
    budgetCents: z.int().nullable(),
    minimum: Minimum.nullable(),
    partner: terms.partner.unwrap().nullable(),
    paused: z.boolean(),
  })
  .partial()
export type PromotionChanges = z.infer<typeof PromotionChanges>

/** A promotion as it is kept: its terms, and what the product adds. `version` counts its changes. */
export const Promotion = z.strictObject({
  ...terms,
  trigger: Trigger,
  codes: Codes.optional(),
  id: z.string(),
  createdAt: z.string(),
  paused: z.boolean(),
  /** When an organizer ended it before its time. It stays over from then on. */
  endedAt: z.string().optional(),
  version: z.int(),
})
export type Promotion = z.infer<typeof Promotion>
