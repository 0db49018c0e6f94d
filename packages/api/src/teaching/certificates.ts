import { notRecorded } from '@lectern/core/identity'
import {
  type Certificate,
  CertificateRule,
  certificateState,
  certificateUrl,
  findCertificateRule,
  getCertificate,
  listCertificates,
  makeCertificates,
  RevokeReason,
  reissueCertificate,
  restoreCertificate,
  revokeCertificate,
  setCertificateRule,
} from '@lectern/core/teaching'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'
import { PageQuery, pageOf, pageShown } from '../http/lists.ts'
import { shown } from '../http/shown.ts'

const CertificateView = z.object({
  id: z.string(),
  url: z.string().describe('Its page; anyone with the address can open it.'),
  event: z.string(),
  person: z.string(),
  name: z.string().describe('The name at the time it was issued.'),
  state: z.enum(['valid', 'revoked', 'replaced', 'erased']),
  attended: z.int(),
  sessions: z.int(),
  issuedAt: z.string(),
  revokedAt: z.string().optional(),
  revokedReason: z.string().optional().describe('Only shown to admins and instructors.'),
  replacedBy: z.string().optional(),
})

const RuleView = z.object({
  attend: z.int().nullable().describe('How many sessions a person must attend; null for no certificates.'),
})

/** Certificates of an event, for admins and for those who teach it. */
export const certificateRoutes = (api: Api): void => {
  const { table, siteUrl } = api.services
  const instructors = endpoints(api, { who: 'instructor', tag: 'Admin: catalog' })
  const all = '/api/admin/events/{slug}/certificates'

  const viewOf = (certificate: Certificate) =>
    shown(CertificateView, {
      ...certificate,
      url: certificateUrl(siteUrl, certificate.id),
      person: certificate.personId,
      state: certificateState(certificate),
    })

  instructors.get(all, 'listCertificates', {
    audit: { action: 'certificate.list', subject: 'event:{slug}' },
    summary: 'List the certificates of an event',
    description: 'In the order they were issued, including revoked ones.',
    query: PageQuery,
    answers: { 200: { description: 'A page of the list', schema: pageOf(CertificateView) } },
    run: ({ query, event }) => pageShown(listCertificates(table, event.slug, query), viewOf),
  })

  instructors.post(all, 'makeCertificates', {
    audit: { action: 'certificate.make', subject: 'event:{slug}' },
    summary: 'Issue certificates',
    description:
      "Issues certificates in the background to everyone who has earned one and doesn't have it yet, after the last session has ended.",
    answers: { 202: { description: 'The certificates are being made' } },
    run: ({ now, event }) => makeCertificates(table, event.slug, now),
  })

  instructors.get(`${all}/rule`, 'getCertificateRule', {
    audit: notRecorded.impersonal,
    summary: 'Get the certificate rule',
    answers: { 200: { description: 'How many sessions; null for no certificates', schema: RuleView } },
    run: async ({ event }) => ({ attend: (await findCertificateRule(table, event.slug))?.attend ?? null }),
  })

  instructors.put(`${all}/rule`, 'setCertificateRule', {
    audit: { action: 'certificate.rule', subject: 'event:{slug}' },
    summary: 'Set the certificate rule',
    description: 'Sets how many sessions a person must attend; null for no certificates. Issued certificates stay.',
    body: z.strictObject({ attend: CertificateRule.shape.attend.nullable() }),
    bodyExample: { attend: 4 },
    answers: { 200: { description: 'The current state', schema: RuleView } },
    run: async ({ body: { attend }, event }) => {
      await setCertificateRule(table, event.slug, attend === null ? undefined : { attend })
      return { attend }
    },
  })

  instructors.post(`${all}/{id}/revoke`, 'revokeCertificate', {
    audit: { action: 'certificate.revoke', subject: 'event:{slug}' },
    summary: 'Revoke a certificate',
    description: "Its page and credential show it as revoked right away; the reason isn't shown.",
    body: z.strictObject({ reason: RevokeReason }),
    bodyExample: { reason: 'Attendance was marked for the wrong person.' },
    answers: { 200: { description: 'The current state', schema: CertificateView } },
    run: async ({ params: { id }, body: { reason }, actor, now, event }) =>
      viewOf(await revokeCertificate(table, { id, event: event.slug }, { by: actor.id, reason }, now)),
  })

  instructors.post(`${all}/{id}/restore`, 'restoreCertificate', {
    audit: { action: 'certificate.restore', subject: 'event:{slug}' },
    summary: 'Make a revoked certificate valid again',
    answers: { 200: { description: 'The current state', schema: CertificateView } },
    run: async ({ params: { id }, event }) => viewOf(await restoreCertificate(table, { id, event: event.slug })),
  })

  instructors.post(`${all}/{id}/reissue`, 'reissueCertificate', {
    audit: { action: 'certificate.reissue', subject: 'event:{slug}' },
    summary: 'Reissue a certificate',
    description: "Issues it in the holder's current name. The old one is shown as replaced.",
    answers: { 201: { description: 'The new certificate', schema: CertificateView } },
    run: async ({ params: { id }, actor, now, event }) => {
      await getCertificate(table, id, event.slug)
      return viewOf(await reissueCertificate(api.services, id, actor.id, now))
    },
  })
}
