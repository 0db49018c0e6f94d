import { calendarFor } from '../calendar/index.ts'
import { eventUrl, findEvent, formatWhen, formatWhere, mailLook, seenBy } from '../catalog/index.ts'
import { sendMail } from '../mail/index.ts'
import type { Announced } from '../platform/index.ts'
import type { registrationTopics } from '../registration/index.ts'
import { callName, findRegistration, type Registration, registrationUrl } from '../registration/index.ts'
import type { DeliveryContext } from './delivery-context.ts'
import type { Sends } from './handler.ts'
import { sendRegisteredMail } from './registration-mails.ts'

/** The row's registration, while it's still in the state the row names. Any later change has its own row. */
const subjectOf = async (
  context: DeliveryContext,
  row: Announced<typeof registrationTopics.accessEnded | typeof registrationTopics.accessBack>,
): Promise<Registration | undefined> => {
  const { person, event, registration, round } = row.payload
  const found = await findRegistration(context.table, person, event)
  const still = found?.id === registration && found.status === 'confirmed' && (found.round ?? 0) === round
  return still ? found : undefined
}

/** To one registered person: their membership has ended, and with it their seat, with the withdrawal for the calendar. */
export const sendAccessEndedMail: Sends<typeof registrationTopics.accessEnded> = async (context, row, now) => {
  const registration = await subjectOf(context, row)
  if (registration?.accessEndedAt === undefined) return
  const found = await findEvent(context.table, registration.event)
  if (found?.status !== 'published') return
  const event = seenBy(found, registration)
  await sendMail(context, now, {
    template: 'access-ended',
    to: registration.email,
    key: `access-ended:${registration.id}:${registration.round ?? 0}`,
    event: event.slug,
    orderId: registration.orderId,
    look: mailLook(event),
    props: {
      name: callName(registration),
      eventTitle: event.title,
      when: formatWhen(event, row.createdAt),
      where: event.venue ? formatWhere(event) : 'Online',
      membershipUrl: `${context.siteUrl}/membership`,
      manageUrl: registrationUrl(context, registration),
      // Non-members can't buy a seat there either.
      ...(event.access === 'members' ? {} : { eventUrl: eventUrl(context, event) }),
    },
    attachments: calendarFor(context, event, registration, 'CANCEL', row.createdAt),
  })
}

/** To one person who is a member again: their seat is open, with an invitation that calendars take after its withdrawal. */
export const sendAccessBackMail: Sends<typeof registrationTopics.accessBack> = async (context, row, now) => {
  const registration = await subjectOf(context, row)
  if (!registration || registration.accessEndedAt !== undefined) return
  const event = await findEvent(context.table, registration.event)
  if (event?.status === 'published') await sendRegisteredMail(context, registration, row, now, registration.round)
}
