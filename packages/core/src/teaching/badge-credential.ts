import { epochSeconds } from '../platform/index.ts'
import type { Certificate } from './certificate.ts'

/** The contexts that give the words below their meaning (Open Badges 3.0, appendix on serialization). */
const contexts = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
  // Names the types of the status and of the schema, which neither of the others has.
  'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
] as const

/** The address of a certificate's page. What belongs to it lives under the same address. */
export const certificateUrl = (siteUrl: string, id: string): string => `${siteUrl}/certificates/${id}`
export const badgeIssuerUrl = (siteUrl: string): string => `${siteUrl}/certificates/issuer.json`
export const badgeKeyUrl = (siteUrl: string, kid: string): string => `${siteUrl}/certificates/keys/${kid}.json`
const statusUrl = (siteUrl: string, id: string): string => `${certificateUrl(siteUrl, id)}/status.json`

/** Who issues, as the address of that profile tells it (Open Badges 3.0, Profile). */
export const badgeIssuer = (siteUrl: string, name: string) => ({
  id: badgeIssuerUrl(siteUrl),
  type: ['Profile'],
  name,
  url: siteUrl,
})

/** What a certificate takes, in words. */
export const formatCriteria = ({ needed, sessions }: Pick<Certificate, 'needed' | 'sessions'>): string => {
  if (sessions === 1) return 'Attended the session.'
  return needed === sessions
    ? `Attended all ${sessions} sessions.`
    : `Attended at least ${needed} of ${sessions} sessions.`
}

/**
 * A certificate as an Open Badges 3.0 credential in the data model of Verifiable Credentials 2.0. Its holder is named and
 * has no address in it. The same certificate always gives the same credential.
 */
export const badgeCredential = (certificate: Certificate, siteUrl: string) => {
  const { id, event, name, title, kindLine, organizer, startsAt, endsAt, attended, sessions, issuedAt } = certificate
  const url = certificateUrl(siteUrl, id)
  return {
    '@context': contexts,
    id: url,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: title,
    issuer: badgeIssuer(siteUrl, organizer),
    validFrom: issuedAt,
    credentialSubject: {
      id: `${url}#holder`,
      type: ['AchievementSubject'],
      identifier: [{ type: 'IdentityObject', identityHash: name, identityType: 'name', hashed: false }],
      activityStartDate: startsAt,
      activityEndDate: endsAt,
      narrative: sessions === 1 ? 'Attended the session.' : `Attended ${attended} of ${sessions} sessions.`,
      achievement: {
        id: `${siteUrl}/events/${event}`,
        type: ['Achievement'],
        achievementType: 'CertificateOfCompletion',
        name: title,
        description: `${kindLine} by ${organizer}.`,
        criteria: { narrative: formatCriteria(certificate) },
      },
    },
    credentialStatus: { id: statusUrl(siteUrl, id), type: '1EdTechRevocationList' },
    credentialSchema: [
      {
        id: 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json',
        type: '1EdTechJsonSchemaValidator2019',
      },
    ],
  }
}

/**
 * What is signed: the credential itself, with the claims that represent parts of it in a token (Open Badges 3.0,
 * 8.2.3).
 */
export const badgeClaims = (certificate: Certificate, siteUrl: string) => {
  const credential = badgeCredential(certificate, siteUrl)
  return {
    ...credential,
    iss: credential.issuer.id,
    jti: credential.id,
    nbf: epochSeconds(credential.validFrom),
    sub: credential.credentialSubject.id,
  }
}

/**
 * Whether a certificate still holds, as programs ask for it (1EdTech Revocation List Status Method 1.0). Each has a list of its own,
 * so that nobody learns the addresses of others from it.
 */
export const badgeStatus = (certificate: Certificate, siteUrl: string, revoked: boolean) => ({
  id: statusUrl(siteUrl, certificate.id),
  issuer: badgeIssuerUrl(siteUrl),
  revokedCredential: revoked ? [{ id: certificateUrl(siteUrl, certificate.id), revoked: true }] : [],
})
