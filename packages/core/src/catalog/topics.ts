import * as z from 'zod'
import { topic } from '../platform/index.ts'
import { NamedUpdate, OldMove } from './event-update.ts'

const OfEvent = z.object({ event: z.string() })

export const eventPublished = topic('event.published', OfEvent, { label: 'Schedule reminders for a new event' })

export const eventInvited = topic('event.invited', OfEvent.extend({ after: z.string().optional() }), {
  label: 'Invite people to an event',
})

/** How far inviting has come: to which session, and the last address. */
export const sessionsInvited = topic(
  'sessions.invited',
  OfEvent.extend({ session: z.string().optional(), after: z.string().optional() }),
  { label: 'Invite people to a session' },
)

export const eventChanged = topic('event.changed', OfEvent, { label: 'Update an event’s reminders' })

export const eventDeleted = topic('event.deleted', OfEvent, { label: 'Clean up after a deleted event' })

export const eventReaddressed = topic('event.readdressed', z.object({ from: z.string(), to: z.string() }), {
  label: 'Move a draft’s data to its new address',
})

export const eventCancelled = topic('event.cancelled', OfEvent, {
  label: 'Cancel registrations for a canceled event',
})

export const eventUpdated = topic('event.updated', NamedUpdate, {
  label: 'Email event changes to everyone registered',
})

export const eventMoved = topic('event.moved', OldMove, {
  label: 'Email a session’s new time to everyone registered',
})

export const seatsFreed = topic(
  'seats.freed',
  OfEvent.extend({
    /** How often nobody was found before: each pause is twice as long, an hour at most. */
    look: z.number().optional(),
  }),
  { label: 'Offer open seats to the waitlist' },
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
  { label: 'Count seats for an event with a new limit' },
)

/** The new run's picture is its own: the earlier run may take its one away. */
export const pictureCarried = topic('picture.carried', OfEvent.extend({ from: z.string(), to: z.string() }), {
  label: 'Copy a picture to a new run',
})

export const pictureGone = topic('picture.gone', z.object({ id: z.string() }), { label: 'Delete a removed picture' })
