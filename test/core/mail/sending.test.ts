import { createResendMailer, listMessages, type Mail, type Notice, sendMail } from '@lectern/core/mail'
import { erased } from '@lectern/core/platform'
import { Hono } from 'hono'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Wire } from '../../../packages/local/src/fault.ts'
import { createResendStandIn } from '../../../packages/local/src/resend.ts'
import { openState } from '../../../packages/local/src/state.ts'
import { listen } from '../../local/support/listen.ts'
import { start } from '../../support/build.ts'
import { openDesk, type TestDesk } from '../../support/desk.ts'

const notice = (more: Partial<Notice<'hold-expired'>> = {}): Notice<'hold-expired'> => ({
  template: 'hold-expired',
  to: 'ada@example.com',
  key: 'hold-expired:ord_1',
  props: { name: 'Ada', titles: ['KPIs'], catalogueUrl: 'https://lectern.example/events' },
  ...more,
})
const records = async (desk: TestDesk) => (await listMessages(desk.table, { limit: 100 })).items

/** The mailer at a stand-in, on a clock that goes on only while it waits. */
const openMailer = async (options: { perSecond?: number; patienceMilliseconds?: number } = {}) => {
  const state = openState(':memory:')
  let milliseconds = 0
  const waits: number[] = []
  const resend = createResendStandIn({ state, now: () => new Date(1_700_000_000_000 + milliseconds) })
  const server = await listen(resend.wire)
  onTestFinished(async () => {
    await server.stop()
    state.close()
  })
  const mailer = createResendMailer({
    apiKey: 're_local',
    sender: () => ({ from: 'Lectern <hello@lectern.example>', replyTo: 'hello@lectern.example' }),
    address: server.url,
    ...options,
    time: {
      milliseconds: () => milliseconds,
      random: () => 0.5,
      wait: async (pause) => {
        waits.push(pause)
        milliseconds += pause
      },
    },
  })
  return { mailer, resend, waits, passing: (pause: number) => (milliseconds += pause) }
}

const mail = (to = 'ada@example.com'): Mail => ({
  ...{ to, subject: 'Hello', html: '<p>Hello</p>', text: 'Hello', template: 'receipt', attachments: [] },
})

describe('the organizer’s logo', () => {
  test('stands at the head of a mail, in its shape, and is no picture where there is none', async () => {
    const desk = await openDesk()
    const logo = { hash: 'abc', width: 400, height: 100 }
    await sendMail({ ...desk, organizer: { ...desk.organizer, logo } }, start, notice())
    await sendMail(desk, start, notice({ key: 'hold-expired:ord_2' }))
    const tags = desk.mails().map(({ html }) => /<img[^>]*\/organizer\/logo\/[^>]*>/.exec(html ?? '')?.[0])
    expect(tags[0]).toContain('src="https://lectern.example/organizer/logo/abc.png"')
    expect(tags[0]).toMatch(/width="160"[^>]*height="40"|height="40"[^>]*width="160"/)
    expect(tags[1]).toBeUndefined()
  })
})

describe('a request to the mail service', () => {
  test('that is told to come back later does so, after as long as it was told', async () => {
    const { mailer, resend, waits } = await openMailer({ patienceMilliseconds: 5000 })
    resend.setFault({ path: /emails/, times: 2, kind: 'rate-limit' })
    expect(await mailer.send(mail(), 'k')).toEqual({ id: resend.listMails()[0]?.id })
    expect(waits).toEqual([1250, 1500])
  })

  test.each(['error-500', 'refuse', 'done-then-500', 'done-then-drop'] as const)(
    'that meets %s is made again under the same key, and one mail goes',
    async (kind) => {
      const { mailer, resend, waits } = await openMailer({ patienceMilliseconds: 5000 })
      resend.setFault({ path: /emails/, times: 3, kind })
      await mailer.send(mail(), 'k')
      expect(resend.count()).toBe(1)
      expect(waits).toEqual([250, 500, 1000])
    },
  )

  test('is given up once its patience is spent, and the next ones try once only until the trouble is over', async () => {
    const { mailer, resend, waits, passing } = await openMailer({ patienceMilliseconds: 5000 })
    resend.setFault({ path: /emails/, times: 1000, kind: 'error-500' })
    const unavailable = { kind: 'unavailable', code: 'mail.unavailable' }
    await expect(mailer.send(mail(), 'k1')).rejects.toMatchObject(unavailable)
    const patient = waits.length
    expect(waits.reduce((sum, pause) => sum + pause, 0)).toBeLessThanOrEqual(5000)
    await expect(mailer.send(mail(), 'k2')).rejects.toMatchObject(unavailable)
    expect(waits).toHaveLength(patient)
    passing(30_001)
    resend.setFault({ path: /emails/, times: 1, kind: 'error-500' })
    await mailer.send(mail(), 'k2')
    expect(waits).toHaveLength(patient + 1)
    expect(resend.count()).toBe(1)
  })

  test('waits for its turn, so that a service that takes two a second refuses none', async () => {
    const { mailer, resend, waits } = await openMailer({ perSecond: 2 })
    resend.setRate(2)
    for (let number = 0; number < 7; number += 1) await mailer.send(mail(), `k${number}`)
    expect(resend.count()).toBe(7)
    expect(waits).toEqual([500, 500, 500, 500, 500, 500])
  })

  test('without a pace meets the limit, and is not lost', async () => {
    const { mailer, resend } = await openMailer({ patienceMilliseconds: 60_000 })
    resend.setRate(2)
    for (let number = 0; number < 7; number += 1) await mailer.send(mail(), `k${number}`)
    expect(resend.count()).toBe(7)
  })

  test.each([
    ['a quota that is spent', 429, 'daily_quota_exceeded'],
    ['a key that is wrong', 401, 'invalid_api_key'],
    ['a domain that is not verified', 403, 'validation_error'],
  ] as const)('that meets %s waits for it to be put right', async (_, statusCode, name) => {
    const refusing = new Hono<Wire>()
    refusing.post('/emails', (c) => c.json({ statusCode, name, message: 'No.' }, statusCode))
    const server = await listen(refusing)
    onTestFinished(() => server.stop())
    const mailer = createResendMailer({
      apiKey: 're',
      sender: () => ({ from: 'a@b.example', replyTo: 'a@b.example' }),
      address: server.url,
    })
    await expect(mailer.send(mail(), 'k')).rejects.toMatchObject({ kind: 'unavailable' })
  })

  test('takes a key that no header can hold', async () => {
    const { mailer, resend } = await openMailer()
    for (const key of ['reminder — 📅', 'two words', 'reminder — 📅']) await mailer.send(mail(), key)
    expect(resend.count()).toBe(2)
  })
})

describe('one mail', () => {
  test('goes once when the sender dies between sending and recording', async () => {
    const desk = await openDesk()
    const dying = {
      ...desk,
      mailer: {
        ...desk.mailer,
        send: async (...sent: Parameters<typeof desk.mailer.send>) => {
          await desk.mailer.send(...sent)
          throw new Error('killed after sending')
        },
      },
    }
    await expect(sendMail(dying, start, notice())).rejects.toThrow('killed')
    expect(desk.resend.count()).toBe(1)
    expect(await records(desk)).toEqual([])
    await sendMail(desk, start, notice())
    await sendMail(desk, start, notice())
    expect(desk.resend.count()).toBe(1)
    expect(await records(desk)).toMatchObject([{ state: 'sent', providerId: desk.mails()[0]?.id }])
  })

  test.each([
    ['an address with a line break', { to: 'ada@example.com\r\nBcc: eve@example.com' }],
    ['two addresses', { to: 'ada@example.com,eve@example.com' }],
    ['an address within words', { to: 'Ada <ada@example.com>' }],
    ['no address', { to: 'ada' }],
    ['an address of 300 characters', { to: `${'a'.repeat(290)}@example.com` }],
    ['a header with a line break', { headers: { 'List-Unsubscribe': '<https://x.example>\r\nBcc: eve@example.com' } }],
    ['a header whose name is none', { headers: { 'X Y': 'z' } }],
    ['a header line of 999 characters', { headers: { 'X-Long': 'a'.repeat(991) } }],
    [
      'an attachment whose type has a line break',
      { attachments: [{ filename: 'a.ics', contentType: 'text/calendar\nX: y', content: 'x' }] },
    ],
  ])('with %s is recorded as failed, and nothing goes out', async (_, more) => {
    const desk = await openDesk()
    await sendMail(desk, start, notice(more))
    expect(desk.resend.count()).toBe(0)
    expect(await records(desk)).toMatchObject([{ state: 'failed', error: expect.stringMatching(/\w/) }])
  })

  test('of words with markup, line breaks and endless lines is one mail with one subject line', async () => {
    const desk = await openDesk()
    const title = `<script>alert(1)</script>\r\nBcc: eve@example.com ${'x'.repeat(2000)}`
    await sendMail(
      desk,
      start,
      notice({ props: { name: '<b>Ada</b>', titles: [title], catalogueUrl: 'https://lectern.example/events' } }),
    )
    const [sent] = desk.mails()
    expect(sent?.to).toEqual(['ada@example.com'])
    expect(sent?.subject).toMatch(/^[^\r\n]{1,80}$/)
    expect(sent?.html).not.toContain('<script>')
    expect(sent?.html).not.toContain('<b>Ada')
    expect(Object.keys(sent?.headers ?? {})).toEqual([])
  })

  test('of no template, or one that cannot be filled, waits for someone to mend it, and nothing goes out', async () => {
    const desk = await openDesk()
    const broken = { ...notice(), template: 'nothing-like-it' } as unknown as Notice<'hold-expired'>
    const unfilled = { ...notice(), template: 'receipt', props: {} } as unknown as Notice<'receipt'>
    for (const one of [broken, unfilled]) {
      await expect(sendMail(desk, start, one)).rejects.toMatchObject({ code: 'mail.unwritten' })
    }
    expect(desk.resend.count()).toBe(0)
    expect(await records(desk)).toEqual([])
  })

  test('to someone who was erased goes nowhere, and leaves no trace', async () => {
    const desk = await openDesk()
    await sendMail(desk, start, notice({ to: erased }))
    expect([desk.resend.count(), await records(desk)]).toEqual([0, []])
  })
})
