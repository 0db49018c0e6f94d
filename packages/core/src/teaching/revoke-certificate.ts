import { commit, type Instant, type Table } from '../platform/index.ts'
import { listRegistrationsOf } from '../registration/index.ts'
import type { AttendanceMark } from './attendance.ts'
import { findAttendance, pendingRevocationOf, removeAttendance } from './attendance-store.ts'
import { type Certificate, certificateConflict, certificateState } from './certificate.ts'
import {
  eraseCertificate,
  getCertificate,
  listCertificatesOf,
  pendingRestoring,
  pendingRevocation,
} from './certificate-store.ts'

const keyOf = ({ event, personId, id }: Certificate) => ({ event, personId, certificate: id })

/**
 * Revokes a certificate. From now on its page and its credential's status say so, and so does anyone who checks it.
 * Revoking twice changes nothing. @param why  by whom and for what reason; only the people who run the site see the
 * reason
 * @throws Problem not-found; conflict `certificate.not-valid`
 */
export const revokeCertificate = async (
  table: Table,
  { id, event }: { id: string; event: string },
  why: { by: string; reason: string },
  now: Instant,
): Promise<Certificate> => {
  const certificate = await getCertificate(table, id, event)
  if (certificateState(certificate) === 'revoked') return certificate
  const { committed } = await commit(table, [
    pendingRevocation(table, id, { at: now, ...why }),
    pendingRevocationOf(table, keyOf(certificate), now),
  ])
  const after = await getCertificate(table, id, event)
  if (committed || certificateState(after) === 'revoked') return after
  throw certificateConflict('certificate.not-valid', 'This certificate is no longer valid, so it can’t be revoked.')
}

/** Takes a revocation back. @throws Problem not-found; conflict `certificate.not-revoked` */
export const restoreCertificate = async (
  table: Table,
  { id, event }: { id: string; event: string },
): Promise<Certificate> => {
  const certificate = await getCertificate(table, id, event)
  if (certificateState(certificate) === 'valid') return certificate
  const { committed } = await commit(table, [
    pendingRestoring(table, id),
    pendingRevocationOf(table, keyOf(certificate), undefined),
  ])
  const after = await getCertificate(table, id, event)
  if (committed || certificateState(after) === 'valid') return after
  throw certificateConflict('certificate.not-revoked', 'Only a certificate that was revoked can be made valid again.')
}

/** The events at which something may be kept of someone. */
const eventsOf = async (table: Table, personId: string, certificates: readonly Certificate[]): Promise<string[]> => {
  const registrations = await listRegistrationsOf(table, personId)
  return [...new Set([...registrations, ...certificates].map(({ event }) => event))]
}

/** What is kept of someone's attendance, and their certificates. Two queries, and one for each of their events. */
export const listAttendanceOf = async (
  table: Table,
  personId: string,
): Promise<{ attendance: AttendanceMark[]; certificates: Certificate[] }> => {
  const certificates = await listCertificatesOf(table, personId)
  const events = await eventsOf(table, personId, certificates)
  const found = await Promise.all(events.map((event) => findAttendance(table, event, personId)))
  return { attendance: found.flatMap(({ marks }) => marks), certificates }
}

/** Takes a person out of all this: attendance is forgotten, and certificates no longer verify or name anyone. */
export const eraseAttendance = async (table: Table, personId: string, now: Instant): Promise<void> => {
  const certificates = await listCertificatesOf(table, personId)
  for (const { id, erasedAt } of certificates) if (erasedAt === undefined) await eraseCertificate(table, id, now)
  for (const event of await eventsOf(table, personId, certificates)) {
    // The list of someone's certificates is an index; one that was issued a moment ago is named here.
    const { certificate: newest } = await findAttendance(table, event, personId)
    if (newest) await eraseCertificate(table, newest.certificate, now)
    await removeAttendance(table, event, personId)
  }
}
