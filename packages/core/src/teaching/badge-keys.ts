import type { CryptoKey, JWK } from 'jose'
import * as z from 'zod'
import { badgeKeyUrl } from './badge-credential.ts'

/** Open Badges 3.0 asks for this one at least (8.2.1), so that everyone can verify it. */
const algorithm = 'RS256'

/** The public half of a key, with its thumbprint as its name (RFC 7638). */
export type PublicKey = { kty: 'RSA'; n: string; e: string; kid: string; alg: 'RS256'; use: 'sig' }

/** What credentials are signed and verified with. */
export type BadgeKeys = {
  /** All that verify: the one that signs first, then those that have signed before. */
  publicKeys: readonly PublicKey[]
  /** @returns a compact JWS: the same claims always give the same one */
  sign: (claims: Record<string, unknown>, siteUrl: string) => Promise<string>
  /** What was signed, if one of our keys signed exactly this. */
  verify: (token: string) => Promise<Record<string, unknown> | undefined>
}

const RsaKey = z.looseObject({ kty: z.literal('RSA'), n: z.string().min(340), e: z.string(), d: z.string().optional() })
const Given = z.union([z.object({ keys: z.array(RsaKey).min(1) }), RsaKey.transform((key) => ({ keys: [key] }))])

type Opened = { publicKey: PublicKey; verifies: CryptoKey | Uint8Array }

const readGiven = async (text: string): Promise<z.infer<typeof RsaKey>[]> => {
  const { exportJWK, importPKCS8 } = await import('jose')
  const given: unknown = text.trimStart().startsWith('-----BEGIN')
    ? await exportJWK(await importPKCS8(text, algorithm, { extractable: true }))
    : JSON.parse(text)
  return Given.parse(given).keys
}

const wrong = () =>
  new Error('CERTIFICATE_KEY is no private RSA key of 2,048 bits or more, as a JWK, a set of them or PKCS #8')

const open = async (text: string): Promise<BadgeKeys> => {
  const { calculateJwkThumbprint, CompactSign, compactVerify, importJWK } = await import('jose')
  const given = await readGiven(text).catch(() => {
    // Whatever went wrong may quote the key.
    throw wrong()
  })
  const [first] = given
  if (first?.d === undefined) throw wrong()
  const signs = await importJWK(first as JWK, algorithm)
  const opened = await Promise.all(
    given.map(async ({ n, e }): Promise<Opened> => {
      const bare = { kty: 'RSA' as const, n, e }
      const kid = await calculateJwkThumbprint(bare)
      return { publicKey: { ...bare, kid, alg: algorithm, use: 'sig' }, verifies: await importJWK(bare, algorithm) }
    }),
  )
  const kid = opened[0]?.publicKey.kid ?? ''
  return {
    publicKeys: opened.map(({ publicKey }) => publicKey),
    sign: (claims, siteUrl) =>
      new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
        .setProtectedHeader({ alg: algorithm, typ: 'JWT', kid: badgeKeyUrl(siteUrl, kid) })
        .sign(signs),
    verify: async (token) => {
      // Base64url has several spellings of the last byte; only the one that we write counts as unchanged.
      const signature = token.split('.')[2] ?? ''
      if (Buffer.from(signature, 'base64url').toString('base64url') !== signature) return undefined
      for (const { verifies } of opened) {
        // Only our keys and our algorithm, whatever the token's own header names.
        const found = await compactVerify(token, verifies, { algorithms: [algorithm] }).catch(() => undefined)
        if (found) return JSON.parse(new TextDecoder().decode(found.payload))
      }
      return undefined
    },
  }
}

let known: { text: string; keys: Promise<BadgeKeys> } | undefined

/**
 * The keys of the house: a private RSA key as a JWK or in PKCS #8, or a set of JWKs, of which the first signs and the others,
 * whose public halves are enough, go on verifying. Opened once for a process.
 * @throws Error when it is none of these; it reveals nothing about what was given
 */
export const openBadgeKeys = (text: string): Promise<BadgeKeys> => {
  if (known?.text !== text) known = { text, keys: open(text) }
  return known.keys
}
