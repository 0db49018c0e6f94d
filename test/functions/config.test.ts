import { createCipheriv, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { linkNames, needs, readConfig } from '../../packages/functions/src/config.ts'

const plain = {
  TABLE_NAME: 'lectern',
  QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/1/delivery',
  SITE_URL: 'https://lectern.example',
  MATERIALS_BUCKET: 'materials',
  PICTURES_FUNCTION: 'pictures',
  ORGANIZER_NAME: 'Small Biz',
  ORGANIZER_EMAIL: 'hello@lectern.example',
  ORGANIZER_ADDRESS: '1 Sample Street',
}
const secret = 'a secret of the tests, long enough'
const link = (value: string) => ({ type: 'sst.sst.Secret', value })

describe('what an entry point is told', () => {
  test('secrets come from the environment on one machine', () => {
    const config = readConfig('site', {
      ...plain,
      ...{ LECTERN_SECRET: secret, STRIPE_SECRET_KEY: 'sk_1', CERTIFICATE_KEY: '{}' },
    })

    expect(config).toMatchObject({ LECTERN_SECRET: secret, STRIPE_SECRET_KEY: 'sk_1', VERSION: 'development' })
  })

  test('secrets come from links in the environment', () => {
    const linked = { SST_RESOURCE_ResendWebhookSecret: JSON.stringify(link('whsec_1')) }

    expect(readConfig('resend-webhook', { ...plain, ...linked }).RESEND_WEBHOOK_SECRET).toBe('whsec_1')
  })

  test('secrets come from the sealed file beside the bundle', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lectern-links-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const key = randomBytes(32)
    const cipher = createCipheriv('aes-256-gcm', key, Buffer.alloc(12))
    const links = JSON.stringify({ LecternSecret: link(secret), StripeSecretKey: link('sk_2'), Other: { name: 'x' } })
    const sealed = Buffer.concat([cipher.update(links), cipher.final(), cipher.getAuthTag()])
    writeFileSync(join(folder, 'resource.enc'), sealed)

    const config = readConfig('api', {
      ...plain,
      SST_KEY: key.toString('base64'),
      SST_KEY_FILE: join(folder, 'resource.enc'),
    })

    expect(config).toMatchObject({ LECTERN_SECRET: secret, STRIPE_SECRET_KEY: 'sk_2' })
  })

  test('each variable that is missing or wrong is named, with its link, and no value is', () => {
    const read = () => readConfig('clock', { ...plain, SITE_URL: 'not an address', LECTERN_SECRET: 'too-short' })

    expect(read).toThrow(
      'Missing or wrong in the configuration of clock: SITE_URL, LECTERN_SECRET (link LecternSecret), STRIPE_SECRET_KEY (link StripeSecretKey)',
    )
    expect(read).not.toThrow(/not an address|too-short/)
  })

  test.each(['0', '0.0', '-1', 'two', '1e9', ''])('a rate of %j is none', (rate) => {
    const given = { ...plain, LECTERN_SECRET: secret, STRIPE_SECRET_KEY: 'sk_1', RESEND_API_KEY: 're_1' }

    expect(readConfig('sender', { ...given, RESEND_PER_SECOND: '0.5' }).RESEND_PER_SECOND).toBe('0.5')
    expect(() => readConfig('sender', { ...given, RESEND_PER_SECOND: rate })).toThrow('RESEND_PER_SECOND')
  })

  test('who has no business with a secret does not ask for it', () => {
    const secrets = Object.entries(needs).map(([name, needed]) => [
      name,
      needed.filter((variable) => variable in linkNames),
    ])

    expect(Object.fromEntries(secrets)).toEqual({
      site: ['LECTERN_SECRET', 'STRIPE_SECRET_KEY', 'CERTIFICATE_KEY'],
      api: ['LECTERN_SECRET', 'STRIPE_SECRET_KEY'],
      'sign-in': ['LECTERN_SECRET', 'RESEND_API_KEY'],
      preview: ['LECTERN_SECRET', 'RESEND_API_KEY'],
      'stripe-webhook': ['LECTERN_SECRET', 'STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'],
      'resend-webhook': ['RESEND_WEBHOOK_SECRET'],
      'zoom-webhook': ['ZOOM_WEBHOOK_SECRET'],
      outbox: [],
      sender: ['LECTERN_SECRET', 'STRIPE_SECRET_KEY', 'RESEND_API_KEY'],
      clock: ['LECTERN_SECRET', 'STRIPE_SECRET_KEY'],
      pictures: [],
    })
  })
})
