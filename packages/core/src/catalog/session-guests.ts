import { hashToken } from '../platform/index.ts'
import type { Event } from './event.ts'
import { isPrivate } from './sessions-of.ts'

/** An address on a list, in what waits in the outbox, which names no addresses. */
export const digestOf = (email: string): string => hashToken(email).slice(0, 16)

const invitedTo = (event: Event, id: string): string[] =>
  event.sessions.find((session) => session.id === id && isPrivate(session))?.invited ?? []

/** Whether someone is on the list of a session who was not before. */
export const invitesToSession = (before: Event, after: Event): boolean =>
  after.sessions.some(({ id }) => {
    const known = invitedTo(before, id)
    return invitedTo(after, id).some((email) => !known.includes(email))
  })

/** Who was taken off the list of a session, by the digests of their addresses. */
export const takenOffLists = (before: Event, after: Event): { session: string; addresses: string[] }[] =>
  after.sessions.flatMap(({ id }) => {
    const left = invitedTo(after, id)
    const addresses = invitedTo(before, id)
      .filter((email) => !left.includes(email))
      .map(digestOf)
    return addresses.length > 0 ? [{ session: id, addresses }] : []
  })

/** All lists of an event's sessions, to tell two apart. */
export const guestLists = (event: Event): string =>
  JSON.stringify(event.sessions.filter(isPrivate).map(({ id, invited }) => [id, invited]))
