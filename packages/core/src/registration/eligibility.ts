import { type Grant, grantsFor, listGrants, titleAccess } from '../access/index.ts'
import { checkAnswers, salesState } from '../catalog/index.ts'
import type { Actor, Person } from '../identity/index.ts'
import { findSeatOf, findTeam, manages, membershipsOf } from '../membership/index.ts'
import type { FieldError, Instant, Table } from '../platform/index.ts'
import type { Quote } from '../pricing/index.ts'
import type { Attendee, CartLine } from './cart.ts'
import {
  alreadyOwned,
  answersWrong,
  cancelledEvent,
  hasOtherTicket,
  invitedOnly,
  membersOnly,
  salesClosed,
  salesNotOpen,
  ticketClosed,
} from './problems.ts'
import type { Registration } from './registration.ts'

/**
 * Refuses attendees an event isn't for. Each attendee is judged, even if the buyer is invited, a member, or an admin.
 * Membership is judged only for someone known: a person for themselves, an admin for everyone, and the managers of a team for the
 * people with a seat in it. So nobody can find out whether someone else is a member.
 * @throws Problem forbidden `registration.members-only`, `registration.invited-only`
 */
export const checkAudience = async (
  table: Table,
  attendees: readonly Attendee[],
  actor: Actor,
  people: ReadonlyMap<string, Person>,
  now: Instant,
): Promise<void> => {
  const isMember = new Map<string, Promise<boolean>>()
  const memberships = (personId: string): Promise<boolean> => {
    const known =
      isMember.get(personId) ?? listGrants(table, personId).then((grants) => membershipsOf(grants, now).length > 0)
    isMember.set(personId, known)
    return known
  }
  for (const { event, email, index } of attendees) {
    if (event.access === 'invited' && !event.invited.includes(email)) throw invitedOnly(event, email, index)
    if (event.access !== 'members') continue
    if (actor.kind !== 'person') throw membersOnly(event)
    const personId = email === actor.email ? actor.id : people.get(email)?.id
    const judged =
      personId !== undefined && (personId === actor.id || actor.admin || (await isInTeamOf(table, actor.id, personId)))
    if (!judged || !(await memberships(personId))) throw membersOnly(event)
  }
}

/**
 * Refuses another ticket to someone who is registered with one, so that nobody takes the answer to mean they have both or the
 * new one. Judged where the attendee, or an organizer, asks.
 * @param live  the attendees' live registrations
 * @throws Problem conflict `registration.has-other-ticket`
 */
export const refuseOtherTicket = (
  live: readonly Registration[],
  attendees: readonly (Attendee & { personId: string })[],
  actor: Actor,
): void => {
  if (actor.kind !== 'person') return
  for (const { event, sku, personId } of attendees) {
    if (personId !== actor.id && !actor.admin) continue
    const known = live.find((one) => one.personId === personId && one.event === event.slug)
    if (known?.status === 'confirmed' && known.sku !== sku) throw hasOtherTicket(event, known)
  }
}

/** Whether someone has a seat in a team that a person manages. Two reads. */
const isInTeamOf = async (table: Table, manager: string, personId: string): Promise<boolean> => {
  const seat = await findSeatOf(table, personId)
  const team = seat && (await findTeam(table, seat.team))
  return team !== undefined && manages(team, manager)
}

/** Refuses what isn't on sale right now. @throws Problem conflict, by reason */
export const checkSales = (attendees: readonly Attendee[], now: Instant): void => {
  for (const { event, ticket } of attendees) {
    switch (salesState(event, now)) {
      case 'open':
        if (ticket.sale !== undefined) throw ticketClosed(event, ticket)
        continue
      case 'cancelled':
        throw cancelledEvent(event)
      case 'not-open':
      case 'not-published':
        throw salesNotOpen(event)
      case 'closed':
        throw salesClosed(event)
    }
  }
}

/** Refuses attendees whose answers are missing or wrong, all of them at once. */
export const checkAllAnswers = (attendees: readonly Attendee[]): void => {
  const errors: FieldError[] = attendees.flatMap(({ event, answers, index }) =>
    checkAnswers(event.questions, answers).map(({ path, message }) => ({
      path: `attendees.${index}.answers.${path}`,
      message,
    })),
  )
  if (errors.length > 0) throw answersWrong(errors)
}

/**
 * Refuses to take money for downloads that someone has bought before. Judged only by the grants of an identified
 * person, so that nobody can find out what someone else owns.
 * @throws Problem conflict `registration.already-owned`
 */
export const checkNotOwned = (
  lines: readonly CartLine[],
  quote: Pick<Quote, 'lines'>,
  grants: readonly Grant[],
  now: Instant,
): void => {
  for (const [index, line] of lines.entries()) {
    if (line.kind !== 'title' || (quote.lines[index]?.totalCents ?? 0) === 0) continue
    const { downloads, copies } = line.delivers
    const owned = downloads.every((sku) =>
      grantsFor(grants, titleAccess(sku), now).some(({ source }) => source !== 'membership'),
    )
    if (owned && downloads.length > 0 && copies.length === 0) throw alreadyOwned(line.product.title, line.sku)
  }
}
