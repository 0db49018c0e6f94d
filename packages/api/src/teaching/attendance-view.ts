import { type AttendanceMark, attendanceMeans, markLimit } from '@lectern/core/teaching'
import * as z from 'zod'
import { shown } from '../http/shown.ts'

export const SessionId = z.string().min(1).max(60)

const Known = z.object({
  present: z.boolean(),
  how: z
    .enum(attendanceMeans)
    .describe(
      "Marked by hand, from the meeting's report, or from opening the join link. Marks by hand take precedence.",
    ),
  at: z.string(),
  by: z.string().optional().describe('The person who marked or imported it.'),
  minutes: z.number().optional().describe('How long they attended, according to the report.'),
})

export const AttendanceView = z.object({
  person: z.string(),
  name: z.string(),
  email: z.string(),
  mark: Known.optional().describe("Absent if attendance hasn't been marked."),
})

export const MarkedView = z.object({
  kept: z.int().describe('How many marks were saved.'),
  outranked: z.int().describe("How many weren't saved because they had been marked by hand."),
  unknown: z.array(z.string()).describe("People who aren't registered."),
  notAdmitted: z
    .array(z.string())
    .optional()
    .describe("People whose ticket or invitation doesn't include this session, if there are any."),
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
    .describe('How long a person has to stay to count as present; half of the session by default.'),
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
            .describe('A line of the unmatched entry this person is. Overlapping times count once.'),
        })
        .refine(({ minutes, line }) => (minutes === undefined) !== (line === undefined), 'Send `minutes` or `line`.'),
    )
    .max(markLimit)
    .default([])
    .describe("People you recognize in the report who weren't matched."),
  preview: z.boolean().default(false).describe('Only show the result, without saving it.'),
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
    .describe("Lines that couldn't be read, and why. All other lines are read."),
  saved: MarkedView.optional(),
})

export const ProgressView = z.object({
  attended: z.int(),
  of: z.int().describe('How many sessions there are.'),
  sessions: z.array(z.object({ session: z.string(), present: z.boolean().optional() })),
  certificate: z
    .object({
      needed: z.int().optional().describe('How many sessions a certificate requires, if there is one.'),
      earned: z.boolean(),
      id: z.string().optional().describe('Its page is `/certificates/{id}` on the site.'),
      revoked: z.boolean().optional(),
    })
    .optional(),
})

export const knownOf = (mark: AttendanceMark): z.infer<typeof Known> => shown(Known, mark)
