import {
  eachShard,
  entity,
  erased,
  findOne,
  type Instant,
  listAll,
  notFound,
  optional,
  type Page,
  type PageRequest,
  type PendingWrite,
  pageOf,
  put,
  required,
  shardOf,
  type Table,
  update,
  without,
} from '../platform/index.ts'
import type { Certificate, CertificateRule } from './certificate.ts'

/** Over how many keys the certificates of an event are spread: those of a webinar are made in parallel. */
const certificateShards = 4

/** Certificate, which anybody can verify by its id. */
const certificates = entity({
  name: 'certificate',
  attributes: {
    id: required.text,
    event: required.text,
    shard: required.text,
    personId: required.text,
    name: required.text,
    title: required.text,
    kindLine: required.text,
    // Stored under an earlier name.
    organizer: { ...required.text, field: 'organiser' },
    instructors: required.texts,
    startsAt: required.text,
    endsAt: required.text,
    zone: required.text,
    attended: required.number,
    needed: required.number,
    sessions: required.number,
    issuedAt: required.text,
    issuedBy: optional.text,
    revokedAt: optional.text,
    revokedBy: optional.text,
    revokedReason: optional.text,
    replacedBy: optional.text,
    erasedAt: optional.text,
  },
  keys: {
    byId: { pk: 'certificate#${id}', sk: 'certificate' },
    ofEvent: { index: 'list', pk: 'certificates#${event}#${shard}', sk: '${issuedAt}#${id}' },
    ofPerson: { index: 'owner', pk: 'certificates-of#${personId}', sk: '${event}#${id}' },
  },
})

const certificateOf = without('shard')

export const pendingCertificate = (table: Table, certificate: Certificate): PendingWrite =>
  put(
    'certificate',
    certificates(table).create({ ...certificate, shard: String(shardOf(certificate.personId, certificateShards)) }),
  )

/** Revokes a valid one. Refused as `certificate` when it's no longer valid. */
export const pendingRevocation = (
  table: Table,
  id: string,
  { at, by, reason }: { at: Instant; by: string; reason: string },
): PendingWrite =>
  update(
    'certificate',
    certificates(table).patch({ id }).set({ revokedAt: at, revokedBy: by, revokedReason: reason }),
    { revokedAt: undefined, replacedBy: undefined, erasedAt: undefined },
  )

/** Makes a revoked one valid again; refused as `certificate` when it was not just revoked. */
export const pendingRestoring = (table: Table, id: string): PendingWrite =>
  update(
    'certificate',
    certificates(table)
      .patch({ id })
      .remove(['revokedAt', 'revokedBy', 'revokedReason'])
      .where(
        ({ revokedAt, replacedBy, erasedAt }, { exists, notExists }) =>
          `${exists(revokedAt)} AND ${notExists(replacedBy)} AND ${notExists(erasedAt)}`,
      ),
  )

/** Notes that another was issued in its place. Refused as `certificate` when it's no longer valid. */
export const pendingReplacement = (table: Table, id: string, replacedBy: string): PendingWrite =>
  update('certificate', certificates(table).patch({ id }).set({ replacedBy }), {
    replacedBy: undefined,
    revokedAt: undefined,
    erasedAt: undefined,
  })

/** An id as they are made: nothing else is worth a read. */
const isId = (id: string): boolean => /^[\w-]{27}$/.test(id)

/** One read; none for what cannot be an id. */
export const findCertificate = async (table: Table, id: string): Promise<Certificate | undefined> =>
  isId(id) ? findOne(certificates(table).get({ id }), certificateOf) : undefined

/** @throws Problem not-found, also for one of another event, when one is named */
export const getCertificate = async (table: Table, id: string, event?: string): Promise<Certificate> => {
  const found = await findCertificate(table, id)
  if (!found || (event !== undefined && found.event !== event)) throw notFound('certificate')
  return found
}

/** The certificates of an event in the order in which they were issued, those that were revoked too. */
export const listCertificates = (table: Table, event: string, page: PageRequest): Promise<Page<Certificate>> =>
  pageOf(
    eachShard(certificateShards, (shard) => certificates(table).query.ofEvent({ event, shard: String(shard) })),
    ['issuedAt', 'id'],
    page,
    certificateOf,
  )

/** All of a person's certificates. One query. */
export const listCertificatesOf = (table: Table, personId: string): Promise<Certificate[]> =>
  listAll(certificates(table).query.ofPerson({ personId }), certificateOf)

/** Takes the person out of a certificate: it no longer verifies, and its page says that it's gone. */
export const eraseCertificate = async (table: Table, id: string, now: Instant): Promise<void> => {
  await certificates(table)
    .patch({ id })
    .set({ name: erased, erasedAt: now })
    .remove(['revokedReason', 'issuedBy', 'revokedBy'])
    .go()
}

/** What a certificate of an event takes. */
const rules = entity({
  name: 'certificate-rule',
  attributes: { event: required.text, attend: required.number },
  keys: {
    ofEvent: { pk: 'teaching#${event}', sk: 'certificates' },
  },
})

/** What a certificate of an event takes; nothing where none are given. */
export const findCertificateRule = (table: Table, event: string): Promise<CertificateRule | undefined> =>
  findOne(rules(table).get({ event }), (item) => ({ attend: item.attend }))

export const saveCertificateRule = async (
  table: Table,
  event: string,
  rule: CertificateRule | undefined,
): Promise<void> => {
  if (rule)
    await rules(table)
      .put({ event, ...rule })
      .go()
  else await rules(table).delete({ event }).go()
}
