import { findEvent } from '../catalog/index.ts'
import { findPersonById } from '../identity/index.ts'
import type { Instant, OutboxRow, PendingWrite } from '../platform/index.ts'
import { findRegistration, registrationUrl, takeOwnName } from '../registration/index.ts'
import { certificateState, certificateUrl, findCertificate, issueWaiting } from '../teaching/index.ts'
import type { Courier } from './courier.ts'
import { postMail } from './post-mail.ts'

/** To whom a certificate was issued: where it is. Not when it was revoked or replaced before this went out. */
export const tellCertificate = async (courier: Courier, row: OutboxRow, now: Instant): Promise<undefined> => {
  const certificate = await findCertificate(courier.table, String(row.payload.certificate ?? ''))
  if (!certificate || certificateState(certificate) !== 'valid') return undefined
  const registration = await findRegistration(courier.table, certificate.personId, certificate.event)
  const person = await findPersonById(courier.table, certificate.personId, registration?.email)
  if (!person) return undefined
  const { id, event, title, name, attended, sessions } = certificate
  await postMail(
    courier.table,
    courier,
    {
      template: 'certificate-ready',
      to: person.email,
      key: `certificate-ready:${id}`,
      event,
      props: {
        name: person.name,
        eventTitle: title,
        holder: name,
        earnedBy: sessions === 1 ? 'Attended the session.' : `Attended ${attended} of ${sessions} sessions.`,
        certificateUrl: certificateUrl(courier.siteUrl, id),
      },
    },
    now,
  )
  return undefined
}

/**
 * To somebody who has earned a certificate and has only been named by others: they say what it is to call them. Once for a
 * registration, and not where they have given their name meanwhile.
 */
export const sendConfirmNameMail = async (courier: Courier, row: OutboxRow, now: Instant): Promise<undefined> => {
  const { person, event: slug } = row.payload as { person: string; event: string }
  const [event, registration] = await Promise.all([
    findEvent(courier.table, slug),
    findRegistration(courier.table, person, slug),
  ])
  if (!event || registration?.status !== 'confirmed' || registration.namedAs !== undefined) return undefined
  await postMail(
    courier.table,
    courier,
    {
      template: 'confirm-name',
      to: registration.email,
      key: `confirm-name:${registration.id}`,
      event: slug,
      props: { name: '', eventTitle: event.title, nameUrl: `${registrationUrl(courier, registration)}#name` },
    },
    now,
  )
  return undefined
}

/** Somebody has given their name: the certificates that waited for it are made, and rosters take it. */
export const takeName = async (courier: Courier, row: OutboxRow, now: Instant): Promise<PendingWrite[]> => {
  const { person, again } = row.payload as { person: string; again?: boolean }
  if (!again) await issueWaiting(courier, person, now)
  return takeOwnName(courier.table, { person, ...(again ? { again } : {}) }, now)
}
