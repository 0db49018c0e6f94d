import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CreateEmailOptions, Resend } from 'resend'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createResendStandIn, type ResendStandIn } from '../../packages/local/src/resend.ts'
import { openState } from '../../packages/local/src/state.ts'
import { type Listening, listen } from './support/listen.ts'

const apiKey = 're_of_the_tests'
let now: Date
let standIn: ResendStandIn
let server: Listening
let resend: Resend

const open = async (file: string | ':memory:'): Promise<void> => {
  standIn = createResendStandIn({ state: openState(file), now: () => now, apiKey })
  server = await listen(standIn.wire)
  resend = new Resend(apiKey, { baseUrl: server.url })
}

beforeEach(async () => {
  now = new Date('2024-02-29T08:00:00Z')
  await open(':memory:')
})
afterEach(() => server.stop())

const invitation = 'BEGIN:VCALENDAR\r\nSUMMARY:Séance\r\nEND:VCALENDAR\r\n'
const mail = (more: Partial<CreateEmailOptions> = {}) =>
  ({
    from: 'Lectern <hello@lectern.example>',
    to: 'ada@example.com',
    replyTo: 'help@lectern.example',
    subject: 'You are registered',
    html: '<p>See you there</p>',
    text: 'See you there',
    headers: { 'List-Unsubscribe': '<https://lectern.example/u>' },
    tags: [{ name: 'template', value: 'registration-confirmed' }],
    attachments: [
      {
        filename: 'invite.ics',
        content: Buffer.from(invitation),
        contentType: 'text/calendar; charset=utf-8; method=REQUEST',
      },
      { filename: 'map.png', content: Buffer.from([137, 80, 78, 71]) },
    ],
    ...more,
  }) as CreateEmailOptions

describe('sending', () => {
  test('captures the mail as it was sent, with its template and its attachments read', async () => {
    const { data, error } = await resend.emails.send(mail(), { idempotencyKey: 'reg_1:confirmed' })
    expect(error).toBeNull()
    expect(standIn.getMail(data?.id ?? '')).toEqual({
      id: data?.id,
      to: ['ada@example.com'],
      cc: [],
      bcc: [],
      from: 'Lectern <hello@lectern.example>',
      replyTo: ['help@lectern.example'],
      subject: 'You are registered',
      template: 'registration-confirmed',
      html: '<p>See you there</p>',
      text: 'See you there',
      headers: { 'List-Unsubscribe': '<https://lectern.example/u>' },
      attachments: [
        {
          filename: 'invite.ics',
          contentType: 'text/calendar; charset=utf-8; method=REQUEST',
          content: invitation,
        },
        { filename: 'map.png', contentType: 'image/png', content: 'iVBORw==' },
      ],
      tags: [{ name: 'template', value: 'registration-confirmed' }],
      idempotencyKey: 'reg_1:confirmed',
      at: '2024-02-29T08:00:00Z',
    })
  })

  test('lists the newest first, to one address or of one template', async () => {
    await resend.emails.send(mail({ subject: 'one' }))
    await resend.emails.send(mail({ subject: 'two', to: ['Grace <Grace@example.com>', 'eve@example.com'] }))
    await resend.emails.send(mail({ subject: 'three', tags: [{ name: 'template', value: 'receipt' }] }))
    expect(standIn.listMails().map((each) => each.subject)).toEqual(['three', 'two', 'one'])
    expect(standIn.listMails({ to: 'grace@example.com' }).map((each) => each.subject)).toEqual(['two'])
    expect(standIn.listMails({ template: 'receipt' }).map((each) => each.subject)).toEqual(['three'])
  })

  test('answers for a mail that was sent, and not for one that was not', async () => {
    const { data } = await resend.emails.send(mail())
    const got = await resend.emails.get(data?.id ?? '')
    expect(got.data).toMatchObject({ object: 'email', last_event: 'delivered', to: ['ada@example.com'] })
    const missed = await resend.emails.get('00000000-0000-4000-8000-000000000000')
    expect(missed.error).toMatchObject({ name: 'not_found', statusCode: 404 })
  })

  test('sends a batch, or nothing of it', async () => {
    const plain = mail({ attachments: undefined })
    const { data } = await resend.batch.send([plain, { ...plain, subject: 'Second' }], { idempotencyKey: 'b1' })
    expect(data?.data).toHaveLength(2)
    const { error } = await resend.batch.send([plain, { ...plain, from: 'nobody' }])
    expect(error).toMatchObject({ name: 'invalid_from_address' })
    expect(standIn.count()).toBe(2)
  })
})

describe('a batch', () => {
  const plain = mail({ attachments: undefined })
  const bad = { ...plain, to: 'nobody' } as CreateEmailOptions

  test('checked permissively goes without what is wrong in it, which is named by its place', async () => {
    const options = { idempotencyKey: 'b1', batchValidation: 'permissive' } as const
    const { data } = await resend.batch.send([plain, bad, { ...plain, subject: 'Third' }, bad], options)
    expect(data?.errors).toEqual([
      { index: 1, message: expect.stringContaining('`to`') },
      { index: 3, message: expect.stringContaining('`to`') },
    ])
    const subjects = data?.data.map(({ id }) => standIn.getMail(id).subject)
    expect(subjects).toEqual(['You are registered', 'Third'])
    const again = await resend.batch.send([plain, bad, { ...plain, subject: 'Third' }, bad], options)
    expect(again.data).toEqual(data)
    expect(standIn.count()).toBe(2)
  })

  test('repeated under its key with one mail less is a conflict, and nothing goes', async () => {
    await resend.batch.send([plain, plain], { idempotencyKey: 'b1' })
    const { error } = await resend.batch.send([plain], { idempotencyKey: 'b1' })
    expect(error).toMatchObject({ name: 'invalid_idempotent_request', statusCode: 409 })
    expect(standIn.count()).toBe(2)
  })

  test.each([0, 101])('of %d mails is refused', async (count) => {
    const { error } = await resend.batch.send(Array.from({ length: count }, () => plain))
    expect(error).toMatchObject({ name: 'validation_error', statusCode: 422 })
  })

  test('whose answer got lost was sent once', async () => {
    standIn.setFault({ path: /batch$/, times: 1, kind: 'done-then-drop' })
    const lost = await resend.batch.send([plain, plain], { idempotencyKey: 'b1' })
    expect(lost.error).not.toBeNull()
    const again = await resend.batch.send([plain, plain], { idempotencyKey: 'b1' })
    expect(again.data?.data).toHaveLength(2)
    expect(standIn.count()).toBe(2)
  })
})

test('a rate lets so many requests in a second through', async () => {
  standIn.setRate(2)
  const answers = []
  for (let number = 0; number < 4; number += 1) answers.push((await resend.emails.send(mail())).error?.name ?? 'sent')
  now = new Date(now.getTime() + 1000)
  answers.push((await resend.emails.send(mail())).error?.name ?? 'sent')
  standIn.setRate(undefined)
  answers.push((await resend.emails.send(mail())).error?.name ?? 'sent')
  expect(answers).toEqual(['sent', 'sent', 'rate_limit_exceeded', 'rate_limit_exceeded', 'sent', 'sent'])
})

test('the attachments of a mail are listed, with their sizes', async () => {
  const { data } = await resend.emails.send(mail())
  const { data: files } = await resend.emails.attachments.list({ emailId: data?.id ?? '' })
  expect(files?.data).toMatchObject([
    { filename: 'invite.ics', size: Buffer.byteLength(invitation), content_disposition: 'attachment' },
    { filename: 'map.png', content_type: 'image/png', size: 4 },
  ])
})

test('an address is taken off the list of those that nothing is sent to, once', async () => {
  standIn.suppressed.add('ada@example.com')
  const [first, second] = [
    await resend.suppressions.remove('Ada@example.com'),
    await resend.suppressions.remove('ada@example.com'),
  ]
  expect(first.data).toMatchObject({ deleted: true })
  expect(second.error).toMatchObject({ name: 'not_found' })
})

describe('idempotency', () => {
  test('the same key and payload captures once and answers alike', async () => {
    const first = await resend.emails.send(mail(), { idempotencyKey: 'k1' })
    const again = await resend.emails.send(mail(), { idempotencyKey: 'k1' })
    expect(again.data).toEqual(first.data)
    expect(standIn.count()).toBe(1)
  })

  test('the same key with another payload is a conflict', async () => {
    await resend.emails.send(mail(), { idempotencyKey: 'k1' })
    const { error } = await resend.emails.send(mail({ subject: 'Other' }), { idempotencyKey: 'k1' })
    expect(error).toMatchObject({ name: 'invalid_idempotent_request', statusCode: 409 })
    expect(standIn.count()).toBe(1)
  })

  test('a key is forgotten after a day', async () => {
    await resend.emails.send(mail(), { idempotencyKey: 'k1' })
    now = new Date(now.getTime() + 86_400_001)
    await resend.emails.send(mail({ subject: 'Other' }), { idempotencyKey: 'k1' })
    expect(standIn.count()).toBe(2)
  })
})

describe('a refusal', () => {
  test.each([
    ['no recipient', { to: undefined }, 'missing_required_field'],
    ['no subject', { subject: undefined }, 'missing_required_field'],
    ['no body', { html: undefined, text: undefined }, 'validation_error'],
    ['a recipient that is no address', { to: 'ada' }, 'validation_error'],
    ['a sender that is no address', { from: 'Lectern' }, 'invalid_from_address'],
    ['a tag with spaces', { tags: [{ name: 'template', value: 'a b' }] }, 'validation_error'],
    [
      'an attachment that is not base64',
      { attachments: [{ filename: 'a.ics', content: invitation }] },
      'invalid_attachment',
    ],
  ])('answers 422 to %s, and captures nothing', async (_, more, name) => {
    const { error } = await resend.emails.send(mail(more as Partial<CreateEmailOptions>))
    expect(error).toMatchObject({ name, statusCode: 422, message: expect.stringMatching(/\w/) })
    expect(standIn.count()).toBe(0)
  })

  test('answers 401 to a wrong key and to none', async () => {
    const stranger = new Resend('re_wrong', { baseUrl: server.url })
    expect((await stranger.emails.send(mail())).error).toMatchObject({ name: 'invalid_api_key', statusCode: 401 })
    expect((await fetch(`${server.url}/emails`, { method: 'POST', body: '{}' })).status).toBe(401)
    expect(standIn.count()).toBe(0)
  })
})

describe('a fault', () => {
  test('of too many requests says when to come back', async () => {
    standIn.setFault({ path: /emails$/, times: 1, kind: 'rate-limit' })
    const { error, headers } = await resend.emails.send(mail())
    expect(error).toMatchObject({ name: 'rate_limit_exceeded', statusCode: 429 })
    expect(headers?.['retry-after']).toBe('1')
    expect((await resend.emails.send(mail())).error).toBeNull()
  })

  test('of 500 captures nothing', async () => {
    standIn.setFault({ path: /emails$/, times: 1, kind: 'error-500' })
    expect((await resend.emails.send(mail())).error).toMatchObject({ name: 'internal_server_error', statusCode: 500 })
    expect(standIn.count()).toBe(0)
  })

  test('after the act lets the same key find the mail sent', async () => {
    standIn.setFault({ path: /emails$/, times: 1, kind: 'done-then-drop' })
    const lost = await resend.emails.send(mail(), { idempotencyKey: 'k1' })
    expect(lost.error).toMatchObject({ name: 'application_error' })
    expect(standIn.count()).toBe(1)
    const again = await resend.emails.send(mail(), { idempotencyKey: 'k1' })
    expect(again.data?.id).toBe(standIn.listMails()[0]?.id)
    expect(standIn.count()).toBe(1)
  })
})

test('a restart forgets neither mails nor keys', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-resend-'))
  await server.stop()
  await open(join(folder, 'state.sqlite'))
  const first = await resend.emails.send(mail(), { idempotencyKey: 'k1' })
  await server.stop()
  await open(join(folder, 'state.sqlite'))
  const again = await resend.emails.send(mail(), { idempotencyKey: 'k1' })
  expect(again.data).toEqual(first.data)
  expect(standIn.listMails().map((each) => each.id)).toEqual([first.data?.id])
  rmSync(folder, { recursive: true })
})
