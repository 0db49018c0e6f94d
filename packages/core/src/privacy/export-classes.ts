import * as z from 'zod'
import { listOpenedEverywhere, WatchPosition } from '../materials/index.ts'
import type { Table } from '../platform/index.ts'
import {
  attendanceMeans,
  listAttendanceOf,
  listBookedBy,
  listOpenedBy,
  listWorkOf,
  type OfficeHour,
  Result,
} from '../teaching/index.ts'

/** What is kept of what a person does in classes, in a form that programs and people can read. */
export const classesExport = {
  /** What they turned in for assignments, and the feedback on it. */
  work: z.array(
    z.object({
      event: z.string(),
      assignment: z.string(),
      name: z.string(),
      email: z.string(),
      state: z.string(),
      versions: z.array(
        z.object({
          version: z.int(),
          text: z.string(),
          link: z.string().optional(),
          files: z.array(z.string()),
          at: z.string(),
          late: z.boolean(),
          feedback: z.object({ text: z.string(), result: Result, at: z.string() }).optional(),
        }),
      ),
    }),
  ),
  /** Files they uploaded for assignments, turned in or not. The files themselves are on the assignments' pages. */
  workFiles: z.array(
    z.object({
      id: z.string(),
      event: z.string(),
      assignment: z.string(),
      filename: z.string(),
      bytes: z.int(),
      askedAt: z.string(),
      version: z.int().optional(),
    }),
  ),
  /** Of which sessions it is known whether they were there, and how. */
  attendance: z.array(
    z.object({
      event: z.string(),
      session: z.string(),
      present: z.boolean(),
      how: z.enum(attendanceMeans),
      at: z.string(),
      minutes: z.number().optional(),
    }),
  ),
  certificates: z.array(
    z.object({
      id: z.string().describe('See it at /certificates/{id}.'),
      event: z.string(),
      name: z.string(),
      title: z.string(),
      attended: z.int(),
      sessions: z.int(),
      issuedAt: z.string(),
      revokedAt: z.string().optional(),
      replacedBy: z.string().optional(),
    }),
  ),
  /** Slots of office hours that they booked, or opened for others. */
  officeHours: z.array(
    z.object({
      event: z.string(),
      as: z.enum(['student', 'teacher']),
      startsAt: z.string(),
      durationMinutes: z.int(),
      zone: z.string(),
      link: z.string().optional(),
      place: z.string().optional(),
      /** Whom they meet: who teaches, or of a slot of theirs nobody; who booked it is that one's to know. */
      with: z.string().optional(),
      at: z.string(),
    }),
  ),
  /** Recordings and handouts that they opened, and how far they watched, in seconds. */
  opened: z.array(
    z.object({
      event: z.string(),
      material: z.string(),
      firstAt: z.string().optional(),
      lastAt: z.string().optional(),
      count: z.int(),
      position: WatchPosition.optional(),
    }),
  ),
}

/** An office hours slot as it appears in the export of its student or of the teacher who opened it. */
const officeHourOf = (slot: OfficeHour, as: 'student' | 'teacher') => ({
  ...slot,
  as,
  ...(as === 'student' ? { with: slot.host.name, link: undefined } : {}),
  at: as === 'student' && slot.booking ? slot.booking.bookedAt : slot.openedAt,
})

/** All of it, as the schema's fields want it. A query for each kind. */
export const exportClasses = async (table: Table, person: string) => {
  const [{ work, files: workFiles }, { attendance, certificates }, bookings, slots, opened] = await Promise.all([
    listWorkOf(table, person),
    listAttendanceOf(table, person),
    listBookedBy(table, person),
    listOpenedBy(table, person),
    listOpenedEverywhere(table, person),
  ])
  const officeHours = [
    ...bookings.map((slot) => officeHourOf(slot, 'student')),
    ...slots.map((slot) => officeHourOf(slot, 'teacher')),
  ]
  return { work, workFiles, attendance, certificates, officeHours, opened }
}
