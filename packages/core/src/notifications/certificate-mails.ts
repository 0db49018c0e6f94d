import { findEvent, mailLook } from '../catalog/index.ts'
import type { identityTopics } from '../identity/index.ts'
import { findPersonById, ownNameOf } from '../identity/index.ts'
import { sendMail } from '../mail/index.ts'
import { findRegistration, registrationUrl, takeOwnName } from '../registration/index.ts'
import type { teachingTopics } from '../teaching/index.ts'
import { certificateState, certificateUrl, findCertificate, issueWaiting } from '../teaching/index.ts'
import type { Follows, Sends } from './handler.ts'

/** To the person a certificate was issued to: where it is. Not when it was revoked or replaced before this went out. */
export const sendCertificateMail: Sends<typeof teachingTopics.certificateIssued> = async (context, row, now) => {
  const certificate = await findCertificate(context.table, String(row.payload.certificate ?? ''))
  if (!certificate || certificateState(certificate) !== 'valid') return undefined
  const registration = await findRegistration(context.table, certificate.personId, certificate.event)
  const person = await findPersonById(context.table, certificate.personId, registration?.email)
  if (!person) return undefined
  const { id, event, title, name, attended, sessions } = certificate
  await sendMail(context, now, {
    template: 'certificate-ready',
    to: person.email,
    key: `certificate-ready:${id}`,
    event,
    props: {
      name: ownNameOf(person) ?? '',
      eventTitle: title,
      holder: name,
      earnedBy: sessions === 1 ? 'Attended the session.' : `Attended ${attended} of ${sessions} sessions.`,
      certificateUrl: certificateUrl(context.siteUrl, id),
    },
  })
}

/**
 * To someone who has earned a certificate and has only been named by others: they say what it is to call them. Once for a
 * registration, and not where they have given their name meanwhile.
 */
export const sendConfirmNameMail: Sends<typeof teachingTopics.certificateNameNeeded> = async (context, row, now) => {
  const { person, event: slug } = row.payload
  const [event, registration] = await Promise.all([
    findEvent(context.table, slug),
    findRegistration(context.table, person, slug),
  ])
  if (!event || registration?.status !== 'confirmed' || registration.namedAs !== undefined) return undefined
  await sendMail(context, now, {
    template: 'confirm-name',
    to: registration.email,
    key: `confirm-name:${registration.id}`,
    event: slug,
    look: mailLook(event),
    props: { name: '', eventTitle: event.title, nameUrl: `${registrationUrl(context, registration)}#name` },
  })
}

/** Someone has given their name: the certificates that waited for it are made, and rosters take it. */
export const takeName: Follows<typeof identityTopics.personNamed> = async (context, row, now) => {
  const { person, again } = row.payload
  if (!again) await issueWaiting(context, person, now)
  return takeOwnName(context.table, { person, ...(again ? { again } : {}) }, now)
}
