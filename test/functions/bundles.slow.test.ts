import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Bundle, bundleFunctions, entryPoints } from '../../packages/functions/build.ts'

let folder: string
let bundles: Bundle[]
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-bundles-'))
  bundles = await bundleFunctions(folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Which bundles hold something of what a path names, loaded at the start or later. */
const holding = (what: RegExp): string[] =>
  bundles.filter(({ inputs }) => inputs.some((input) => what.test(input))).map(({ name }) => name)

/** Which read something of it whenever a process starts. */
const startingWith = (what: RegExp): string[] =>
  bundles.filter(({ startInputs }) => startInputs.some((input) => what.test(input))).map(({ name }) => name)

const core = (subject: string): RegExp => new RegExp(`^packages/core/src/${subject}/`)

describe('the bundles as they are deployed', () => {
  test('there is one for each entry point, and the site reads less than 900 KB to start', () => {
    const site = bundles.find(({ name }) => name === 'site')

    expect(bundles.map(({ name }) => name)).toEqual(entryPoints)
    expect(site?.startBytes).toBeGreaterThan(100_000)
    expect(site?.startBytes).toBeLessThan(900_000)
  })

  test.each<[string, RegExp, string[]]>([
    [
      'what writes mails',
      /^emails\/|node_modules\/(@react-email|react|react-dom|resend)\//,
      ['sign-in', 'preview', 'sender'],
    ],
    ['the library for passkeys', /node_modules\/@simplewebauthn\//, ['sign-in']],
    // Apart from the words for moments, which the previews of mails share.
    ['the pages', /^packages\/web\/src\/pages\/(?!admin\/moments)/, ['site']],
    ['what draws invoices', /node_modules\/(pdfkit|fontkit)\/|invoice-fonts/, ['site']],
    ['the API', /^packages\/api\//, ['api', 'stripe-webhook']],
    ['what one machine stands in for', /^packages\/local\/|fauxqs|dynoxide|hono\/node-server/, []],
    ["SQS's client", /@aws-sdk\/client-sqs\//, ['outbox', 'sender', 'clock']],
    ["S3's client", /@aws-sdk\/(client-s3|s3-request-presigner)\//, ['site', 'api', 'sender', 'pictures']],
    ["Lambda's client", /@aws-sdk\/client-lambda\//, ['site', 'sender']],
    ['what unpacks pictures', /node_modules\/sharp\//, []],
    ['clients of other services', /@aws-sdk\/client-(?!dynamodb|sqs|s3|lambda)|client-dynamodb-streams/, []],
    ['sources of credentials that Lambda has not', /credential-provider-(?!env)|nested-clients|token-providers/, []],
    ["the checks of ElectroDB's models, and markup made pretty", /node_modules\/(jsonschema|prettier)\//, []],
    ["React's development build", /\.development\.js$/, []],
    ['what writes markup in ways that mails are not written', /react-dom-server-legacy|generated\/encode-html/, []],
    ["zod's words in other languages", /zod\/v4\/locales\/(?!en\.js)/, []],
    ['test files', /(^|\/)test\//, []],
    [
      'the tracer',
      /aws-xray-sdk-core/,
      ['api', 'stripe-webhook', 'resend-webhook', 'zoom-webhook', 'outbox', 'sender', 'clock'],
    ],
  ])('%s: in no bundle where it has no business', (_, what, where) => {
    expect(holding(what)).toEqual(where)
  })

  test.each<[string, RegExp, string[]]>([
    ["Stripe's SDK", /node_modules\/stripe\//, []],
    ["S3's client", /@aws-sdk\/(client-s3|s3-request-presigner)\//, ['pictures']],
    ["Lambda's client", /@aws-sdk\/client-lambda\//, []],
    ["the organizers' pages", /^packages\/web\/src\/pages\/admin\/(?!when-asked|moments)/, []],
    ['what plans recurring sessions', /node_modules\/rrule-temporal\//, ['api', 'stripe-webhook']],
    ['what draws invoices', /node_modules\/(pdfkit|fontkit|linebreak)\/|invoice-fonts|invoice\/draw-/, []],
    ['what renders mails', /node_modules\/(@react-email|react-dom|resend)\//, ['preview', 'sender']],
  ])('%s: loaded at the start only where each process needs it', (_, what, where) => {
    expect(startingWith(what)).toEqual(where)
  })

  test('what forwards rows knows nothing of what they say', () => {
    const outbox = bundles.find(({ name }) => name === 'outbox')?.inputs ?? []

    expect(outbox.filter((input) => input.startsWith('packages/core/'))).toEqual([
      expect.stringMatching(core('platform')),
    ])
    expect(outbox.filter((input) => /electrodb|client-dynamodb/.test(input))).toEqual([])
  })
})
