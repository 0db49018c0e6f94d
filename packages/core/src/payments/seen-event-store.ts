import { entity, epochSeconds, type Instant, required, type Table, ttlOf } from '../platform/index.ts'

/** Events of the provider that were acted on, by their id. */
const seenEvents = entity({
  name: 'seen-payment-event',
  kept: 'payment-event',
  attributes: { id: required.text, seenAt: required.text },
  keys: {
    id: { pk: 'seen-payment-event#${id}', sk: 'event' },
  },
})

/** Whether nobody has acted on an event yet. @param now  the real time, since retries go by it */
export const firstSeen = async (table: Table, id: string, now: Instant): Promise<boolean> => {
  const { data } = await seenEvents(table).get({ id }).go({ consistent: true })
  return !data || data.ttl <= epochSeconds(now)
}

/**
 * Remembers that an event was acted on, for longer than the provider goes on sending it: 3 days
 * (docs.stripe.com/webhooks, "Retry behavior"). Called only after that came off: what fails must be sent again. Two deliveries
 * at once may both be acted on, which the use case behind them bears.
 */
export const markSeen = async (table: Table, id: string, now: Instant): Promise<void> => {
  await seenEvents(table)
    .put({ id, seenAt: now, ttl: ttlOf('payment-event', now) })
    .go()
}
