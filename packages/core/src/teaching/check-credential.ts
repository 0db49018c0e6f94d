import type { Instant, Table } from '../platform/index.ts'
import { badgeIssuerUrl, certificateUrl } from './badge-credential.ts'
import type { BadgeKeys } from './badge-keys.ts'
import { type Certificate, certificateState } from './certificate.ts'
import { findCertificate } from './certificate-store.ts'

/**
 * What a credential is worth. `changed`: it names us, and our key did not sign what it says. `unknown`: we signed it,
 * but no longer have the certificate.
 */
export type CheckedCredential =
  | { outcome: 'valid'; certificate: Certificate }
  | { outcome: 'revoked'; certificate: Certificate; at: Instant }
  | { outcome: 'replaced'; certificate: Certificate }
  | { outcome: 'erased' | 'unknown' | 'changed' | 'not-ours' | 'unreadable' }

/** Longer than any of ours. */
const longest = 20_000

const decoded = (part: string | undefined): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'))
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

/** Whether a token that does not verify says, or said before it was changed, that it is ours. */
const namesUs = (token: string, keys: BadgeKeys, siteUrl: string): boolean => {
  const [head, body = ''] = token.split('.')
  const [header, claims] = [decoded(head), decoded(body)]
  if (claims?.iss === badgeIssuerUrl(siteUrl)) return true
  if (keys.publicKeys.some(({ kid }) => String(header?.kid ?? '').includes(kid))) return true
  return Buffer.from(body, 'base64url').toString('latin1').includes(`${siteUrl}/certificates/`)
}

/** Checks a credential that someone has: who signed it, whether it was changed, and whether it still holds. One read. */
export const checkCredential = async (
  table: Table,
  { keys, siteUrl }: { keys: BadgeKeys; siteUrl: string },
  text: string,
): Promise<CheckedCredential> => {
  // Mail programs break long lines.
  const token = text.replace(/\s+/g, '')
  if (token.length > longest || !/^[\w-]+\.[\w-]+\.[\w-]*$/.test(token)) return { outcome: 'unreadable' }
  const claims = await keys.verify(token)
  if (!claims) return { outcome: namesUs(token, keys, siteUrl) ? 'changed' : 'not-ours' }
  const prefix = certificateUrl(siteUrl, '')
  const id = typeof claims.jti === 'string' && claims.jti.startsWith(prefix) ? claims.jti.slice(prefix.length) : ''
  const certificate = await findCertificate(table, id)
  if (!certificate) return { outcome: 'unknown' }
  switch (certificateState(certificate)) {
    case 'valid':
      return { outcome: 'valid', certificate }
    case 'replaced':
      return { outcome: 'replaced', certificate }
    case 'erased':
      return { outcome: 'erased' }
    case 'revoked':
      return { outcome: 'revoked', certificate, at: certificate.revokedAt ?? '' }
  }
}
