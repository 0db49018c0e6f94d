import * as z from 'zod'
import {
  announce,
  commit,
  type Instant,
  newId,
  newToken,
  type PendingWrite,
  Problem,
  type Table,
} from '../platform/index.ts'
import { expandSchedule, RecurringSchedule, type Session, SessionInput } from '../schedule/index.ts'
import { SessionChanges } from './change-sessions.ts'
import { becomes, checkEvent, type Event, EventDetails } from './event.ts'
import { makeAtFree, slugsFor, withSlugs } from './made-slug.ts'
import type { UploadedPicture } from './picture.ts'
import { pendingOffering, pendingOfferingRemoval } from './product-store.ts'
import { pendingPictureCopy, pendingPictureGone } from './set-picture.ts'
import { getEvent, pendingEvent, pendingEventRemoval, pendingNewEvent } from './store.ts'
import { eventSlugFrom, ownEventSlug, Slug, Ticket } from './ticket.ts'
import { eventChanged, eventDeleted } from './topics.ts'

/** Tickets as they are sent: without a slug each takes one from its name. */
const TicketsInput = z
  .array(Ticket.extend({ slug: Slug.optional() }))
  .min(1)
  .max(20)
  .transform((tickets) => withSlugs(tickets, 'ticket'))

const defaultsByKind = (input: unknown): unknown => {
  if (typeof input !== 'object' || input === null || !('kind' in input)) return input
  return {
    ...(input.kind === 'breakout' ? { recording: 'never', access: 'members' } : {}),
    ...(input.kind === 'class' ? { includedInMembership: true } : {}),
    ...input,
  }
}

/** Sessions by a rule or one by one; of neither, a draft waits without a date. */
const schedule = {
  schedule: z.strictObject(RecurringSchedule.shape).optional(),
  sessions: z.array(z.strictObject(SessionInput.shape)).max(200).optional(),
}

type Planned = { schedule?: RecurringSchedule | undefined; sessions?: SessionInput[] | undefined }

export const plan = (input: Planned, zone: string): Session[] | undefined => {
  if (input.schedule && input.sessions) {
    const message = 'Send a schedule or a list of sessions, not both'
    throw new Problem('invalid', 'schedule.two-ways', message, { errors: [{ path: 'sessions', message }] })
  }
  const makeId = () => newId('session')
  if (input.schedule) return expandSchedule({ schedule: input.schedule }, zone, makeId)
  if (input.sessions) return expandSchedule({ sessions: input.sessions }, zone, makeId)
  return undefined
}

/** A new event: its details, its tickets, and its sessions by rule or one by one. */
export const NewEvent = z.preprocess(
  defaultsByKind,
  EventDetails.extend({ slug: Slug.optional(), tickets: TicketsInput, ...schedule }),
)
export type NewEvent = z.infer<typeof NewEvent>

const { shape } = EventDetails

/** A change: only what is named changes. New sessions replace the old; of those that stay at their time the id stays. */
export const EventChange = EventDetails.extend({
  // Without their defaults, which zod gives to an optional field too: what is left out would be reset.
  summary: shape.summary.unwrap(),
  description: shape.description.unwrap(),
  instructors: shape.instructors.unwrap(),
  access: shape.access.unwrap(),
  invited: shape.invited.unwrap(),
  recording: shape.recording.unwrap(),
  refundUntilHours: shape.refundUntilHours.unwrap(),
  includedInMembership: shape.includedInMembership.unwrap(),
  questions: shape.questions.unwrap(),
  tags: shape.tags.unwrap(),
  tickets: TicketsInput,
  ...schedule,
  /** Another address, of a draft. */
  slug: Slug,
  /** For sessions of a published event: registered people are told what's new, moved, or called off. */
  sessionChanges: SessionChanges,
})
  .partial()
  .extend({ revision: z.int().optional() })
export type EventChange = z.infer<typeof EventChange>

export const slugTaken = (slug: string): Problem =>
  new Problem('conflict', 'catalog.slug-taken', `The address “${slug}” is already taken.`, {
    errors: [{ path: 'slug', message: 'Another event or title already uses this address' }],
  })

export const changedMeanwhile = (): Problem =>
  new Problem(
    'conflict',
    'catalog.changed',
    'Someone else just edited this event. Reload to see it, then make your change again.',
  )

/**
 * Makes a draft. Its slug, its address, is taken from the code or the title when none is given, and stays once it is published.
 * @param carried  the picture of an earlier run, of which this event gets a copy
 * @throws Problem conflict `catalog.slug-taken`; invalid `catalog.contradiction`, `schedule.*`
 */
export const createEvent = async (
  table: Table,
  input: NewEvent,
  now: Instant,
  carried?: UploadedPicture,
): Promise<Event> => {
  const { schedule: rule, sessions, slug: given, ...details } = input
  const planned = plan({ schedule: rule, sessions }, details.zone) ?? []
  const picture = carried && { ...carried, id: newToken() }
  const slugs = slugsFor(given, ownEventSlug(details), eventSlugFrom(details, planned[0]?.startsAt))
  const make = async (slug: string): Promise<Event | undefined> => {
    const event = checkEvent({
      ...details,
      slug,
      status: 'draft',
      sessions: planned,
      createdAt: now,
      updatedAt: now,
      revision: 1,
      ...(picture ? { picture } : {}),
    })
    const result = await commit(table, [
      ...pendingNewEvent(table, event),
      pendingOffering(table, slug, 'event'),
      ...pendingPictureCopy(table, event, carried, now),
    ])
    return result.committed ? event : undefined
  }
  return makeAtFree('event', slugs, make, slugTaken)
}

/**
 * Removes an event as it was read, and announces it, so that what was prepared for it goes too and its address is free.
 * Whether it may go is for the caller to say.
 */
export const removeEvent = async (
  table: Table,
  event: Event,
  now: Instant,
  more: PendingWrite[] = [],
): Promise<void> => {
  const result = await commit(table, [
    ...pendingEventRemoval(table, event),
    pendingOfferingRemoval(table, event.slug),
    announce(table, eventDeleted, { event: event.slug }, now),
    ...pendingPictureGone(table, event, now),
    ...more,
  ])
  if (!result.committed) throw changedMeanwhile()
}

/** Makes a published event a draft again, as it was read. Whether it may is for the caller to say. */
export const withdrawEvent = async (
  table: Table,
  event: Event,
  now: Instant,
  more: PendingWrite[] = [],
): Promise<Event> => {
  const { refundPromises: _, counting: __, ...draft } = { ...becomes(event, 'draft'), updatedAt: now }
  const result = await commit(table, [
    ...pendingEvent(table, draft),
    announce(table, eventChanged, { event: event.slug }, now),
    ...more,
  ])
  if (!result.committed) throw changedMeanwhile()
  return { ...draft, revision: event.revision + 1 }
}

/**
 * Deletes a draft, and what was prepared for it.
 * @throws Problem not-found; conflict `catalog.not-a-draft`
 */
export const deleteDraft = async (table: Table, slug: string, now: Instant): Promise<void> => {
  const event = await getEvent(table, slug)
  if (event.status !== 'draft') {
    throw new Problem('conflict', 'catalog.not-a-draft', 'Only a draft can be deleted. Cancel this event instead.')
  }
  await removeEvent(table, event, now)
}
