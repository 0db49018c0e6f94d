import type * as z from 'zod'
import type { OutboxRow } from './outbox.ts'

/**
 * Something that can happen and must be acted on. Declared once, in `topics.ts` of the subject that announces it; acted on in
 * `notifications`, where a topic that nobody acts on doesn't compile.
 */
export type Topic<Payload extends object = object> = {
  readonly name: string
  /** What acting on it does, for an admin. */
  readonly label: string
  readonly payload: z.ZodType<Payload>
}

/** @param payload  ids and moments, not names or addresses: operators read rows, and people change */
export const topic = <Payload extends object>(
  name: string,
  payload: z.ZodType<Payload>,
  { label }: { label: string },
): Topic<Payload> => ({ name, label, payload })

/** A row of the outbox whose topic is known. */
export type Announced<T extends Topic> = Omit<OutboxRow, 'topic' | 'payload'> & {
  topic: T
  payload: z.infer<T['payload']>
}

/** @throws Error on a payload that isn't the topic's: the row then waits, visible */
export const readAnnounced = <T extends Topic>(topic: T, row: OutboxRow): Announced<T> => ({
  ...row,
  topic,
  payload: topic.payload.parse(row.payload) as z.infer<T['payload']>,
})
