import { accessUntil, type Membership, standingOf } from '@lectern/core/membership'
import type { Instant } from '@lectern/core/platform'
import * as z from 'zod'

/** A membership, as the person who pays for it sees it. */
export const MembershipView = z
  .object({
    id: z.string(),
    plan: z.string(),
    title: z.string(),
    allAccess: z.boolean(),
    team: z.string().optional().describe('The id of the team whose seats it is for.'),
    seats: z.int(),
    standing: z.enum(['active', 'grace', 'lapsed', 'ended']),
    startedAt: z.string(),
    paidUntil: z.string(),
    accessUntil: z.string().describe('14 days after `paidUntil` while it renews; `paidUntil` when it doesn’t.'),
    renews: z.boolean(),
    renewalCents: z.int(),
    next: z
      .object({ plan: z.string(), seats: z.int() })
      .optional()
      .describe('What the next period holds, when that’s less.'),
    owed: z
      .object({ cents: z.int(), url: z.string().optional() })
      .optional()
      .describe('A payment that is due, and the page to pay it on.'),
  })
  .meta({ id: 'Membership' })
export type MembershipView = z.infer<typeof MembershipView>

export const membershipView = (membership: Membership, now: Instant): MembershipView => {
  const { id, plan, opens, holder, seats, startedAt, paidUntil, renews, renewalCents, next, owed } = membership
  return {
    ...{ id, plan, title: opens.title, allAccess: opens.allAccess, seats, startedAt, paidUntil, renews, renewalCents },
    ...(holder.team === undefined ? {} : { team: holder.team }),
    standing: standingOf(membership, now),
    accessUntil: accessUntil(membership),
    ...(next ? { next } : {}),
    ...(owed ? { owed: { cents: owed.cents, ...(owed.url === undefined ? {} : { url: owed.url }) } } : {}),
  }
}

/** What a change costs, before anybody says yes. */
export const ChangeQuoteView = z
  .object({
    plan: z.string(),
    seats: z.int(),
    when: z.enum(['now', 'renewal', 'none']),
    dueCents: z.int().describe('What is charged now.'),
    renewalCents: z.int(),
    renewsAt: z.string(),
    at: z.string().describe('Send it back with `dueCents` to make the change at this price. Good for an hour.'),
  })
  .meta({ id: 'MembershipChangeQuote' })
