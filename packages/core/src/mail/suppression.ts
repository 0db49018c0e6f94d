import type { Instant } from '../platform/index.ts'

/** Why an address takes no mail: its server said that there is nobody, or its reader called a mail unwanted. */
export const suppressionReasons = ['bounced', 'complained'] as const
export type SuppressionReason = (typeof suppressionReasons)[number]

/** An address that takes no mail, or only what must be told, until an admin takes it off the list. */
export type Suppression = {
  /** The digest of the address. */
  address: string
  /** The address itself; blank once its person is erased. */
  email: string
  why: SuppressionReason
  since: Instant
  /** What the reader's server said. */
  words?: string | undefined
}
