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
import { type Api, endpoint } from '../http/endpoint.ts'
import { PageQuery, pageOf } from '../http/page-query.ts'
import { OfEvent } from './attendance.ts'

const CertificateView = z.object({
  id: z.string(),
  url: z.string().describe('Its page, for whoever has the address.'),
  event: z.string(),
  person: z.string(),
  name: z.string().describe('As it was when it was issued.'),
  state: z.enum(['valid', 'revoked', 'replaced', 'erased']),
  attended: z.int(),
  sessions: z.int(),
  issuedAt: z.string(),
  revokedAt: z.string().optional(),
  revokedReason: z.string().optional().describe('For those who run it; it is shown to nobody else.'),
  replacedBy: z.string().optional(),
})

const RuleView = z.object({ attend: z.int().nullable().describe('Absent sessions aside: none, where it is null.') })

const OfCertificate = OfEvent.extend({ id: z.string().max(60) })

/** Certificates of an event, for admins and for those who teach it. */
export const certificateRoutes = (api: Api): void => {
  const { table, siteUrl } = api.services
  const all = '/api/admin/events/{slug}/certificates'
  const shared = { tag: 'Admin: catalog', who: 'instructor' } as const

  const viewOf = (certificate: Certificate): z.infer<typeof CertificateView> => {
    const { id, event, personId, name, attended, sessions, issuedAt } = certificate
    const { revokedAt, revokedReason, replacedBy } = certificate
    return {
      ...{ id, url: certificateUrl(siteUrl, id), event, person: personId, name },
      ...{ state: certificateState(certificate), attended, sessions, issuedAt },
      ...(revokedAt === undefined ? {} : { revokedAt }),
      ...(revokedReason === undefined ? {} : { revokedReason }),
      ...(replacedBy === undefined ? {} : { replacedBy }),
    }
  }

  endpoint(
    api,
    {
      ...{ method: 'get', path: all, id: 'listCertificates', ...shared },
      audit: { action: 'certificate.list', subject: 'event:{slug}' },
      summary: 'List the certificates of an event',
      description: `In the order in which they were issued, those that were revoked too.`,
      params: OfEvent,
      query: PageQuery,
      answers: { 200: { description: 'A page of them', schema: pageOf(CertificateView) } },
    },
    async ({ query, event }) => {
      const page = await listCertificates(table, event.slug, query)
      const next = page.next === undefined ? {} : { next: page.next }
      return { status: 200, body: { items: page.items.map(viewOf), ...next } }
    },
  )

  endpoint(
    api,
    {
      ...{ ...shared, method: 'post', path: all, id: 'makeCertificates' },
      audit: { action: 'certificate.make', subject: 'event:{slug}' },
      problems: [409],
      summary: 'Have certificates made',
      description: `In the background, for everybody who has earned one and has none, once the last session has ended.`,
      params: OfEvent,
      answers: { 202: { description: 'They are being made' } },
    },
    async ({ now, event }) => {
      await makeCertificates(table, event.slug, now)
      return { status: 202, body: undefined }
    },
  )

  endpoint(
    api,
    {
      ...{ method: 'get', path: `${all}/rule`, id: 'getCertificateRule', ...shared },
      audit: notRecorded.impersonal,
      summary: 'What a certificate takes',
      params: OfEvent,
      answers: { 200: { description: 'How many sessions; null where none are given', schema: RuleView } },
    },
    async ({ event }) => {
      return { status: 200, body: { attend: (await findCertificateRule(table, event.slug))?.attend ?? null } }
    },
  )

  endpoint(
    api,
    {
      ...{ method: 'put', path: `${all}/rule`, id: 'setCertificateRule', ...shared },
      audit: { action: 'certificate.rule', subject: 'event:{slug}' },
      summary: 'Say what a certificate takes',
      description: `At how many sessions somebody must have been; null gives none. Those that were issued stay.`,
      params: OfEvent,
      body: z.strictObject({ attend: CertificateRule.shape.attend.nullable() }),
      bodyExample: { attend: 4 },
      answers: { 200: { description: 'As it is now', schema: RuleView } },
    },
    async ({ body: { attend }, event }) => {
      await setCertificateRule(table, event.slug, attend === null ? undefined : { attend })
      return { status: 200, body: { attend } }
    },
  )

  endpoint(
    api,
    {
      ...{ ...shared, method: 'post', path: `${all}/{id}/revoke`, id: 'revokeCertificate' },
      audit: { action: 'certificate.revoke', subject: 'event:{slug}' },
      problems: [409],
      summary: 'Revoke a certificate',
      description: `Its page and its credential’s status say so at once; the reason is not shown.`,
      params: OfCertificate,
      body: z.strictObject({ reason: RevokeReason }),
      bodyExample: { reason: 'Attendance was marked for the wrong person.' },
      answers: { 200: { description: 'As it is now', schema: CertificateView } },
    },
    async ({ params: { id }, body: { reason }, actor, now, event }) => {
      const revoked = await revokeCertificate(table, { id, event: event.slug }, { by: actor.id, reason }, now)
      return { status: 200, body: viewOf(revoked) }
    },
  )

  endpoint(
    api,
    {
      ...{ ...shared, method: 'post', path: `${all}/{id}/restore`, id: 'restoreCertificate' },
      audit: { action: 'certificate.restore', subject: 'event:{slug}' },
      problems: [409],
      summary: 'Make a revoked certificate valid again',
      params: OfCertificate,
      answers: { 200: { description: 'As it is now', schema: CertificateView } },
    },
    async ({ params: { id }, event }) => {
      return { status: 200, body: viewOf(await restoreCertificate(table, { id, event: event.slug })) }
    },
  )

  endpoint(
    api,
    {
      ...{ ...shared, method: 'post', path: `${all}/{id}/reissue`, id: 'reissueCertificate' },
      audit: { action: 'certificate.reissue', subject: 'event:{slug}' },
      problems: [409],
      summary: 'Issue a certificate anew',
      description: `In the name that its holder has now. The old one says that it was replaced.`,
      params: OfCertificate,
      answers: { 201: { description: 'The new one', schema: CertificateView } },
    },
    async ({ params: { id }, actor, now, event }) => {
      await getCertificate(table, id, event.slug)
      return { status: 201, body: viewOf(await reissueCertificate(api.services, id, actor.id, now)) }
    },
  )
}
