import type { Instant, LocalDateTime, Zone } from '../platform/index.ts'

/** What is announced of slots that are booked. Rows hold ids alone: who they name is looked up when they are acted on. */
export const officeHourTopics = {
  booked: 'office-hour.booked',
  moved: 'office-hour.moved',
  cancelled: 'office-hour.cancelled',
} as const

/** Who ended a booking: the student, who teaches, or nobody but the end of their access. */
export type CancelledBy = 'student' | 'teacher' | 'access'

export type OfficeHourBooked = { event: string; slot: string; person: string; sequence: number }

type WallTimes = { startsAt: LocalDateTime; durationMinutes: number; zone: Zone }

export type OfficeHourMoved = OfficeHourBooked & { was: WallTimes }

/** The slot itself may be gone by then, so what was told of it stands here. */
export type OfficeHourCancelled = OfficeHourBooked & WallTimes & { host: string; by: CancelledBy; bookedAt: Instant }
