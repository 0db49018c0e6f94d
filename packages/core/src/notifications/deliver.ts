import {
  type Announced,
  type Instant,
  type OutboxRow,
  type PendingWrite,
  readAnnounced,
  type Topic,
} from '../platform/index.ts'
import { allTopics } from './all-topics.ts'
import { catalogHandlers, rosterHandlers } from './catalog-handlers.ts'
import type { DeliveryContext } from './delivery-context.ts'
import { doorHandlers } from './door-handlers.ts'
import type { Handlers } from './handler.ts'
import { holderHandlers, materialsHandlers } from './materials-handlers.ts'
import { mailHandlers, peopleHandlers, pricingHandlers } from './people-handlers.ts'
import { registrationHandlers } from './registration-handlers.ts'
import { teachingHandlers } from './teaching-handlers.ts'

/** What follows from each topic. One without a handler doesn't compile. */
const handlers: Handlers<typeof allTopics> = {
  ...{ ...catalogHandlers, ...rosterHandlers, ...registrationHandlers, ...materialsHandlers, ...holderHandlers },
  ...{ ...doorHandlers, ...teachingHandlers, ...peopleHandlers, ...mailHandlers, ...pricingHandlers },
}

type Acts = (context: DeliveryContext, row: Announced<Topic>, now: Instant) => Promise<PendingWrite[] | undefined>

const topicNames = Object.keys(allTopics) as (keyof typeof allTopics)[]
const byName = new Map(topicNames.map((key) => [allTopics[key].name, key]))

/**
 * Acts on an outbox row: sends the mails that it means and does what follows from it. May be repeated at any point.
 * @throws Error on a topic that nobody acts on, or a payload that isn't its own: the row then waits, visible
 */
export const deliver = async (context: DeliveryContext, row: OutboxRow, now: Instant): Promise<PendingWrite[]> => {
  const key = byName.get(row.topic)
  if (!key) throw new Error(`Nobody acts on ${row.topic}`)
  // Which topic it is, and so which payload, TypeScript can't see through the key.
  const act = handlers[key] as Acts
  return (await act(context, readAnnounced(allTopics[key], row), now)) ?? []
}
