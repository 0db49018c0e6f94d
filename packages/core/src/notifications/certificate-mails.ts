import { findPersonById } from '../identity/index.ts'
import type { Instant, OutboxRow } from '../platform/index.ts'
import { findRegistration } from '../registration/index.ts'
import { certificateState, certificateUrl, findCertificate } from '../teaching/index.ts'
import type { Courier } from './courier.ts'
import { postMail } from './post-mail.ts'

/** To whom a certificate was issued: where it is. Not when it was revoked or replaced before this went out. */
export const tellCertificate = async (courier: Courier, row: OutboxRow, now: Instant): Promise<void> => {
  const certificate = await findCertificate(courier.table, String(row.payload.certificate ?? ''))
  if (!certificate || certificateState(certificate) !== 'valid') return
  const registration = await findRegistration(courier.table, certificate.personId, certificate.event)
  const person = await findPersonById(courier.table, certificate.personId, registration?.email)
  if (!person) return
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
}
