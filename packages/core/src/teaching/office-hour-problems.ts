import { type Instant, Problem } from '../platform/index.ts'
import { formatInstant } from '../schedule/index.ts'
import { mostSlots, type OfficeHour, slotTimes } from './office-hour.ts'

const problem = (
  kind: Problem['kind'],
  code: `teaching.${string}`,
  message: string,
  details: Record<string, unknown> = {},
): Problem => new Problem(kind, code, message, details)

const about = (path: string, message: string) => ({ errors: [{ path, message }] })

export const formatSlot = (slot: Pick<OfficeHour, 'startsAt' | 'zone' | 'durationMinutes'>): string =>
  formatInstant(slotTimes(slot).startsAt, slot.zone)

export const slotTaken = (): Problem =>
  problem('conflict', 'teaching.slot-taken', 'Someone else just booked this slot.')

export const slotOver = (): Problem =>
  problem('conflict', 'teaching.slot-over', 'This slot has already started or ended, so it can’t be booked or changed.')

export const slotMoved = (slot: OfficeHour): Problem =>
  problem('conflict', 'teaching.slot-moved', `This slot was just moved to ${formatSlot(slot)}.`)

export const slotOwn = (): Problem =>
  problem('conflict', 'teaching.slot-your-own', 'This is your own slot. Only attendees can book it.')

export const bookedAlready = (slot: OfficeHour | undefined): Problem =>
  problem(
    'conflict',
    'teaching.booked-already',
    slot
      ? `You already have a slot on ${formatSlot(slot)}. Cancel it before you book another.`
      : 'You already have a slot. Cancel it before you book another.',
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
  const message = 'Choose slots that fit in the time available.'
  return problem('invalid', 'teaching.slots-too-short', message, about('slotMinutes', message))
}

export const slotsPast = (slot: OfficeHour, now: Instant): Problem => {
  const message = `${formatSlot(slot)} has passed. It’s ${formatInstant(now, slot.zone)} now. Choose a future time.`
  return problem('invalid', 'teaching.slot-over', message, about('startsAt', message))
}

export const slotsNotNow = (): Problem =>
  problem('conflict', 'teaching.slots-not-now', 'This event isn’t taking place, so it can’t have office hours.')
