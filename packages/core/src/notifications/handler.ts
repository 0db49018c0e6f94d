import type { Announced, Instant, PendingWrite, Topic } from '../platform/index.ts'
import type { DeliveryContext } from './delivery-context.ts'

/**
 * Acts on one topic: sends its mails and does what follows. May run twice for one row, so it must bear repeating.
 * @returns the writes that follow, committed with the row's removal
 */
type Handler<T extends Topic> = Sends<T> | Follows<T>
export type Sends<T extends Topic> = (context: DeliveryContext, row: Announced<T>, now: Instant) => Promise<void>
export type Follows<T extends Topic> = (
  context: DeliveryContext,
  row: Announced<T>,
  now: Instant,
) => Promise<PendingWrite[]>

/** One handler for each of some topics; a missing one doesn't compile. */
export type Handlers<Topics extends Record<string, Topic>> = { [Name in keyof Topics]: Handler<Topics[Name]> }
