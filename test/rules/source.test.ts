import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

/** What is deployed, file by file: stand-ins and tests are not. */
const sources = ['packages/core/src', 'packages/api/src', 'packages/web/src', 'packages/functions/src', 'emails']
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)))
  .filter((path) => /\.(ts|tsx|mjs)$/.test(path) && !path.includes('node_modules'))
  .map((path) => ({ path, text: readFileSync(path, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '') }))

/** Every place where a pattern is found: the file, and what was found. */
const found = (pattern: RegExp): string[] =>
  sources.flatMap(({ path, text }) => [...text.matchAll(pattern)].map(([match]) => `${path} ${match}`))

const filesWith = (pattern: RegExp): string[] =>
  [...new Set(found(pattern).map((line) => line.split(' ')[0] ?? ''))].sort()

describe('what is deployed, read file by file', () => {
  test('is read at all', () => {
    expect(sources.length).toBeGreaterThan(500)
    expect(found(/createHash\('sha256'\)/g).length).toBeGreaterThan(2)
  })

  test('hashes and signs with SHA-256 of the platform alone', () => {
    expect(found(/\bcreate(?:Hash|Hmac)\((?!'sha256')[^)]*\)/g)).toEqual([])
    expect(found(/\bcreate(?:Cipher|Decipher)\w*\((?!'aes-256-gcm')|\bpbkdf2|\bscrypt/g)).toEqual([])
    expect(found(/from '(?:crypto-js|bcrypt\w*|tweetnacl|jsonwebtoken|node-forge|elliptic|md5)'/g)).toEqual([])
  })

  test('leaves to Math.random how long to wait, and nothing else', () => {
    expect(filesWith(/Math\.random/g)).toEqual([
      'packages/core/src/mail/resend.ts',
      'packages/core/src/platform/table.ts',
      'packages/core/src/platform/transaction.ts',
      'packages/web/src/uploads/connection.ts',
    ])
    expect(found(/Math\.random(?!\(\) (?:\/ 2\)|\* 10 \*)|,)/g)).toEqual([])
  })

  test('makes neither code nor objects of what it reads', () => {
    expect(found(/\beval\(|\bnew Function\(|\bdeserialize\(|from '(?:node:vm|node:v8|js-yaml|yaml)'/g)).toEqual([])
  })

  test('cuts what people typed between characters', () => {
    expect(found(/\.trim\(\)\??\.slice\(0, |\b(?:text|field)\([^()]*\)\.slice\(0, /g)).toEqual([])
  })

  test('reads what is stored without failing at it: a schema that refuses throws a problem that names the field', () => {
    const parses = filesWith(/(?<!\b(?:JSON|Date))\.parse\(/g).filter((path) => path.startsWith('packages/core/src/'))
    expect(parses).toEqual(
      [
        // Leaves out what is ours alone; it has no rule that stored data could break.
        'packages/core/src/privacy/export-person.ts',
        // A row that isn't its topic's waits, visible.
        'packages/core/src/platform/topic.ts',
        // A secret that was set at deploy.
        'packages/core/src/teaching/badge-keys.ts',
      ].sort(),
    )
  })

  test('asks `sessionsOf` which sessions of an event someone has, outside of the subjects that own them', () => {
    // A calendar's own shape of an event, made of the sessions that its reader has; a person's progress; a mail's props.
    const others = /^packages\/core\/src\/(?:catalog|schedule|payments)\/|\/calendar\/(?:entries|invitation)\.ts /
    const whole = found(/[\w.?]*\.sessions\b(?!\()/g).filter((line) => !others.test(line))
    const known = / (?:(?:row\.)?progress|props|\.\.)\.sessions$/
    expect(whole.filter((line) => !known.test(line))).toEqual([])
    expect(
      found(/\{[^{}()=]*\bsessions\b[^{}()=]*\}: (?:Pick<)?Event\b/g).filter((line) => !others.test(line)),
    ).toEqual([])
    expect(found(/\bsessionsOf\(/g).length).toBeGreaterThan(100)
  })

  test('starts no process', () => {
    expect(found(/from '(?:node:)?child_process'/g)).toEqual([])
  })

  test('writes no condition or query of the database as text', () => {
    expect(found(/\b\w*Expression\b|\bExecuteStatement\w*/g)).toEqual([])
  })

  test('keeps nothing in a browser but cookies', () => {
    expect(found(/\b(?:localStorage|sessionStorage|indexedDB|document\.cookie)\b/g)).toEqual([])
  })

  test('lets other origins read nothing but what is public of a certificate', () => {
    expect(filesWith(/access-control-allow|hono\/cors/gi)).toEqual([
      'packages/web/src/pages/certificates/certificate-files.ts',
    ])
  })

  test('writes as markup nothing but the document type, structured data and the descriptions of its own API', () => {
    expect(filesWith(/\braw\(|dangerouslySetInnerHTML|\.innerHTML\b|insertAdjacentHTML/g)).toEqual([
      'packages/api/src/http/docs.tsx',
      // The picture's own bytes, in base64, within a cover that is drawn.
      'packages/functions/src/make-cover.ts',
      'packages/web/src/layout/json-ld.tsx',
      'packages/web/src/layout/page.tsx',
      // Covers as they're drawn: the module writes no text that isn't escaped.
      'packages/web/src/pages/admin/cover-fields.tsx',
      // The cards of the editor's preview, written by the components of the event's own page.
      'packages/web/src/pages/admin/events/live-card.tsx',
    ])
  })
})
