import type { Instant } from '../platform/index.ts'

/**
 * What became of a mail: not sent, since its address takes none (`suppressed`); refused by the provider for good, or given
 * up by it (`failed`); or with it (`sent`), and then, as the provider tells: taken by the reader's server, sent back by it,
 * or marked as unwanted by its reader.
 */
export const messageStates = ['suppressed', 'failed', 'sent', 'delivered', 'bounced', 'complained'] as const
export type MessageState = (typeof messageStates)[number]

/**
 * What the provider can report about a mail it accepted. Later in the list weighs more, whichever report comes first.
 */
export const deliveryStates = ['failed', 'delivered', 'bounced', 'complained'] as const
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
  /** The batch by which it went, if it went by one. */
  batch?: string | undefined
  /** When the provider reported what became of it. */
  deliveredAt?: Instant | undefined
  bouncedAt?: Instant | undefined
  complainedAt?: Instant | undefined
  failedAt?: Instant | undefined
}

/** Whether a mail is with the provider or beyond, so that it must not go once more. */
export const isSent = ({ state }: Pick<Message, 'state'>): boolean => state !== 'failed' && state !== 'suppressed'
