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
  includedInMembership: boolean
}

/** For whom. `known` is somebody signed in or holding an API key; of others neither membership nor audience is judged. */
export type Buyer = {
  known: boolean
  email?: string | undefined
  memberships: { plan: string; allAccess: boolean }[]
  /** Uses this person has taken, by promotion. */
  uses: Record<string, number>
}
