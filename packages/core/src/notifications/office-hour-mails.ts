import {
  type BookedOfficeHour,
  bookedOfficeHourOf,
  type OfficeHourSide,
  officeHourInvitation,
  officeHourJoinUrl,
  officeHoursUrl,
} from '../calendar/index.ts'
import { type Event, findEvent, mailLook } from '../catalog/index.ts'
import { findPersonById } from '../identity/index.ts'
import { sendMail } from '../mail/index.ts'
import type { Topic } from '../platform/index.ts'
import { type Announced, erased, type Instant } from '../platform/index.ts'
import { findRegistration } from '../registration/index.ts'
import { dayOf, formatSessionWhen } from '../schedule/index.ts'
import type { teachingTopics } from '../teaching/index.ts'
import { type Booking, findSlot, isOver, type OfficeHour, releaseUnlessAttending } from '../teaching/index.ts'
import type { DeliveryContext } from './delivery-context.ts'
import type { Sends } from './handler.ts'

const sides = ['student', 'teacher'] as const satisfies OfficeHourSide[]

/** "Thu, Apr 25, 2024 · 10:00 AM Pacific, 15 minutes" */
const formatWhen = (slot: Pick<OfficeHour, 'startsAt' | 'durationMinutes' | 'zone'>): string =>
  `${formatSessionWhen(slot, { year: true })}, ${slot.durationMinutes} minutes`

type Told = { event: Event; slot: BookedOfficeHour; booking: Booking }

/** The row's slot, while the same person has held it since then and it's still to come. */
const toldBy = async (
  context: DeliveryContext,
  row: Announced<typeof teachingTopics.officeHourBooked>,
  now: Instant,
): Promise<(Told & { sequence: number }) | undefined> => {
  const { event: slug, slot: id, person } = row.payload
  const [event, slot] = await Promise.all([findEvent(context.table, slug), findSlot(context.table, slug, id)])
  const booked = slot && bookedOfficeHourOf(slot)
  if (!event || !slot?.booking || !booked || slot.booking.personId !== person || isOver(slot, now)) return undefined
  return event.status === 'published'
    ? { event, slot: booked, booking: slot.booking, sequence: slot.sequence }
    : undefined
}

/** What both sides are told, and the file for their calendar. */
const partsFor = (
  context: DeliveryContext,
  { event, slot }: Pick<Told, 'event' | 'slot'>,
  side: OfficeHourSide,
  row: Announced<Topic>,
) => {
  const [reader, other] = side === 'student' ? [slot.student, slot.host] : [slot.host, slot.student]
  return {
    reader,
    other,
    words: {
      name: reader.name,
      eventTitle: event.title,
      when: formatWhen(slot),
      day: dayOf(slot),
      where: slot.place ?? 'Online',
      officeHoursUrl: officeHoursUrl(context, event.slug, side),
    },
    common: { to: reader.email, event: event.slug, look: mailLook(event) },
    attach: (method: 'REQUEST' | 'CANCEL') =>
      officeHourInvitation(context, event, slot, { side, method, stamp: row.createdAt }),
  }
}

/**
 * To both sides: a slot is booked, with the invitation. If it was canceled since, nobody is emailed. Someone who lost
 * access while booking loses the slot, and that has its own announcement.
 */
export const sendOfficeHourBookedMails: Sends<typeof teachingTopics.officeHourBooked> = async (context, row, now) => {
  const { event: slug, person, sequence } = row.payload
  await releaseUnlessAttending(context.table, slug, person, now)
  const told = await toldBy(context, row, now)
  if (told?.booking.sequence !== sequence) return
  const key = (name: string) => `${name}:${told.slot.id}:${person}:${sequence}`
  const student = partsFor(context, told, 'student', row)
  const joinUrl = officeHourJoinUrl(context, told.slot)
  await sendMail(context, now, {
    ...student.common,
    template: 'office-hour-booked',
    key: key('office-hour-booked'),
    props: { ...student.words, teacher: student.other.name, ...(joinUrl === undefined ? {} : { joinUrl }) },
    attachments: student.attach('REQUEST'),
  })
  const teacher = partsFor(context, told, 'teacher', row)
  await sendMail(context, now, {
    ...teacher.common,
    template: 'office-hour-taken',
    key: key('office-hour-taken'),
    props: { ...teacher.words, student: teacher.other.name },
    attachments: teacher.attach('REQUEST'),
  })
}

/** To both sides: a booked slot has a new time or place. If it changed again since, the later change sends the mail. */
export const sendOfficeHourMovedMails: Sends<typeof teachingTopics.officeHourMoved> = async (context, row, now) => {
  const { person, sequence, was } = row.payload
  const told = await toldBy(context, row, now)
  if (told?.sequence !== sequence) return
  const [before, after] = [formatWhen(was), formatWhen(told.slot)]
  for (const side of sides) {
    const { common, words, other, attach } = partsFor(context, told, side, row)
    await sendMail(context, now, {
      ...common,
      template: 'office-hour-moved',
      key: `office-hour-moved:${told.slot.id}:${person}:${sequence}:${side}`,
      props: { ...words, other: other.name, ...(before === after ? {} : { was: before }) },
      attachments: attach('REQUEST'),
    })
  }
}

type Cancelled = Announced<typeof teachingTopics.officeHourCancelled>

/** Who canceled it, in words for one side. */
const formatWhy = (by: Cancelled['payload']['by'], side: OfficeHourSide, other: string): string => {
  if (by === side) return 'You canceled them.'
  if (by !== 'access') return `They were canceled by ${other}.`
  return side === 'student'
    ? 'You’re no longer registered for this event.'
    : `${other} is no longer registered for this event.`
}

/** The slot as it was announced. It may be gone by now, or someone else's. An erased person has no name anymore. */
const cancelledSlot = async (context: DeliveryContext, row: Cancelled): Promise<BookedOfficeHour> => {
  const payload = row.payload
  const registration = await findRegistration(context.table, payload.person, payload.event)
  const [student, host] = await Promise.all([
    findPersonById(context.table, payload.person, registration?.email),
    findPersonById(context.table, payload.host),
  ])
  return {
    ...{ id: payload.slot, event: payload.event, sequence: payload.sequence, online: false },
    ...{ startsAt: payload.startsAt, durationMinutes: payload.durationMinutes, zone: payload.zone },
    student: {
      personId: payload.person,
      name: student?.name ?? 'an attendee',
      email: student?.email ?? erased,
    },
    host: { name: host?.name ?? 'your instructor', email: host?.email ?? erased },
  }
}

/**
 * To both sides: they won't meet, with the withdrawal for the calendar. Not to someone who has booked the same slot
 * again since: they get that mail, and this one would arrive after it.
 */
export const sendOfficeHourCancelledMails = async (
  context: DeliveryContext,
  row: Cancelled,
  now: Instant,
): Promise<void> => {
  const { event: slug, slot: id, person, sequence, by } = row.payload
  const [event, known] = await Promise.all([findEvent(context.table, slug), findSlot(context.table, slug, id)])
  if (!event || known?.booking?.personId === person) return
  const told = { event, slot: await cancelledSlot(context, row) }
  for (const side of sides) {
    const { reader, common, words, other, attach } = partsFor(context, told, side, row)
    if (reader.email === erased) continue
    const { name, eventTitle, when, officeHoursUrl } = words
    const nothingLeft = event.status !== 'published' || (by === 'access' && side === 'student')
    const next = side === 'student' ? 'You can book another slot if any are open.' : undefined
    await sendMail(context, now, {
      ...common,
      template: 'office-hour-cancelled',
      key: `office-hour-cancelled:${id}:${person}:${sequence}:${side}`,
      props: {
        ...{ name, eventTitle, when, other: other.name, why: formatWhy(by, side, other.name) },
        ...(nothingLeft || next === undefined ? {} : { next }),
        ...(nothingLeft ? {} : { officeHoursUrl }),
      },
      attachments: attach('CANCEL'),
    })
  }
}

/**
 * Frees people's upcoming slots in an event that they may no longer attend. May be repeated.
 * @param seats  whose access may have ended, and to what
 */
export const releaseOfficeHours = async (
  context: Pick<DeliveryContext, 'table'>,
  seats: readonly { personId: string; event: string }[],
  now: Instant,
): Promise<void> => {
  for (const { personId, event } of seats) await releaseUnlessAttending(context.table, event, personId, now)
}
