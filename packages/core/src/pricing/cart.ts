import type { Cents } from '../platform/index.ts'

/** What is bought, as the caller resolved it from the catalogue. `offering` is the slug of the event or product. */
export type QuoteLine = {
  sku: string
  /** 1 to 100. */
  quantity: number
  unitCents: Cents
  title: string
  /** A kind of event (class, webinar, breakout, conference, meeting), or else of product. */
  kind: string
  offering: string
  tags: string[]
  /** Of a title; of an event there are none. */
  authors: string[]
  /** Whose membership makes it free: nobody's, that of any plan, or an all-access one. */
  includedFor: 'nobody' | 'members' | 'all-access'
}

/**
 * Who it's for. `known` is someone signed in or holding an API key; of others neither membership nor audience is
 * judged.
 */
export type Buyer = {
  known: boolean
  email?: string | undefined
  memberships: { plan: string; allAccess: boolean }[]
  /** Uses this person has taken, by promotion. */
  uses: Record<string, number>
  /** Whether this would be their first purchase. Left out, it is not known and counts as no. */
  firstPurchase?: boolean | undefined
  /** The promotions whose imported list names their address, by id. */
  invitedTo: string[]
}
