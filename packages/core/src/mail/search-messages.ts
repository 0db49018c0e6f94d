import { type Page, type PageRequest, type Table, writeCursor } from '../platform/index.ts'
import type { Message, MessageState } from './message.ts'
import { listLastMessagesTo, listMessages } from './message-store.ts'
import { digestOfAddress } from './suppression-store.ts'

/** Which mails are asked for; what is not set passes everything. */
export type MessageFilters = {
  /** The whole address, however it is written. */
  to?: string | undefined
  event?: string | undefined
  template?: string | undefined
  state?: MessageState | undefined
}

/** Mails read at a time, and how often, for one page: some 2,000 read units at most. */
const stepSize = 100
const steps = 10

/**
 * Mails that pass, the newest first. By address there is an index; for the rest the list is looked through a bounded
 * way back: an index for each filter would cost a write with every mail, for a search that few make. So a page may hold
 * fewer than `limit`, or nothing, even though there's more: `next` goes on from there.
 */
export const searchMessages = async (
  table: Table,
  { to, event, template, state }: MessageFilters,
  { cursor, limit }: PageRequest,
): Promise<Page<Message>> => {
  const read = (at: string | undefined, size: number): Promise<Page<Message>> => {
    const options = { cursor: at, limit: size }
    return to === undefined ? listMessages(table, options) : listLastMessagesTo(table, digestOfAddress(to), options)
  }
  if (event === undefined && template === undefined && state === undefined) return read(cursor, limit)
  const passes = (message: Message): boolean =>
    (event === undefined || message.event === event) &&
    (template === undefined || message.template === template) &&
    (state === undefined || message.state === state)
  const items: Message[] = []
  let next = cursor
  for (let step = 0; step < steps; step += 1) {
    const page = await read(next, stepSize)
    items.push(...page.items.filter(passes))
    if (items.length > limit) {
      // What is beyond the page is found again from its last mail on.
      const shown = items.slice(0, limit)
      const last = shown.at(-1)
      return last ? { items: shown, next: writeCursor(last.id) } : { items: shown }
    }
    next = page.next
    if (next === undefined) return { items }
    if (items.length === limit) break
  }
  return next === undefined ? { items } : { items, next }
}
