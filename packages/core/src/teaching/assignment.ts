import * as z from 'zod'
import { type Event, sessionsOf } from '../catalog/index.ts'
import { type Instant, instantOf, LocalDateTime, line, multiLine } from '../platform/index.ts'
import { contradiction } from './assignment-problems.ts'

/** Of one event, so that a page of them is one read. */
export const mostAssignments = 60

/** What work is judged by: passed or not yet, points out of so many, or words alone. */
export const Marking = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('pass') }),
  z.strictObject({ by: z.literal('points'), outOf: z.int().min(1).max(1000) }),
  z.strictObject({ by: z.literal('none') }),
])
export type Marking = z.infer<typeof Marking>

const fields = {
  title: line(160),
  /** Paragraphs, separated by blank lines. */
  instructions: multiLine(10_000),
  /** The session that it belongs to; of the event as a whole without one. */
  session: z.string().min(1).max(60),
  /** Recordings and handouts of the event that go with it, by their ids. */
  materials: z
    .array(z.string().min(1).max(60))
    .max(20)
    .refine((ids) => new Set(ids).size === ids.length, 'List each one only once'),
  /** Local time in the event's zone. */
  due: LocalDateTime,
  /** Whether work is taken after that, and until when at most. */
  late: z.enum(['refused', 'allowed']),
  lateUntil: LocalDateTime,
  marking: Marking,
}

/** What someone who teaches decides about an assignment. Without `publish` it is a draft, which nobody else sees. */
export const NewAssignment = z.strictObject({
  ...fields,
  instructions: fields.instructions.default(''),
  session: fields.session.optional(),
  materials: fields.materials.default([]),
  late: fields.late.default('refused'),
  lateUntil: fields.lateUntil.optional(),
  publish: z.boolean().default(false),
})
export type NewAssignment = z.infer<typeof NewAssignment>

/** A change: only what is named changes; null takes away what may be left out. */
export const AssignmentChange = z
  .strictObject({ ...fields, session: fields.session.nullable(), lateUntil: fields.lateUntil.nullable() })
  .partial()
  .extend({
    /** Of the assignment that the change was made on. */
    revision: z.int(),
    /** Shows it to attendees, even if it was withdrawn. */
    publish: z.literal(true).optional(),
  })
export type AssignmentChange = z.infer<typeof AssignmentChange>

/** Work that an event's attendees are asked for. */
export type Assignment = {
  id: string
  event: string
  session?: string | undefined
  title: string
  instructions: string
  materials: string[]
  due: LocalDateTime
  late: 'refused' | 'allowed'
  lateUntil?: LocalDateTime | undefined
  marking: Marking
  /** Absent, it is a draft. */
  publishedAt?: Instant | undefined
  /** When it was withdrawn. Since then nobody is asked to turn anything in. */
  withdrawnAt?: Instant | undefined
  createdAt: Instant
  /** Who made it. */
  by: string
  /** Rises with each change; a change made on an older one is refused. */
  revision: number
}

/** What attendees are asked for right now. */
export const isSet = ({ publishedAt, withdrawnAt }: Pick<Assignment, 'publishedAt' | 'withdrawnAt'>): boolean =>
  publishedAt !== undefined && withdrawnAt === undefined

export type Times = { dueAt: Instant; lateUntilAt?: Instant | undefined }

/** The moments that an assignment's local times mean, in the zone that its event has now. */
export const timesOf = (
  { due, late, lateUntil }: Pick<Assignment, 'due' | 'late' | 'lateUntil'>,
  { zone }: Pick<Event, 'zone'>,
): Times => ({
  dueAt: instantOf(due, zone),
  ...(late === 'allowed' && lateUntil !== undefined ? { lateUntilAt: instantOf(lateUntil, zone) } : {}),
})

/**
 * Refuses what contradicts itself or its event.
 * @param known  the ids of the event's recordings and handouts
 * @throws Problem invalid `teaching.contradiction`
 */
export const checkAssignment = (
  {
    session,
    materials,
    due,
    late,
    lateUntil,
  }: Pick<Assignment, 'session' | 'materials' | 'due' | 'late' | 'lateUntil'>,
  event: Pick<Event, 'sessions'>,
  known: ReadonlySet<string>,
): void => {
  if (session !== undefined && !sessionsOf(event, { admin: true }).some(({ id }) => id === session)) {
    throw contradiction('session', 'This event doesn’t have that session')
  }
  if (materials.some((id) => !known.has(id)))
    throw contradiction('materials', 'This event doesn’t have that recording or handout')
  if (lateUntil === undefined) return
  if (late === 'refused') throw contradiction('lateUntil', 'Late work isn’t accepted, so leave this blank')
  if (lateUntil <= due) throw contradiction('lateUntil', 'Choose a time after the due date')
}
