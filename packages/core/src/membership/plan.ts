import * as z from 'zod'
import { type Grant, type GrantedPlan, isLive } from '../access/index.ts'
import { Slug } from '../catalog/index.ts'
import { Cents, type FieldError, type Instant, line, lineOrNothing, Problem } from '../platform/index.ts'

export const PlanSlug = Slug
export type PlanSlug = z.infer<typeof PlanSlug>

/** How many seats a team may have, whatever its plan says: they are listed whole. */
export const mostSeats = 500

/** Of a plan for teams: how many seats its price includes, and what each one more costs a year. */
export const PlanSeats = z.strictObject({
  included: z.int().min(1).max(mostSeats),
  extraCents: Cents,
  /** The most that one team can have, those that are included among them. */
  most: z.int().min(1).max(mostSeats),
})

/** What an admin says of a plan. Prices are for a year. */
export const PlanDetails = z.strictObject({
  title: line(80),
  summary: lineOrNothing(200).optional(),
  holder: z.enum(['one', 'team']).default('one'),
  /** Whether its members take part in every class that membership includes. */
  allAccess: z.boolean().default(false),
  priceCents: Cents,
  seats: PlanSeats.optional(),
  /** What is in it, a line each. */
  includes: z.array(line(120)).max(20).default([]),
})
export type PlanDetails = z.infer<typeof PlanDetails>

/** A draft is seen by admins alone; what is withdrawn stays with those who bought it. */
export const PlanStatus = z.enum(['draft', 'on-sale', 'withdrawn'])
export type PlanStatus = z.infer<typeof PlanStatus>

/** What one can be a member of. */
export const Plan = PlanDetails.extend({
  slug: PlanSlug,
  status: PlanStatus,
  /** Where its prices are kept at the payment provider, once it was on sale. */
  prices: z.strictObject({ plan: z.string(), seat: z.string().optional() }).optional(),
  /** Rises with each change; 0 of one that nobody has saved yet. */
  revision: z.int(),
})
export type Plan = z.infer<typeof Plan>

/** What there is until an admin says otherwise: nobody can buy it, and an admin can give it. */
export const firstPlans: readonly Plan[] = [
  {
    ...{ slug: 'community', title: 'Community membership', holder: 'one', allAccess: false, priceCents: 79_900 },
    ...{ status: 'draft', revision: 0 },
    includes: ['Breakouts and everything else for members', 'Member prices'],
  },
  {
    ...{ slug: 'all-access', title: 'All-access membership', holder: 'one', allAccess: true, priceCents: 149_900 },
    ...{ status: 'draft', revision: 0 },
    includes: ['Everything in the community membership', 'A free seat in every class marked as included'],
  },
]

/** The least that the payment provider charges, in cents (docs.stripe.com/currencies#minimum-and-maximum-charge-amounts). */
const leastCents: Cents = 50

/** Refuses a plan that contradicts itself. @throws Problem invalid `membership.plan-contradiction`, with every error by its field */
export const checkPlan = (plan: PlanDetails): void => {
  const errors: FieldError[] = []
  const { holder, seats, priceCents } = plan
  if (priceCents < leastCents) errors.push({ path: 'priceCents', message: 'A plan costs at least $0.50 a year' })
  if (holder === 'team' && !seats) errors.push({ path: 'seats', message: 'Say how many seats a team gets' })
  if (holder === 'one' && seats) errors.push({ path: 'seats', message: 'Only a plan for teams has seats' })
  if (seats && seats.most < seats.included)
    errors.push({ path: 'seats.most', message: 'A team can’t have fewer seats than its plan includes' })
  if (seats && seats.most > seats.included && seats.extraCents < leastCents)
    errors.push({ path: 'seats.extraCents', message: 'Another seat costs at least $0.50 a year' })
  if (errors.length > 0) {
    throw new Problem('invalid', 'membership.plan-contradiction', errors[0]?.message ?? '', { errors })
  }
}

/** Whether a plan opens at least what another does: the person who has it needs no other. */
export const opensAsMuch = (one: GrantedPlan, other: GrantedPlan): boolean => one.allAccess || !other.allAccess

/** A plan that a person's grants amount to. */
export type LiveMembership = { plan: PlanSlug; title: string; allAccess: boolean; until?: Instant | undefined }

const prefix = 'membership:'

/** The memberships that a person's grants amount to at `now`. */
export const membershipsOf = (grants: readonly Grant[], now: Instant): LiveMembership[] =>
  grants.flatMap((grant) => {
    if (!grant.what.startsWith(prefix) || !isLive(grant, now)) return []
    const slug = grant.what.slice(prefix.length)
    // Grants from before plans were kept say nothing of theirs.
    const plan = grant.plan ?? firstPlans.find((one) => one.slug === slug)
    return plan ? [{ plan: slug, title: plan.title, allAccess: plan.allAccess, until: grant.until }] : []
  })
