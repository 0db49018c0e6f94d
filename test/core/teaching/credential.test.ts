import { generateKeyPairSync } from 'node:crypto'
import type { Event } from '@lectern/core/catalog'
import {
  type BadgeKeys,
  badgeClaims,
  badgeCredential,
  badgeStatus,
  type Certificate,
  checkCredential,
  eraseAttendance,
  getCertificate,
  issueCertificate,
  openBadgeKeys,
  reissueCertificate,
  restoreCertificate,
  revokeCertificate,
  setCertificateRule,
} from '@lectern/core/teaching'
import { CompactSign, decodeJwt, decodeProtectedHeader, importJWK, importPKCS8, jwtVerify, SignJWT } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { over, registered, wasAt } from '../../support/attendance.ts'
import { anEvent } from '../../support/build.ts'
import { freshTable } from '../../support/table.ts'

const siteUrl = 'https://lectern.example'
const newKey = () =>
  generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const [own, others] = [newKey(), newKey()]

let desk: { table: Awaited<ReturnType<typeof freshTable>>; organizer: { name: string } }
let event: Event
let keys: BadgeKeys
let certificate: Certificate
let token: string
beforeAll(async () => {
  desk = { table: await freshTable(), organizer: { name: 'Small Biz' } }
  event = await anEvent(desk.table)
  await setCertificateRule(desk.table, '5w22', { attend: 4 })
  certificate = await certificateOf('ada@example.com', 'Ada Byron')
  keys = await openBadgeKeys(own)
  token = await keys.sign(badgeClaims(certificate, siteUrl), siteUrl)
})

const certificateOf = async (email: string, name: string): Promise<Certificate> => {
  const { id } = await registered(desk.table, event, email, name)
  await wasAt(desk.table, event, id, 4)
  const issued = await issueCertificate(desk, '5w22', id, over)
  if (!issued) throw new Error('not issued')
  return issued.certificate
}

const check = async (text: string) => (await checkCredential(desk.table, { keys, siteUrl }, text)).outcome
const parts = (text = token): [string, string, string] => text.split('.') as [string, string, string]
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const swapped = (text: string, at: number) => {
  const other = text[at] === 'A' ? 'B' : 'A'
  return `${text.slice(0, at)}${other}${text.slice(at + 1)}`
}

/** What each context gives a meaning, as far as a credential of ours may use it; a word that is in none would be dropped. */
const meanings = {
  'https://www.w3.org/ns/credentials/v2': [
    ...['VerifiableCredential', 'name', 'description', 'issuer', 'validFrom', 'credentialSubject'],
    ...['credentialStatus', 'credentialSchema', 'evidence', 'id', 'type'],
  ],
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json': [
    ...['OpenBadgeCredential', 'Profile', 'url', 'AchievementSubject', 'identifier', 'IdentityObject', 'identityHash'],
    ...['identityType', 'hashed', 'activityStartDate', 'activityEndDate', 'narrative', 'achievement', 'Achievement'],
    ...['achievementType', 'criteria', 'Evidence'],
  ],
  'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json': [
    '1EdTechRevocationList',
    '1EdTechJsonSchemaValidator2019',
  ],
}

/** The names of its fields, and of its types, which JSON-LD reads as terms. */
const wordsOf = (value: unknown, found = new Set<string>()): Set<string> => {
  if (Array.isArray(value)) for (const one of value) wordsOf(one, found)
  else if (typeof value === 'object' && value !== null) {
    for (const [word, inner] of Object.entries(value)) {
      if (word === '@context') continue
      found.add(word)
      if (word === 'type') for (const type of [inner].flat()) found.add(String(type))
      else wordsOf(inner, found)
    }
  }
  return found
}

describe('a credential', () => {
  test('is one of Open Badges 3.0, signed with RS256, and names its holder without an address', async () => {
    const header = decodeProtectedHeader(token)
    const [key] = keys.publicKeys
    expect(header).toEqual({ alg: 'RS256', typ: 'JWT', kid: `${siteUrl}/certificates/keys/${key?.kid}.json` })
    const { payload } = await jwtVerify(token, await importJWK({ ...key }, 'RS256'), { currentDate: new Date(over) })
    const url = `${siteUrl}/certificates/${certificate.id}`
    expect(payload).toMatchObject({
      iss: `${siteUrl}/certificates/issuer.json`,
      jti: url,
      nbf: Date.parse(over) / 1000,
      sub: `${url}#holder`,
      id: url,
      '@context': [
        'https://www.w3.org/ns/credentials/v2',
        'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
        'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
      ],
      type: ['VerifiableCredential', 'OpenBadgeCredential'],
      issuer: { id: `${siteUrl}/certificates/issuer.json`, type: ['Profile'], name: 'Small Biz' },
      validFrom: over,
      credentialSubject: {
        type: ['AchievementSubject'],
        identifier: [{ type: 'IdentityObject', identityHash: 'Ada Byron', identityType: 'name', hashed: false }],
        achievement: {
          type: ['Achievement'],
          name: 'MSP Professional Sales Program',
          criteria: { narrative: 'Attended at least 4 of 5 sessions.' },
        },
      },
      credentialStatus: { id: `${url}/status.json`, type: '1EdTechRevocationList' },
    })
    expect(JSON.stringify(decodeJwt(token))).not.toMatch(/ada@|per_/)
    // The same each time.
    expect(await keys.sign(badgeClaims(certificate, siteUrl), siteUrl)).toBe(token)
    expect(badgeCredential(certificate, siteUrl)).not.toHaveProperty('jti')
    expect(Object.keys(key ?? {}).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use'])
  })

  test('uses no word that none of its contexts gives a meaning', () => {
    const credential = badgeCredential(certificate, siteUrl)
    expect([...wordsOf(credential)].filter((word) => !Object.values(meanings).flat().includes(word))).toEqual([])
    const named: readonly string[] = credential['@context']
    expect(Object.keys(meanings).filter((context) => !named.includes(context))).toEqual([])
    const stranger = { ...credential, evidence: [{ type: ['Evidence'], secretWord: 'x' }] }
    expect([...wordsOf(stranger)].filter((word) => !Object.values(meanings).flat().includes(word))).toEqual([
      'secretWord',
    ])
  })

  test('is valid as it is, and with the line breaks of a mail', async () => {
    expect(await check(token)).toBe('valid')
    expect(await check(`  ${token.replace(/(.{76})/g, '$1\r\n')} `)).toBe('valid')
  })

  test('that was changed in any one character of its claims or signature is not valid', async () => {
    const [head, body, signature] = parts()
    const outcomes = new Set<string>()
    for (let at = 0; at < body.length; at += 37) outcomes.add(await check(`${head}.${swapped(body, at)}.${signature}`))
    for (let at = 0; at < signature.length; at += 19) {
      outcomes.add(await check(`${head}.${body}.${swapped(signature, at)}`))
    }
    // The last one, of which two bits stand for nothing.
    for (const last of 'AQgw_-09') {
      const other = `${signature.slice(0, -1)}${last}`
      if (other !== signature) outcomes.add(await check(`${head}.${body}.${other}`))
    }
    expect([...outcomes]).toEqual(['changed'])
    const claims = { ...decodeJwt(token), name: 'Something Greater' }
    expect(await check(`${head}.${encode(claims)}.${signature}`)).toBe('changed')
  })

  test('that another key signed is not valid, whatever its header names', async () => {
    const claims = badgeClaims(certificate, siteUrl)
    const signed = async (header: Record<string, unknown>) =>
      new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
        .setProtectedHeader({ alg: 'RS256', ...header })
        .sign(await importPKCS8(others, 'RS256'))
    const theirs = (await openBadgeKeys(others)).publicKeys[0]
    const { kid } = decodeProtectedHeader(token)
    expect(await check(await signed({ kid }))).toBe('changed')
    expect(await check(await signed({ jwk: theirs, kid }))).toBe('changed')
    expect(await check(await signed({ jku: 'https://evil.example/keys.json' }))).toBe('changed')
    expect(await check(await signed({ x5u: 'https://evil.example/x', typ: 'JWT' }))).toBe('changed')
    keys = await openBadgeKeys(own)
  })

  test('with no algorithm, another one, or tricks in its header is not valid', async () => {
    const [head, body, signature] = parts()
    const header = JSON.parse(Buffer.from(head, 'base64url').toString())
    expect(await check(`${encode({ ...header, alg: 'none' })}.${body}.`)).toBe('changed')
    expect(await check(`${encode({ ...header, alg: 'none' })}.${body}.${signature}`)).toBe('changed')
    // The public key taken for a shared secret.
    const secret = new TextEncoder().encode(JSON.stringify(keys.publicKeys[0]))
    const symmetric = await new SignJWT(decodeJwt(token)).setProtectedHeader({ alg: 'HS256' }).sign(secret)
    expect(await check(symmetric)).toBe('changed')
    for (const trick of [{ exp: 1 }, { crit: ['exp'], exp: 1 }, { b64: false, crit: ['b64'] }, { alg: 'RS512' }]) {
      expect(await check(`${encode({ ...header, ...trick })}.${body}.${signature}`)).toBe('changed')
    }
  })

  test('of someone else is not ours, and what is none cannot be read', async () => {
    const foreign = await new SignJWT({ iss: 'https://elsewhere.example' })
      .setProtectedHeader({ alg: 'RS256' })
      .sign(await importPKCS8(others, 'RS256'))
    expect(await check(foreign)).toBe('not-ours')
    for (const text of ['', 'hello', 'a.b', 'ä.ö.ü', `${token}.x`, 'x'.repeat(50_000)]) {
      expect(await check(text)).toBe('unreadable')
    }
    const unknown = badgeClaims({ ...certificate, id: 'A'.repeat(27) }, siteUrl)
    expect(await check(await keys.sign(unknown, siteUrl))).toBe('unknown')
    // Signed by us for another site.
    expect(await check(await keys.sign(badgeClaims(certificate, 'https://other.example'), siteUrl))).toBe('unknown')
  })

  test('says when it was revoked, replaced or is gone, and so does its status', async () => {
    const ben = await certificateOf('ben@example.com', 'Ben Bell')
    const his = await keys.sign(badgeClaims(ben, siteUrl), siteUrl)
    const key = { id: ben.id, event: '5w22' }
    await revokeCertificate(desk.table, key, { by: 'per_k', reason: 'By mistake.' }, '2024-06-01T00:00:00Z')
    expect(await checkCredential(desk.table, { keys, siteUrl }, his)).toMatchObject({
      outcome: 'revoked',
      at: '2024-06-01T00:00:00Z',
    })
    const url = `${siteUrl}/certificates/${ben.id}`
    expect(badgeStatus(ben, siteUrl, true)).toEqual({
      id: `${url}/status.json`,
      issuer: `${siteUrl}/certificates/issuer.json`,
      revokedCredential: [{ id: url, revoked: true }],
    })
    expect(badgeStatus(ben, siteUrl, false).revokedCredential).toEqual([])
    await restoreCertificate(desk.table, key)
    expect(await check(his)).toBe('valid')
    const next = await reissueCertificate(desk, ben.id, 'per_k', over)
    expect(await check(his)).toBe('replaced')
    expect(await check(await keys.sign(badgeClaims(next, siteUrl), siteUrl))).toBe('valid')
    await eraseAttendance(desk.table, ben.personId, over)
    expect(await check(his)).toBe('erased')
    expect((await getCertificate(desk.table, next.id)).name).toBe('erased')
  })
})

describe('the key', () => {
  test('may be a set, of which the first signs and all verify', async () => {
    const jwkOf = async (pem: string) => (await importPKCS8(pem, 'RS256', { extractable: true })) as CryptoKey
    const { exportJWK } = await import('jose')
    const [next, before] = [await exportJWK(await jwkOf(others)), await exportJWK(await jwkOf(own))]
    const { d: _, p: __, q: ___, dp, dq, qi, ...publicHalf } = before
    const rotated = await openBadgeKeys(JSON.stringify({ keys: [next, publicHalf] }))
    const desired = { keys: rotated, siteUrl }
    expect((await checkCredential(desk.table, desired, token)).outcome).toBe('valid')
    const again = await rotated.sign(badgeClaims(certificate, siteUrl), siteUrl)
    expect(again).not.toBe(token)
    expect((await checkCredential(desk.table, desired, again)).outcome).toBe('valid')
    expect(rotated.publicKeys).toHaveLength(2)
  })

  test.each([
    'words',
    '{}',
    '{"kty":"oct","k":"AAAA"}',
    JSON.stringify({ kty: 'RSA', n: 'short', e: 'AQAB', d: 'secret' }),
    '-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----',
  ])('that is none is refused without being told: %j', async (text) => {
    await expect(openBadgeKeys(text)).rejects.toThrow('CERTIFICATE_KEY is no private RSA key')
    await expect(openBadgeKeys(text)).rejects.not.toThrow('secret')
  })
})
