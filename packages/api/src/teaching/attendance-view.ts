import { type AttendanceMark, attendanceMeans, markLimit } from '@lectern/core/teaching'
import * as z from 'zod'

export const SessionId = z.string().min(1).max(60)

const Known = z.object({
  present: z.boolean(),
  how: z
    .enum(attendanceMeans)
    .describe(
      'By hand, from the meeting’s report, or because they went in by the join link. The first outranks the others.',
    ),
  at: z.string(),
  by: z.string().optional().describe('The person who marked or imported it.'),
  minutes: z.number().optional().describe('How long they were there, by the report.'),
})

export const AttendanceView = z.object({
  person: z.string(),
  name: z.string(),
  email: z.string(),
  mark: Known.optional().describe('Absent while nobody has said anything.'),
})

export const MarkedView = z.object({
  kept: z.int().describe('How many marks were kept.'),
  outranked: z.int().describe('How many were not, since somebody had marked by hand.'),
  unknown: z.array(z.string()).describe('People who are not registered.'),
})

export const Marks = z.strictObject({
  session: SessionId,
  marks: z
    .array(z.strictObject({ person: z.string().max(60), present: z.boolean() }))
    .min(1)
    .max(200),
})

export const Report = z.strictObject({
  session: SessionId,
  report: z.string().max(250_000).describe('The participant report of Zoom, Microsoft Teams, or Google Meet, as text.'),
  minimumMinutes: z
    .int()
    .min(1)
    .max(1440)
    .optional()
    .describe('Who stayed so long was there; half of the session, unless given.'),
  assigned: z
    .array(
      z
        .strictObject({
          person: z.string().max(60),
          minutes: z.number().min(0).max(100_000).optional(),
          line: z
            .int()
            .min(1)
            .optional()
            .describe('A line of the unmatched entry that they are: what overlaps counts once.'),
        })
        .refine(({ minutes, line }) => (minutes === undefined) !== (line === undefined), 'Give `minutes` or `line`.'),
    )
    .max(markLimit)
    .default([])
    .describe('People whom you know in the report and who were not found.'),
  preview: z.boolean().default(false).describe('Only tell what it says, and save nothing.'),
})

export const ReportView = z.object({
  matched: z.array(
    z.object({
      ...{ person: z.string(), name: z.string(), email: z.string(), minutes: z.number() },
      ...{ foundBy: z.enum(['email', 'name']), present: z.boolean() },
    }),
  ),
  unmatched: z.array(
    z.object({
      name: z.string(),
      originalName: z.string().optional(),
      email: z.string().optional(),
      minutes: z.number(),
      lines: z.array(z.int()).describe('The lines of the report about them, counted from 1.'),
    }),
  ),
  unread: z
    .array(z.object({ line: z.int(), message: z.string() }))
    .describe('Lines that could not be read, and why. They keep no other line from being read.'),
  saved: MarkedView.optional(),
})

export const ProgressView = z.object({
  attended: z.int(),
  of: z.int().describe('How many sessions take place.'),
  sessions: z.array(z.object({ session: z.string(), present: z.boolean().optional() })),
  certificate: z
    .object({
      needed: z.int().optional().describe('How many sessions it takes, where certificates are given.'),
      earned: z.boolean(),
      id: z.string().optional().describe('Where it is: `/certificates/{id}` on the site.'),
      revoked: z.boolean().optional(),
    })
    .optional(),
})

export const knownOf = ({ present, how, at, by, minutes }: AttendanceMark): z.infer<typeof Known> => ({
  ...{ present, how, at },
  ...(by === undefined ? {} : { by }),
  ...(minutes === undefined ? {} : { minutes }),
})
