import { calendarFor } from '../calendar/index.ts'
import {
  type Event,
  type EventUpdate,
  eventUrl,
  findEvent,
  formatPlace,
  mailLook,
  sessionsOf,
  stillTrue,
  tells,
  updateFor,
} from '../catalog/index.ts'
import { sendMail } from '../mail/index.ts'
import type { Announced, Instant } from '../platform/index.ts'
import { callName, findRegistration, type Registration, registrationUrl } from '../registration/index.ts'
import { formatSessionWhen, type Session, sessionTimes } from '../schedule/index.ts'
import type { DeliveryContext } from './delivery-context.ts'
import type { Sends } from './handler.ts'
import type { registrationMoved, registrationUpdated } from './topics.ts'

type Announcement = Announced<typeof registrationUpdated | typeof registrationMoved>['payload']

/** What an announced row says changed, and the name of that change. */
const readUpdate = (payload: Announcement, event: Event): { name: string; update: EventUpdate } => {
  if (!('was' in payload)) return { name: payload.update, update: payload }
  const { session: id, sequence, was } = payload
  const session = sessionsOf(event, { admin: true }).find((one) => one.id === id)
  const moved = session?.sequence === sequence ? [{ session: id, from: was, to: session }] : []
  return { name: `${id}:${sequence}`, update: { moved, added: [], calledOff: [] } }
}

const told = (session: Session) => ({
  ...(session.title ? { title: session.title } : {}),
  when: formatSessionWhen(session, { year: true }),
})

const linkLabels = { changed: 'changed', new: 'new', gone: 'gone' } as const

/** The calendars that go with an update: what changed or has another place, and what is called off. */
const calendarsFor = (
  context: DeliveryContext,
  { own, withLost }: { own: Event; withLost: Event },
  registration: Registration,
  update: EventUpdate,
  stamp: Instant,
) => {
  const place = update.venue !== undefined || update.joinUrl !== undefined
  const toCome = sessionsOf(own).filter((one) => one.status === 'scheduled' && sessionTimes(one).endsAt > stamp)
  const changed = place ? toCome.map(({ id }) => id) : [...update.moved.map(({ session }) => session), ...update.added]
  return [
    ...(changed.length > 0 ? calendarFor(context, own, registration, 'REQUEST', stamp, { only: changed }) : []),
    ...(update.calledOff.length > 0
      ? calendarFor(context, withLost, registration, 'CANCEL', stamp, { only: update.calledOff })
      : []),
  ]
}

/**
 * To one registered person: what one save changed, in one email, with the calendars that follow it. What was changed again
 * since is told by the update that did it.
 */
export const sendUpdatedMail: Sends<typeof registrationUpdated | typeof registrationMoved> = async (
  context,
  row,
  now,
) => {
  const { person, event: slug, at = row.createdAt } = row.payload
  const [event, registration] = await Promise.all([
    findEvent(context.table, slug),
    findRegistration(context.table, person, slug),
  ])
  if (event?.status !== 'published') return
  // Whose invitation was withdrawn gets it again, as it is then, when they may attend again.
  if (registration?.status !== 'confirmed' || registration.accessEndedAt !== undefined) return
  const { name, update: announced } = readUpdate(row.payload, event)
  // Anyone who registered later was already invited with the current details.
  if (registration.registeredAt > at) return
  const { own, withLost, update } = updateFor(event, stillTrue(announced, event), registration)
  if (!tells(update)) return
  const sessionOf = (id: string): Session[] => sessionsOf(withLost).filter((one) => one.id === id)
  const { venue, joinUrl } = update
  await sendMail(context, now, {
    template: 'event-moved',
    to: registration.email,
    key: `event-moved:${name}:${registration.id}`,
    event: slug,
    orderId: registration.orderId,
    look: mailLook(event),
    props: {
      name: callName(registration),
      eventTitle: event.title,
      eventUrl: eventUrl(context, event),
      manageUrl: registrationUrl(context, registration),
      changes: update.moved.flatMap(({ session: id, from }) =>
        sessionOf(id).map((session) => ({
          ...(session.title ? { title: session.title } : {}),
          from: formatSessionWhen({ ...session, ...from }, { year: true }),
          to: formatSessionWhen(session, { year: true }),
        })),
      ),
      added: update.added.flatMap(sessionOf).map(told),
      calledOff: update.calledOff.flatMap(sessionOf).map(told),
      ...(venue
        ? { where: { from: formatPlace(venue.from ?? undefined), to: formatPlace(venue.to ?? undefined) } }
        : {}),
      ...(joinUrl ? { link: linkLabels[joinUrl] } : {}),
    },
    attachments: calendarsFor(context, { own, withLost }, registration, update, at),
  })
}
