import type { Payments } from '../payments/index.ts'
import type { Table } from '../platform/index.ts'

/** What the use cases of registration work with. Passed in by whoever starts the process; the same for all requests. */
export type Desk = {
  table: Table
  payments: Payments
  /** Derives order tokens. */
  secret: string
  /** Where buyers come back to from the payment page: `https://lectern.example`. */
  siteUrl: string
}
