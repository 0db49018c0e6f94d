import * as z from 'zod'
import { type Grant, isLive } from '../access/index.ts'
import type { Instant } from '../platform/index.ts'

export const PlanSlug = z.enum(['community', 'all-access'])
export type PlanSlug = z.infer<typeof PlanSlug>

/** What can be a member of. Buying comes later; until then an admin gives a membership. */
export type Plan = { slug: PlanSlug; title: string; allAccess: boolean }

export const plans: readonly Plan[] = [
  { slug: 'community', title: 'Community membership', allAccess: false },
  { slug: 'all-access', title: 'All-access membership', allAccess: true },
]

export type Membership = { plan: PlanSlug; title: string; allAccess: boolean; until?: Instant | undefined }

const prefix = 'membership:'

/** The memberships that a person's grants amount to at `now`. */
export const membershipsOf = (grants: readonly Grant[], now: Instant): Membership[] =>
  grants.flatMap((grant) => {
    if (!grant.what.startsWith(prefix) || !isLive(grant, now)) return []
    const plan = plans.find((one) => one.slug === grant.what.slice(prefix.length))
    return plan ? [{ plan: plan.slug, title: plan.title, allAccess: plan.allAccess, until: grant.until }] : []
  })
