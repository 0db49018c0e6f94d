import { listMessages, readMailEvent, recordDelivery } from '@lectern/core/mail'
import { instantFromDate, Problem } from '@lectern/core/platform'
import { Resend } from 'resend'
import { Webhook } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import { saveMessage } from '../../../packages/core/src/mail/message-store.ts'
import { keyOfTag, tagOf } from '../../../packages/core/src/mail/message-tag.ts'
import { freshTable } from '../../support/table.ts'

const secret = `whsec_${Buffer.from('a secret of the tests').toString('base64')}`
const key = 'receipt:ord_01HW3Q4Y5Z6A7B8C9D0E1F2G3H'
const body = JSON.stringify({ type: 'email.bounced', data: { email_id: 'e1', tags: { message: tagOf(key) } } })
const now = new Date()

/** The headers that the standard's own library signs a body with, under the name of the sender's service. */
const headersFor = (text: string, at = now, name = 'svix'): Record<string, string> => ({
  [`${name}-id`]: 'msg_1',
  [`${name}-timestamp`]: String(Math.floor(at.getTime() / 1000)),
  [`${name}-signature`]: `v1,${'A'.repeat(43)}= ${new Webhook(secret).sign('msg_1', at, text)}`,
})

const read = (headers: Record<string, string>, text = body) =>
  readMailEvent(secret, text, (name) => headers[name], instantFromDate(now))

describe('what the mail provider tells', () => {
  test.each(['svix', 'webhook'])('an event signed under %s headers is read, and names the message', (name) => {
    expect(read(headersFor(body, now, name))).toEqual({
      ...{ id: 'msg_1', type: 'email.bounced', at: instantFromDate(now), key, state: 'bounced' },
    })
  })

  const bounce = (type: string) => ({ bounce: { type, subType: 'General', message: 'No such\r\nmailbox' } })
  const permanent = { words: 'No such mailbox', state: 'bounced', suppresses: 'bounced' }
  test.each([
    ['email.bounced', bounce('Permanent'), permanent],
    ['email.bounced', bounce('Transient'), { ...permanent, suppresses: undefined }],
    ['email.bounced', bounce('Undetermined'), { ...permanent, suppresses: undefined }],
    ['email.bounced', {}, { state: 'bounced', suppresses: undefined }],
    ['email.complained', {}, { state: 'complained', suppresses: 'complained' }],
    ['email.suppressed', { suppressed: { message: 'On the list', type: 'x' } }, { ...permanent, words: 'On the list' }],
    ['email.failed', { failed: { reason: 'Quota' } }, { state: 'failed', words: 'Quota', suppresses: undefined }],
    ['email.delivered', {}, { state: 'delivered', suppresses: undefined }],
    ['email.opened', {}, { state: undefined, suppresses: undefined }],
    ['email.delivery_delayed', {}, { state: undefined, suppresses: undefined }],
  ])('%s with %j comes to %j', (type, more, expected) => {
    const at = new Date(now.getTime() - 120_000)
    const tags = { message: tagOf(key) }
    const told = { type, created_at: at.toISOString(), data: { to: ['ada@example.com'], tags, ...more } }
    const text = JSON.stringify(told)
    const event = read(headersFor(text), text)
    expect(event).toMatchObject({ key, to: 'ada@example.com', at: instantFromDate(at) })
    expect(event).toMatchObject(Object.fromEntries(Object.entries(expected).filter(([, value]) => value !== undefined)))
    expect([event.state, event.suppresses]).toEqual([expected.state, expected.suppresses])
  })

  test('a moment that lies ahead counts as now, and several addresses as none', () => {
    const ahead = new Date(now.getTime() + 3_600_000).toISOString()
    const to = ['ada@example.com', 'eve@example.com']
    const text = JSON.stringify({ type: 'email.complained', created_at: ahead, data: { to } })
    const event = read(headersFor(text), text)
    expect(event.at).toBe(instantFromDate(now))
    expect(event.to).toBeUndefined()
  })

  test("Resend's own SDK takes what is taken here", () => {
    const headers = headersFor(body)
    const verify = () =>
      new Resend('re_local').webhooks.verify({
        payload: body,
        headers: {
          id: 'msg_1',
          timestamp: headers['svix-timestamp'] ?? '',
          signature: headers['svix-signature'] ?? '',
        },
        webhookSecret: secret,
      })

    expect(verify).not.toThrow()
  })

  test.each([
    ['another body', headersFor(body), `${body} `],
    ['a moment too long ago', headersFor(body, new Date(now.getTime() - 302_000)), body],
    ['a moment too far ahead', headersFor(body, new Date(now.getTime() + 302_000)), body],
    ['no signature', {}, body],
    ['no JSON', headersFor('{'), '{'],
  ])('%s is refused', (_, headers, text) => {
    expect(() => read(headers, text)).toThrow(Problem)
  })

  test.each(['receipt:ord_1', 'waiting-list-offer:wai_1:2026-01-01T00:00:00Z', 'é'])('%s survives as a tag', (one) => {
    expect(tagOf(one)).toMatch(/^[\w-]{1,256}$/)
    expect(keyOfTag(tagOf(one))).toBe(one)
  })
})

describe('the record of a mail', () => {
  const sent = {
    id: 'msg_1',
    key,
    template: 'receipt',
    to: 'ada@example.com',
    subject: 'Receipt',
    state: 'sent',
  } as const

  test('what weighs more stays, in whichever order it is told', async () => {
    const table = await freshTable()
    await saveMessage(table, { ...sent, at: instantFromDate(now) })

    const news = []
    for (const state of ['delivered', 'complained', 'bounced', 'delivered', 'complained'] as const) {
      news.push(await recordDelivery(table, key, state))
    }

    expect(news).toEqual([true, true, false, false, false])
    expect((await listMessages(table, { limit: 1 })).items).toMatchObject([{ key, state: 'complained' }])
  })

  test('a mail that is not known leaves no trace', async () => {
    const table = await freshTable()

    expect(await recordDelivery(table, 'receipt:another', 'bounced')).toBe(false)
    expect((await listMessages(table, { limit: 1 })).items).toEqual([])
  })
})
