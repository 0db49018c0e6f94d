import type { Instant } from '../platform/index.ts'

/** What became of a mail: with the provider, or refused by it for good. */
export type MessageState = 'sent' | 'failed'

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
