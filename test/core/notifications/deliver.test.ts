import { listMessages } from '@lectern/core/mail'
import { announce, listFailed } from '@lectern/core/platform'
import { cancelOrder, registrationTopics } from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { anEvent, aPerson, aWebinar, committed, minutes, order, orderNow, placed } from '../../support/build.ts'
import { drain, openDesk, sessionOf, type TestDesk } from '../../support/desk.ts'
import { tap } from '../../support/tap.ts'
import { topicOf } from '../../support/topic.ts'
import { readCalendar } from '../calendar/read-calendar.ts'

const messages = async (desk: TestDesk) => (await listMessages(desk.table, { limit: 100 })).items

const calendars = (desk: TestDesk, to: string) =>
  desk.mails({ to }).flatMap((mail) => mail.attachments.map((attached) => readCalendar(String(attached.content))))

describe('a mail is sent once for what it means', () => {
  test('the key names the meaning, and what was sent is kept with it', async () => {
    const desk = await openDesk()
    await anEvent(desk.table)
    const first = await placed(desk, 'ada@example.com', '5w22:seat')
    await desk.stripe.pay(sessionOf(first))
    await drain(desk)
    const registration = first.seats[0]?.registration
    expect(desk.mails().map(({ idempotencyKey }) => idempotencyKey)).toEqual([
      `registration-confirmed:${registration}`,
      `receipt:${first.id}`,
    ])
    expect(await messages(desk)).toMatchObject([
      { template: 'receipt', state: 'sent', to: 'ada@example.com', orderId: first.id, providerId: expect.any(String) },
      {
        template: 'registration-confirmed',
        state: 'sent',
        event: '5w22',
        key: `registration-confirmed:${registration}`,
      },
    ])
    // The same fact told again, by whatever mishap, sends nothing more.
    await committed(desk.table, [
      announce(desk.table, registrationTopics.orderConfirmed, { order: first.id }, minutes(1)),
    ])
    expect(await drain(desk, minutes(1))).toEqual([])
    expect(desk.resend.count()).toBe(2)
  })

  test('the sender dies between sending and recording: the provider has it once', async () => {
    const desk = await openDesk()
    await aWebinar(desk.table)
    await placed(desk, 'ada@example.com', 'kpis:seat')
    let failures = 0
    tap(desk.table, (input, command) => {
      const { Item: item } = input as { Item?: { pk?: string } }
      if (command === 'PutCommand' && item?.pk?.startsWith('message#') && failures === 0) {
        failures += 1
        throw new Error('killed')
      }
    })
    expect(await drain(desk)).toHaveLength(1)
    expect(desk.resend.count()).toBe(1)
    expect(await messages(desk)).toEqual([])
    expect(await drain(desk, minutes(1))).toEqual([])
    expect(desk.resend.count()).toBe(1)
    expect(await messages(desk)).toMatchObject([{ state: 'sent', template: 'registration-confirmed' }])
  })

  test('sent before with other words counts as sent', async () => {
    const desk = await openDesk()
    await aWebinar(desk.table)
    const first = await placed(desk, 'ada@example.com', 'kpis:seat')
    const key = `registration-confirmed:${first.seats[0]?.registration}`
    const mail = {
      to: 'ada@example.com',
      subject: 'Before',
      html: '<p>x</p>',
      text: 'x',
      template: 'x',
      attachments: [],
    }
    await desk.mailer.send(mail, key)
    expect(await drain(desk)).toEqual([])
    expect(desk.mails().map(({ subject }) => subject)).toEqual(['Before'])
    expect(await messages(desk)).toMatchObject([{ key, state: 'sent' }])
  })
})

describe('the mail service', () => {
  test.for(['error-500', 'rate-limit', 'refuse', 'done-then-drop'] as const)(
    'fails with %s: the mail waits and is sent once',
    async (kind) => {
      const desk = await openDesk()
      await aWebinar(desk.table)
      await placed(desk, 'ada@example.com', 'kpis:seat')
      desk.resend.setFault({ path: /emails/, times: 1, kind })
      expect(await drain(desk)).toEqual([expect.stringContaining('order.confirmed')])
      expect(await messages(desk)).toEqual([])
      expect(await drain(desk, minutes(1))).toEqual([])
      expect(desk.mails().map(({ to }) => to)).toEqual([['ada@example.com']])
      expect(await messages(desk)).toMatchObject([{ state: 'sent' }])
    },
  )

  test('refuses a mail for good: it is kept as failed, and holds up nothing', async () => {
    const desk = await openDesk()
    await aWebinar(desk.table)
    const refusing: TestDesk = {
      ...desk,
      mailer: {
        ...desk.mailer,
        send: (mail, key) =>
          desk.mailer.send({ ...mail, to: mail.to === 'bad@example.com' ? 'not an address' : mail.to }, key),
      },
    }
    await placed(desk, 'bad@example.com', 'kpis:seat')
    await placed(desk, 'good@example.com', 'kpis:seat')
    expect(await drain(refusing)).toEqual([])
    expect((await messages(desk)).map(({ to, state }) => [to, state]).sort()).toEqual([
      ['bad@example.com', 'failed'],
      ['good@example.com', 'sent'],
    ])
    expect((await messages(desk)).find(({ state }) => state === 'failed')?.error).toContain('rejected')
    expect(await listFailed(desk.table)).toEqual([])
  })

  test('a fact that nobody acts on waits, visible', async () => {
    const desk = await openDesk()
    await committed(desk.table, [announce(desk.table, topicOf('unheard.of'), {}, minutes(0))])
    expect(await drain(desk, minutes(0))).toEqual(['unheard.of: Nobody acts on unheard.of'])
  })
})

describe('what a person reads', () => {
  test('markup in names stays text, and a line break reaches no header', async () => {
    const desk = await openDesk()
    const title = 'KPIs <script>alert(1)</script>'
    await expect(aWebinar(desk.table, { title: `${title}\r\nBcc: eve@example.com` })).rejects.toThrow('on one line')
    await aWebinar(desk.table, { title })
    const name = '<img src=x onerror=alert(1)> & "Ada"'
    const actor = await aPerson(desk.table, 'ada@example.com')
    await order(desk, 'ada@example.com', 'kpis:seat', { actor, buyer: { email: 'ada@example.com', name } })
    expect(() =>
      order(desk, 'eve@example.com', 'kpis:seat', {
        buyer: { email: 'eve@example.com', name: 'Eve\r\nBcc: x@example.com' },
      }),
    ).toThrow()
    await drain(desk)
    const [mail] = desk.mails()
    expect(mail?.html).not.toMatch(/<img src=x|<script>/)
    expect(mail?.html).toContain('&lt;img src=x')
    expect(mail?.text).toContain(name)
    expect(mail?.subject).not.toMatch(/[\r\n]/)
    const [calendar] = calendars(desk, 'ada@example.com')
    expect(calendar?.events[0]?.summary).toBe(title)
  })

  test('what strangers type as a name is in no email or invitation to the address they give', async () => {
    const desk = await openDesk()
    await aWebinar(desk.table)
    const words = 'Your account is closed call the bank'
    const buyer = { email: 'victim@example.com', name: words }
    const attendees = ['victim', 'colleague'].map((who) => ({
      sku: 'kpis:seat',
      email: `${who}@example.com`,
      name: words,
    }))
    const lines = [{ sku: 'kpis:seat', quantity: 2 }]
    await placed(desk, buyer.email, 'kpis:seat', { buyer, attendees, lines })
    await drain(desk)
    expect(desk.mails().map(({ to }) => to[0])).toEqual(['victim@example.com', 'colleague@example.com'])
    for (const { subject, text, html, attachments } of desk.mails()) {
      expect(text).toContain('Hi there,')
      // Lines of a calendar are folded.
      const files = attachments.map(({ content }) => String(content).replaceAll('\r\n ', ''))
      for (const part of [subject, text, html, ...files]) expect(part).not.toContain(words)
    }
  })

  test('nor in the mails about an order that a stranger places for another address', async () => {
    const desk = await openDesk()
    await anEvent(desk.table)
    const buyer = { email: 'victim@example.com', name: 'Your account is closed' }
    const first = await placed(desk, buyer.email, '5w22:seat', { buyer })
    await desk.stripe.pay(sessionOf(first))
    await drain(desk)
    await cancelOrder(desk, first.id, minutes(1))
    await drain(desk, minutes(1))
    const templates = ['registration-confirmed', 'receipt', 'registration-cancelled', 'refund-made']
    expect(
      desk
        .mails()
        .map(({ template }) => template)
        .sort(),
    ).toEqual(templates.sort())
    for (const { text } of desk.mails())
      expect([text?.includes('Hi there,'), text?.includes('closed')]).toEqual([true, false])
  })

  test('someone who has signed in is called by the name they give', async () => {
    const desk = await openDesk()
    await anEvent(desk.table)
    const actor = await aPerson(desk.table, 'ada@example.com')
    const first = await placed(desk, actor.email, '5w22:seat', {
      actor,
      buyer: { email: actor.email, name: 'Ada King' },
    })
    await desk.stripe.pay(sessionOf(first))
    await drain(desk)
    expect(desk.mails().map(({ text }) => text?.includes('Hi Ada,'))).toEqual([true, true])
  })

  test('a colleague gets the invitation and who booked it; the receipt is the buyer’s', async () => {
    const desk = await openDesk()
    await anEvent(desk.table)
    const first = await placed(desk, 'boss@example.com', '5w22:seat', {
      attendees: [{ sku: '5w22:seat', email: 'ada@example.com', name: 'Ada' }],
    })
    await desk.stripe.pay(sessionOf(first))
    await drain(desk)
    expect(desk.mails().map(({ to, template }) => [to[0], template])).toEqual([
      ['ada@example.com', 'registration-confirmed'],
      ['boss@example.com', 'receipt'],
    ])
    expect(desk.mails({ to: 'ada@example.com' })[0]?.text).toContain('boss')
    await cancelOrder(desk, first.id, minutes(1))
    await drain(desk, minutes(1))
    expect(
      desk.mails({ template: 'registration-cancelled' }).map(({ to, text }) => [to[0], text?.includes('399')]),
    ).toEqual([['ada@example.com', false]])
    expect(desk.mails({ template: 'refund-made' }).map(({ to }) => to[0])).toEqual(['boss@example.com'])
  })
})

test('who cancelled before the confirmation went out gets no confirmation', async () => {
  const desk = await openDesk()
  await aWebinar(desk.table)
  const first = await placed(desk, 'ada@example.com', 'kpis:seat')
  await cancelOrder(desk, first.id, minutes(0))
  await drain(desk)
  expect(desk.mails().map(({ template }) => template)).toEqual(['registration-cancelled'])
  expect(await orderNow(desk, first)).toMatchObject({ status: 'cancelled' })
})
