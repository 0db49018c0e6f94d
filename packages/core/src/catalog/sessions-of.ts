import type { Session } from '../schedule/index.ts'
import type { Event } from './event.ts'
import { readSku } from './ticket.ts'

/** Who asks for an event's sessions: someone with a ticket, an address, or both; or an organizer. Nobody in particular, if empty. */
export type Whom = { sku?: string | undefined; email?: string | undefined; admin?: boolean | undefined }

type Held = Pick<Event, 'sessions'> & Partial<Pick<Event, 'tickets'>>

/** The local date of a session. */
export const dateOf = ({ startsAt }: Pick<Session, 'startsAt'>): string => startsAt.slice(0, 10)

/** The dates that a ticket admits to; nothing when it admits to all of them. */
export const admittedDays = ({ tickets = [] }: Partial<Pick<Event, 'tickets'>>, sku: string): string[] | undefined => {
  const item = readSku(sku)?.item
  return tickets.find(({ slug }) => slug === item)?.admits?.days
}

/** Whether which sessions someone has depends on their ticket. */
export const hasDayTickets = ({ tickets }: Pick<Event, 'tickets'>): boolean =>
  tickets.some(({ admits }) => admits !== undefined)

/** Whether a session is one that only some people may know of. */
export const isPrivate = ({ audience }: Pick<Session, 'audience'>): boolean => audience === 'invited'

/**
 * The sessions that an event has for someone. Whatever is shown, sent, counted, or marked asks this. Without a ticket, those of
 * every day. A session by invitation is there for the addresses on its list, whatever their ticket, and for organizers.
 */
export const sessionsOf = (event: Held, { sku, email, admin = false }: Whom = {}): Session[] => {
  if (admin) return event.sessions
  const days = sku === undefined ? undefined : admittedDays(event, sku)
  return event.sessions.filter((session: Session) => {
    if (session.byInvitation && sku === undefined && email === undefined) return true
    if (isPrivate(session)) return email !== undefined && (session.invited ?? []).includes(email)
    return days === undefined || days.includes(dateOf(session))
  })
}

/** An event as someone has it: with their sessions alone, which `sessionsOf` of it gives. To be read, never to be saved. */
export const seenBy = <Seen extends Held>(event: Seen, whom: Whom): Seen => {
  const sessions = sessionsOf(event, whom)
  if (sessions.length === event.sessions.length && !sessions.some(isPrivate)) return event
  return { ...event, sessions: sessions.map(asSeen) }
}

const asSeen = (session: Session): Session => (isPrivate(session) ? { ...session, byInvitation: true } : session)

/** Every way in which someone can have an event: each choice of days, with each set of sessions by invitation. */
export const everyView = (event: Event): Event[] => {
  const lists = new Map<string, string | undefined>([['', undefined]])
  const emails = new Set(event.sessions.flatMap((session) => (isPrivate(session) ? (session.invited ?? []) : [])))
  for (const email of emails) {
    const own = event.sessions.filter(({ invited }) => invited?.includes(email)).map(({ id }) => id)
    lists.set(own.join(' '), email)
  }
  const skus = new Map<string, string>()
  for (const { slug, admits } of event.tickets) skus.set((admits?.days ?? []).join(' '), `${event.slug}:${slug}`)
  return [...lists.values()].flatMap((email) => [...skus.values()].map((sku) => seenBy(event, { sku, email })))
}
