import { type Event, findEvents, findInstructors, getEvent, kindLine, seenBy, sessionsOf } from '../catalog/index.ts'
import { findPersonById, ownNameOf, type Person } from '../identity/index.ts'
import {
  type Announced,
  announce,
  commit,
  erased,
  type Instant,
  newToken,
  notFound,
  type PendingWrite,
  type Table,
} from '../platform/index.ts'
import { findNamed, findRegistration, type Registration, startFanOut, stepFanOut } from '../registration/index.ts'
import { scheduleSpan } from '../schedule/index.ts'
import { progressOf } from './attendance.ts'
import { findAttendance, pendingCertificateOf } from './attendance-store.ts'
import {
  type Certificate,
  type CertificateRule,
  certificateConflict,
  certificateState,
  checkRule,
  earned,
} from './certificate.ts'
import {
  findCertificate,
  findCertificateRule,
  getCertificate,
  pendingCertificate,
  pendingReplacement,
  saveCertificateRule,
} from './certificate-store.ts'
import { certificateIssued, certificateNameNeeded, certificatesDue, certificatesDueShard } from './topics.ts'

/** What certificates are issued with: the table, and who issues them. */
export type CertificateContext = { table: Table; organizer: { name: string } }

/** Sets what a certificate takes, or with nothing that none are given. Those that were issued stay. */
export const setCertificateRule = async (
  table: Table,
  slug: string,
  rule: CertificateRule | undefined,
): Promise<void> => {
  const event = await getEvent(table, slug)
  if (rule) checkRule(event, rule)
  await saveCertificateRule(table, slug, rule)
}

type Issued = { certificate: Certificate; made: boolean }
type Basis = { event: Event; rule: CertificateRule | undefined }

const draw = async (
  { table, organizer }: CertificateContext,
  { event, attended, needed }: { event: Event; attended: number; needed: number },
  holder: { personId: string; name: string },
  now: Instant,
): Promise<Certificate> => {
  const span = scheduleSpan(sessionsOf(event))
  if (!span) throw notFound('session')
  const instructors = await findInstructors(table, event.instructors)
  return {
    id: newToken(),
    event: event.slug,
    personId: holder.personId,
    name: holder.name,
    title: event.title,
    kindLine: kindLine(event),
    organizer: organizer.name,
    instructors: instructors.map(({ name }) => name),
    ...span,
    zone: event.zone,
    attended,
    needed,
    sessions: progressOf(event, []).of,
    issuedAt: now,
  }
}

type Holder = Pick<
  Registration,
  'id' | 'event' | 'sku' | 'personId' | 'status' | 'name' | 'namedAs' | 'email' | 'boughtBy'
>

/**
 * The name for a person's certificate: their own, or what was typed by the buyer if the buyer gave the attendee's own
 * address. Nothing while we only have what someone else typed: the name stays on the certificate for good, so the
 * person is asked first.
 */
const certificateName = (person: Person | undefined, { name, namedAs, boughtBy }: Holder): string | undefined =>
  ownNameOf(person) ?? (boughtBy === undefined || namedAs !== undefined ? name : undefined)

const issueTo = async (
  context: CertificateContext,
  { event: whole, rule }: Basis,
  registration: Holder | undefined,
  now: Instant,
): Promise<Issued | undefined> => {
  // Erased, they stay on the roster of what is over, without their name.
  if (registration?.status !== 'confirmed' || registration.name === erased) return undefined
  const { table } = context
  const { personId } = registration
  const event = seenBy(whole, registration)
  const { marks, certificate: had } = await findAttendance(table, event.slug, personId)
  if (had) {
    const known = await findCertificate(table, had.certificate)
    return known && { certificate: known, made: false }
  }
  if (!rule) return undefined
  const standing = earned(rule, event, marks, now)
  if (!standing.met || !standing.over) return undefined
  const name = certificateName(await findPersonById(table, personId, registration.email), registration)
  if (name === undefined) {
    const payload = { event: event.slug, person: personId }
    const once = `certificate-name:${registration.id}`
    await commit(table, [announce(table, certificateNameNeeded, payload, now, { key: once })])
    return undefined
  }
  const certificate = await draw(context, { event, ...standing }, { personId, name }, now)
  const { committed } = await commit(table, [
    pendingCertificate(table, certificate),
    pendingCertificateOf(table, { event: event.slug, personId }, certificate.id),
    announce(table, certificateIssued, { certificate: certificate.id }, now),
  ])
  if (committed) return { certificate, made: true }
  // Someone else was a moment earlier: theirs is the one.
  const winner = (await findAttendance(table, event.slug, personId)).certificate
  const known = winner && (await findCertificate(table, winner.certificate))
  return known && { certificate: known, made: false }
}

/**
 * Issues someone's certificate of an event once its last session has ended and they have earned it. They get one for an
 * event, however often and by however many this is called; one that was revoked is not made again. It waits for the name of
 * someone who has only been named by others, who is asked for it.
 * @returns it, and whether it was made now; nothing where there is no rule, nothing earned yet, no name of theirs, or no
 *   confirmed registration
 */
export const issueCertificate = async (
  context: CertificateContext,
  slug: string,
  personId: string,
  now: Instant,
): Promise<Issued | undefined> => {
  const { table } = context
  const [event, rule, registration] = await Promise.all([
    getEvent(table, slug),
    findCertificateRule(table, slug),
    findRegistration(table, personId, slug),
  ])
  return issueTo(context, { event, rule }, registration, now)
}

/**
 * Issues the certificates that waited for someone's name: for what others registered them for. Three reads for each of
 * those events. May be repeated.
 */
export const issueWaiting = async (context: CertificateContext, personId: string, now: Instant): Promise<void> => {
  const named = await findNamed(context.table, personId)
  const waiting = named?.registrations.filter(({ status, boughtBy }) => status === 'confirmed' && boughtBy) ?? []
  const events = await findEvents(
    context.table,
    waiting.map(({ event }) => event),
  )
  for (const slug of events.keys()) await issueCertificate(context, slug, personId, now)
}

/**
 * The row by which certificates are made at once for all who have earned one; to be committed with whatever decides it. What is
 * to happen after the last session waits among what falls due, not in the outbox.
 */
export const pendingCertificates = (table: Table, slug: string, now: Instant): PendingWrite =>
  announce(table, certificatesDue, { event: slug }, now, { key: `certificates:${slug}` })

/**
 * Has certificates made, in the background, for everyone on the roster who has earned one and has none.
 * @throws Problem not-found; conflict `certificate.no-rule`, `certificate.not-over`
 */
export const makeCertificates = async (table: Table, slug: string, now: Instant): Promise<void> => {
  const [event, rule] = await Promise.all([getEvent(table, slug), findCertificateRule(table, slug)])
  if (!rule) throw certificateConflict('certificate.no-rule', 'Set what a certificate requires first.')
  if (!earned(rule, event, [], now).over) {
    throw certificateConflict('certificate.not-over', 'Certificates are issued after the last session ends.')
  }
  await commit(table, [pendingCertificates(table, slug, now)])
}

/** The roster's shards, in parallel. */
export const startCertificates = (table: Table, slug: string, now: Instant): PendingWrite[] =>
  startFanOut(table, certificatesDueShard, (shard) => ({ event: slug, shard }), now)

/** One step of it. Done again, it finds those who have theirs. */
export const stepCertificates = async (
  context: CertificateContext,
  row: Announced<typeof certificatesDueShard>,
  now: Instant,
): Promise<PendingWrite[]> => {
  const { event: slug } = row.payload
  const [event, rule] = await Promise.all([getEvent(context.table, slug), findCertificateRule(context.table, slug)])
  if (!rule) return []
  return stepFanOut(context.table, row, now, async (registration) => {
    await issueTo(context, { event, rule }, registration, now)
    return []
  })
}

/**
 * Issues a certificate again, in the name that its person has given, if they have. The old one then says that it was replaced.
 * @throws Problem not-found; conflict `certificate.not-valid` when it was revoked, replaced or erased
 */
export const reissueCertificate = async (
  context: CertificateContext,
  id: string,
  by: string,
  now: Instant,
): Promise<Certificate> => {
  const { table } = context
  const old = await getCertificate(table, id)
  if (certificateState(old) !== 'valid') throw notValid()
  const person = await findPersonById(table, old.personId)
  if (!person)
    throw certificateConflict(
      'certificate.not-valid',
      'The person it was issued to was deleted, so it can’t be reissued.',
    )
  const { revokedAt: _, revokedBy: __, revokedReason: ___, ...kept } = old
  const next: Certificate = {
    ...kept,
    id: newToken(),
    name: ownNameOf(person) ?? old.name,
    issuedAt: now,
    issuedBy: by,
  }
  const { event, personId } = old
  const { committed } = await commit(table, [
    pendingReplacement(table, old.id, next.id),
    pendingCertificate(table, next),
    pendingCertificateOf(table, { event, personId }, next.id, old.id),
    announce(table, certificateIssued, { certificate: next.id }, now),
  ])
  if (committed) return next
  throw notValid()
}

const notValid = () =>
  certificateConflict('certificate.not-valid', 'This certificate is no longer valid, so it can’t be replaced.')
