import { entity, epochSeconds, type Instant, type Table, ttlAttribute, ttlOf } from '../platform/index.ts'

/** Events of the provider that were acted on, by their id. */
const seenEvents = entity({
  model: { entity: 'seen-payment-event', version: '1', service: 'lectern' },
  attributes: {
    id: { type: 'string', required: true },
    seenAt: { type: 'string', required: true },
    ttl: { type: 'number', required: true, field: ttlAttribute },
  },
  indexes: {
    id: {
      pk: { field: 'pk', composite: ['id'], template: 'seen-payment-event#${id}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'event', casing: 'none' },
    },
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
