import type { Organizer } from '../organizer/index.ts'
import type { Payments } from '../payments/index.ts'
import type { Table } from '../platform/index.ts'

/** What the use cases of registration work with. Passed in by the process's entry point, the same for all requests. */
export type CheckoutContext = {
  table: Table
  payments: Payments
  /** Derives order tokens. */
  secret: string
  /** Whose terms buyers accept, and in whose zone days are counted. Kept up to date in place. */
  organizer: Organizer
  /** Where buyers come back to from the payment page: `https://lectern.example`. */
  siteUrl: string
}
