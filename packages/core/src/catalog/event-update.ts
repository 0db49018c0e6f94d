import * as z from 'zod'
import type { Instant } from '../platform/index.ts'
import { type Session, sessionTimes } from '../schedule/index.ts'
import { type Event, Venue } from './event.ts'
import { digestOf, takenOffLists } from './session-guests.ts'
import { isPrivate, seenBy, sessionsOf } from './sessions-of.ts'

const Times = z.object({ startsAt: z.string(), durationMinutes: z.number() })

/** What one save changed that people who are registered must know: one update of calendars, and one email. */
export const EventUpdate = z.object({
  moved: z.array(z.object({ session: z.string(), from: Times, to: Times })),
  /** Sessions that are new, and those that won't take place, by id. */
  added: z.array(z.string()),
  calledOff: z.array(z.string()),
  /** Who was taken off the list of a session by invitation, by digests of their addresses. */
  uninvited: z.array(z.object({ session: z.string(), addresses: z.array(z.string()) })).exactOptional(),
  /** The venue as it was and is; nothing on a side means online. */
  venue: z.object({ from: Venue.nullable(), to: Venue.nullable() }).exactOptional(),
  /** The link to join online is another one, is new, or is gone. */
  joinUrl: z.enum(['changed', 'new', 'gone']).exactOptional(),
})
export type EventUpdate = z.infer<typeof EventUpdate>

/** An update with its name, and when it was saved. */
export const NamedUpdate = EventUpdate.extend({ event: z.string(), update: z.string(), at: z.string().optional() })

/** A move as it was announced before one save could change several things; such rows may still wait. */
export const OldMove = z.object({
  event: z.string(),
  session: z.string(),
  sequence: z.number(),
  was: Times,
  at: z.string().optional(),
})

type Times = z.infer<typeof Times>

const timesOf = ({ startsAt, durationMinutes }: Session): Times => ({ startsAt, durationMinutes })

const sameVenue = (a: Venue | undefined, b: Venue | undefined): boolean =>
  a?.name === b?.name && a?.address === b?.address

/** What changed between two states of a published event, or nothing that anybody must be told. */
export const eventUpdate = (before: Event, after: Event): EventUpdate | undefined => {
  const known = new Map(before.sessions.map((session) => [session.id, session]))
  const scheduled = after.sessions.filter(({ status }) => status === 'scheduled')
  const moved = scheduled.flatMap((session) => {
    const was = known.get(session.id)
    const same = !was || (was.startsAt === session.startsAt && was.durationMinutes === session.durationMinutes)
    return same ? [] : [{ session: session.id, from: timesOf(was), to: timesOf(session) }]
  })
  // People are invited to one by invitation by name.
  const added = scheduled.filter((session) => !known.has(session.id) && !isPrivate(session)).map(({ id }) => id)
  const calledOff = after.sessions
    .filter(({ id, status }) => status === 'cancelled' && known.get(id)?.status === 'scheduled')
    .map(({ id }) => id)
  const venue = sameVenue(before.venue, after.venue)
    ? {}
    : { venue: { from: before.venue ?? null, to: after.venue ?? null } }
  const link = before.joinUrl === undefined ? 'new' : after.joinUrl === undefined ? 'gone' : 'changed'
  const uninvited = takenOffLists(before, after)
  const update: EventUpdate = {
    ...{ moved, added, calledOff },
    ...(uninvited.length > 0 ? { uninvited } : {}),
    ...venue,
    ...(before.joinUrl === after.joinUrl ? {} : { joinUrl: link }),
  }
  return tells(update) ? update : undefined
}

export const tells = ({ moved, added, calledOff, uninvited = [], venue, joinUrl }: EventUpdate): boolean =>
  moved.length + added.length + calledOff.length + uninvited.length > 0 || venue !== undefined || joinUrl !== undefined

/** The part of an update that still holds: what was changed again since is told by the update that did it. */
export const stillTrue = (update: EventUpdate, event: Event): EventUpdate => {
  const at = new Map(event.sessions.map((session) => [session.id, session]))
  const { venue, joinUrl, ...sessions } = update
  return {
    moved: sessions.moved.filter(({ session: id, to }) => {
      const session = at.get(id)
      return (
        session?.status === 'scheduled' &&
        session.startsAt === to.startsAt &&
        session.durationMinutes === to.durationMinutes
      )
    }),
    added: sessions.added.filter((id) => at.get(id)?.status === 'scheduled'),
    calledOff: sessions.calledOff.filter((id) => at.get(id)?.status === 'cancelled'),
    ...(sessions.uninvited ? { uninvited: sessions.uninvited } : {}),
    ...(venue && sameVenue(venue.to ?? undefined, event.venue) ? { venue } : {}),
    ...(joinUrl && (joinUrl === 'gone') === (event.joinUrl === undefined) ? { joinUrl } : {}),
  }
}

/**
 * An update as someone has it, of their sessions alone. What moved to a day of theirs is new to them; what moved away from
 * their days, and what they are no longer invited to, is called off for them.
 * @returns also the event as they have it, and with what they have lost
 */
export const updateFor = (
  event: Event,
  update: EventUpdate,
  whom: { sku: string; email: string },
): { own: Event; withLost: Event; update: EventUpdate } => {
  const was = new Map(update.moved.map(({ session, from }) => [session, from]))
  const before = { ...event, sessions: event.sessions.map((one) => ({ ...one, ...was.get(one.id) })) }
  const own = seenBy(event, whom)
  const [has, had] = [own, seenBy(before, whom)].map((one) => new Set(sessionsOf(one).map(({ id }) => id)))
  const isHad = (id: string) => had?.has(id) ?? false
  const isOwn = (id: string) => has?.has(id) ?? false
  const address = digestOf(whom.email)
  const { uninvited = [], ...rest } = update
  const lost = [
    ...update.moved.map(({ session }) => session).filter((id) => isHad(id) && !isOwn(id)),
    ...uninvited.flatMap(({ session, addresses }) => (addresses.includes(address) && !isOwn(session) ? [session] : [])),
  ]
  const withLost = {
    ...own,
    sessions: [
      ...own.sessions,
      ...event.sessions.filter(({ id }) => lost.includes(id)).map((one) => ({ ...one, byInvitation: true as const })),
    ],
  }
  return {
    own,
    withLost,
    update: {
      ...rest,
      moved: update.moved.filter(({ session }) => isOwn(session) && isHad(session)),
      added: [
        ...update.added.filter(isOwn),
        ...update.moved.map(({ session }) => session).filter((id) => isOwn(id) && !isHad(id)),
      ],
      calledOff: [...update.calledOff.filter(isOwn), ...lost],
    },
  }
}

/**
 * Raises the sequence of the sessions to come when the place is another one, so that calendars take the new place; those
 * that the same save has raised already stay.
 */
export const raiseForPlace = (before: Event, after: Event, now: Instant): Event => {
  if (sameVenue(before.venue, after.venue) && before.joinUrl === after.joinUrl) return after
  const known = new Map(before.sessions.map(({ id, sequence }) => [id, sequence]))
  const stale = (session: Session) =>
    session.status === 'scheduled' && sessionTimes(session).endsAt > now && known.get(session.id) === session.sequence
  return {
    ...after,
    sessions: after.sessions.map((session) =>
      stale(session) ? { ...session, sequence: session.sequence + 1 } : session,
    ),
  }
}
