import type { Instant } from '../platform/index.ts'

/**
 * What became of a mail: refused by the provider for good, or with it (`sent`), and then, as the provider tells:
 * taken by the reader's server, sent back by it, or marked as unwanted by its reader.
 */
export const messageStates = ['failed', 'sent', 'delivered', 'bounced', 'complained'] as const
export type MessageState = (typeof messageStates)[number]

/** What the provider tells of a mail that it took. Later in the list weighs more, whichever is told first. */
export const deliveryStates = ['delivered', 'bounced', 'complained'] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** The record of a mail. Its key names what it means, so that no mail is sent for the same reason twice. */
export type Message = {
  id: string
  key: string
  template: string
  to: string
  subject: string
  state: MessageState
  at: Instant
  providerId?: string | undefined
  error?: string | undefined
  event?: string | undefined
  orderId?: string | undefined
}
