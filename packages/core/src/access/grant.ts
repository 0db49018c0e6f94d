import * as z from 'zod'
import type { Instant } from '../platform/index.ts'

/** Where a grant comes from. Taking a source away removes its own grants and no other's. */
export const GrantSource = z.enum(['purchase', 'membership', 'seat', 'gift', 'staff'])
export type GrantSource = z.infer<typeof GrantSource>

/**
 * A reason for which a person may do or see something. `what` names it: `event:5w22`, `membership:all-access`.
 * Access is any live grant.
 */
export type Grant = {
  personId: string
  what: string
  source: GrantSource
  /** What in the source gave it: an order, a membership, the admin who did. */
  sourceId: string
  grantedAt: Instant
  until?: Instant | undefined
  /**
   * Of a download that was ordered: whether the mail about the order says that there is no file yet. `asking` while that mail is
   * being written. Gifts, and orders from before this was kept, say nothing here.
   */
  preorder?: Preorder | undefined
  /** Of a membership: its plan as it was when it was given. Missing in those from before plans were kept; see `membershipsOf`. */
  plan?: GrantedPlan | undefined
  /** Of a seat in a team: the shared term that says what it opens, and until when. */
  term?: string | undefined
}

/** What a plan opens, as far as access asks. */
export type GrantedPlan = { title: string; allAccess: boolean }

/**
 * What the seats of one team open, and until when: one item for all of them, so that they all end in the same instant and
 * nothing of theirs is written.
 */
export type SharedTerm = { id: string; what: string; plan: GrantedPlan; until: Instant }

export type Preorder = 'unsaid' | 'asking' | 'said'

export const eventAccess = (slug: string): string => `event:${slug}`
/** Of someone who registered for an event's recording alone, after it: no seat, and nothing that comes with one. */
export const recordingAccess = (slug: string): string => `recording:${slug}`
/** By the sku of a download format, as it is in the store. */
export const titleAccess = (sku: string): string => `title:${sku}`
/** By the team: what a seat opens stands in the team's shared term. */
export const seatAccess = (team: string): string => `seat:${team}`
export const membershipAccess = (plan: string): string => `membership:${plan}`

/** Whether a grant counts at `now`: it has no end, or its end is yet to come. */
export const isLive = (grant: Pick<Grant, 'until'>, now: Instant): boolean =>
  grant.until === undefined || now < grant.until

/** The live grants for one thing. */
export const grantsFor = (grants: readonly Grant[], what: string, now: Instant): Grant[] =>
  grants.filter((grant) => grant.what === what && isLive(grant, now))
