import * as z from 'zod'
import { topic } from '../platform/index.ts'
import { NamedUpdate, OldMove } from './event-update.ts'

const OfEvent = z.object({ event: z.string() })

export const eventPublished = topic('event.published', OfEvent, { label: 'Plan the reminders of a new event' })

export const eventInvited = topic('event.invited', OfEvent.extend({ after: z.string().optional() }), {
  label: 'Invite people to an event',
})

export const eventChanged = topic('event.changed', OfEvent, { label: 'Update the reminders of an event' })

export const eventDeleted = topic('event.deleted', OfEvent, { label: 'Delete what belongs to a deleted event' })

export const eventReaddressed = topic('event.readdressed', z.object({ from: z.string(), to: z.string() }), {
  label: 'Move what belongs to a draft to its new address',
})

export const eventCancelled = topic('event.cancelled', OfEvent, {
  label: 'Cancel the registrations of a canceled event',
})

export const eventUpdated = topic('event.updated', NamedUpdate, {
  label: 'Send what changed in an event to everyone registered',
})

export const eventMoved = topic('event.moved', OldMove, {
  label: 'Send the new time of a session to everyone registered',
})

export const seatsFreed = topic(
  'seats.freed',
  OfEvent.extend({
    /** How often nobody was found before: each pause is twice as long, an hour at most. */
    look: z.number().optional(),
  }),
  { label: 'Offer free seats to the waiting list' },
)

/** How far the count has come: which walk over the roster, where on it, and how many orders this walk has found. */
export const seatsUncounted = topic(
  'seats.count',
  OfEvent.extend({
    pass: z.number().optional(),
    shard: z.number().optional(),
    after: z.string().optional(),
    found: z.number().optional(),
  }),
  { label: 'Count the seats of an event that got a limit' },
)
