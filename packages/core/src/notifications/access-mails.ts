import { findEvent } from '../catalog/index.ts'
import type { Instant, OutboxRow } from '../platform/index.ts'
import { findRegistration, type Registration, registrationUrl } from '../registration/index.ts'
import type { Courier } from './courier.ts'
import { postMail } from './post-mail.ts'
import { tellRegistered } from './registration-mails.ts'
import { calendarFor, callName, eventUrl, whenWords, whereWords } from './words.ts'

/** The registration that a row tells of, as long as it stands as the row says: whatever came after has a row of its own. */
const subjectOf = async (courier: Courier, row: OutboxRow): Promise<Registration | undefined> => {
  const { person, event, registration, round } = row.payload as {
    person: string
    event: string
    registration: string
    round: number
  }
  const found = await findRegistration(courier.table, person, event)
  const still = found?.id === registration && found.status === 'confirmed' && (found.round ?? 0) === round
  return still ? found : undefined
}

/** To one registered person: their membership has ended, and with it their seat, with the withdrawal for the calendar. */
export const tellAccessEnded = async (courier: Courier, row: OutboxRow, now: Instant): Promise<void> => {
  const registration = await subjectOf(courier, row)
  if (registration?.accessEndedAt === undefined) return
  const event = await findEvent(courier.table, registration.event)
  if (event?.status !== 'published') return
  await postMail(
    courier.table,
    courier,
    {
      template: 'access-ended',
      to: registration.email,
      key: `access-ended:${registration.id}:${registration.round ?? 0}`,
      event: event.slug,
      orderId: registration.orderId,
      props: {
        name: callName(registration),
        eventTitle: event.title,
        when: whenWords(event, row.createdAt),
        where: event.venue ? whereWords(event) : 'Online',
        membershipUrl: `${courier.siteUrl}/membership`,
        manageUrl: registrationUrl(courier, registration),
        // Who is no member cannot buy a seat there either.
        ...(event.access === 'members' ? {} : { eventUrl: eventUrl(courier, event) }),
      },
      attachments: calendarFor(courier, event, registration, 'CANCEL', row.createdAt),
    },
    now,
  )
}

/** To one person who is a member again: their seat is open, with an invitation that calendars take after its withdrawal. */
export const tellAccessBack = async (courier: Courier, row: OutboxRow, now: Instant): Promise<void> => {
  const registration = await subjectOf(courier, row)
  if (!registration || registration.accessEndedAt !== undefined) return
  const event = await findEvent(courier.table, registration.event)
  if (event?.status === 'published') await tellRegistered(courier, registration, row, now, registration.round)
}
