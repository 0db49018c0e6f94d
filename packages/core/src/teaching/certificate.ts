import * as z from 'zod'
import { type Event, sessionsOf } from '../catalog/index.ts'
import { type Instant, invalidInput, multiLine, Problem, type Zone } from '../platform/index.ts'
import { scheduledSessions, scheduleSpan } from '../schedule/index.ts'
import { type AttendanceMark, progressOf } from './attendance.ts'

/** What a certificate of an event takes. */
export const CertificateRule = z.strictObject({
  /** At how many of its sessions someone must have been. */
  attend: z.int('Enter a whole number').min(1, 'Enter at least one session').max(200),
})
export type CertificateRule = z.infer<typeof CertificateRule>

/** @throws Problem invalid `input.invalid` when there are not so many sessions */
export const checkRule = (event: Pick<Event, 'sessions'>, { attend }: CertificateRule): void => {
  const of = scheduledSessions(sessionsOf(event)).length
  if (attend > of) {
    throw invalidInput([{ path: 'attend', message: `Enter ${of} or fewer, since that’s how many sessions there are.` }])
  }
}

/**
 * A person's progress toward a rule. If sessions were canceled since the rule was set, attending all that are left is
 * enough. `met`: the certificate is theirs. `over`: the last session has ended, so the certificate can be made.
 */
export type Earned = { attended: number; needed: number; of: number; met: boolean; over: boolean }

export const earned = (
  rule: CertificateRule,
  event: Pick<Event, 'sessions'>,
  marks: readonly AttendanceMark[],
  now: Instant,
): Earned => {
  const { attended, of } = progressOf(event, marks)
  const needed = Math.min(rule.attend, of)
  const endsAt = scheduleSpan(sessionsOf(event))?.endsAt
  return { attended, needed, of, met: of > 0 && attended >= needed, over: endsAt !== undefined && endsAt <= now }
}

/**
 * A certificate, as it was when it was issued: whatever is renamed or moved later, it says what it said. Its id is its
 * address, which nobody can guess.
 */
export type Certificate = {
  id: string
  event: string
  personId: string
  name: string
  title: string
  /** "Five-week class". */
  kindLine: string
  organizer: string
  instructors: string[]
  /** From the first session's start to the last one's end. */
  startsAt: Instant
  endsAt: Instant
  zone: Zone
  attended: number
  needed: number
  sessions: number
  issuedAt: Instant
  /** Who had it issued again; nobody when the rule did. */
  issuedBy?: string | undefined
  revokedAt?: Instant | undefined
  revokedBy?: string | undefined
  /** For those who run it; never shown to others. */
  revokedReason?: string | undefined
  /** The one that was issued in its place. */
  replacedBy?: string | undefined
  /** When its person was erased. */
  erasedAt?: Instant | undefined
}

export type CertificateState = 'valid' | 'revoked' | 'replaced' | 'erased'

export const certificateState = (
  certificate: Pick<Certificate, 'revokedAt' | 'replacedBy' | 'erasedAt'>,
): CertificateState => {
  if (certificate.erasedAt !== undefined) return 'erased'
  if (certificate.replacedBy !== undefined) return 'replaced'
  return certificate.revokedAt === undefined ? 'valid' : 'revoked'
}

export const RevokeReason = multiLine(500).min(1, 'Enter a reason, for the record')

export const certificateConflict = (
  code: 'certificate.not-valid' | 'certificate.not-revoked' | 'certificate.not-over' | 'certificate.no-rule',
  message: string,
): Problem => new Problem('conflict', code, message)
