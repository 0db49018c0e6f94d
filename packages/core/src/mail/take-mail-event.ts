import type { Table } from '../platform/index.ts'
import { recordDelivery } from './message-store.ts'
import type { MailEvent } from './read-mail-event.ts'
import { suppress } from './suppression-store.ts'

/**
 * Acts on what the provider reports about a mail of ours: notes it with the mail, and puts an address that can't take
 * mail on the list. An address gets on the list even if the mail's record isn't there yet or never will be (sign-in
 * codes leave none). A late or repeated report changes nothing.
 * @returns whether it was news of a mail known here
 */
export const takeMailEvent = async (
  table: Table,
  { key, state, at, to, words, suppresses }: MailEvent,
): Promise<boolean> => {
  // Mail that the same account sends for others is none of our business.
  if (key === undefined || state === undefined) return false
  const news = await recordDelivery(table, key, state, { at, words })
  if (suppresses && to) await suppress(table, { email: to, why: suppresses, at, words })
  return news
}
