import { type Instant, Problem } from '../platform/index.ts'
import { formatInstant } from '../schedule/index.ts'
import { mostSlots, type OfficeHour, slotTimes } from './office-hour.ts'

/** Every code of a problem with office hours. */
export type OfficeHourProblemCode =
  | 'teaching.slot-taken'
  | 'teaching.slot-over'
  | 'teaching.slot-moved'
  | 'teaching.slot-your-own'
  | 'teaching.slots-overlap'
  | 'teaching.slots-too-many'
  | 'teaching.slots-too-short'
  | 'teaching.slots-not-now'
  | 'teaching.booked-already'

const problem = (
  kind: Problem['kind'],
  code: OfficeHourProblemCode,
  message: string,
  details: Record<string, unknown> = {},
): Problem => new Problem(kind, code, message, details)

const about = (path: string, message: string) => ({ errors: [{ path, message }] })

export const formatSlot = (slot: Pick<OfficeHour, 'startsAt' | 'zone' | 'durationMinutes'>): string =>
  formatInstant(slotTimes(slot).startsAt, slot.zone)

export const slotTaken = (): Problem =>
  problem('conflict', 'teaching.slot-taken', 'Someone else has just taken this slot.')

export const slotOver = (): Problem =>
  problem('conflict', 'teaching.slot-over', 'This slot has begun, or is over: it stays as it is.')

export const slotMoved = (slot: OfficeHour): Problem =>
  problem('conflict', 'teaching.slot-moved', `This slot has just moved: it is on ${formatSlot(slot)} now.`)

export const slotOwn = (): Problem =>
  problem('conflict', 'teaching.slot-your-own', 'This slot is your own. Only attendees can book it.')

export const bookedAlready = (slot: OfficeHour | undefined): Problem =>
  problem(
    'conflict',
    'teaching.booked-already',
    slot
      ? `You have a slot already, on ${formatSlot(slot)}. Cancel it first to take another.`
      : 'You have a slot already. Cancel it first to take another.',
  )

export const slotsOverlap = (fresh: OfficeHour, known: OfficeHour): Problem => {
  const message = `The slot on ${formatSlot(fresh)} would overlap one of yours on ${formatSlot(known)}.`
  return problem('conflict', 'teaching.slots-overlap', message, about('startsAt', message))
}

export const slotsTooMany = (wanted: number): Problem => {
  const message = `An event can have up to ${mostSlots} slots, past ones included. With these it would have ${wanted}. Open fewer, or remove some first.`
  return problem('invalid', 'teaching.slots-too-many', message, about('recurrence', message))
}

export const slotsTooShort = (): Problem => {
  const message = 'A slot is longer than the time it has to fit in.'
  return problem('invalid', 'teaching.slots-too-short', message, about('slotMinutes', message))
}

export const slotsPast = (slot: OfficeHour, now: Instant): Problem => {
  const message = `${formatSlot(slot)} is over: it is ${formatInstant(now, slot.zone)} now. Choose a time that is to come.`
  return problem('invalid', 'teaching.slot-over', message, about('startsAt', message))
}

export const slotsNotNow = (): Problem =>
  problem('conflict', 'teaching.slots-not-now', 'This event does not take place, so there are no office hours of it.')
