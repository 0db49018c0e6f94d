import { ensurePerson } from '@lectern/core/identity'
import { changePreferences } from '@lectern/core/mail'
import { deliver } from '@lectern/core/notifications'
import { drainOutbox, type Instant } from '@lectern/core/platform'
import { cancelOrder, erasePerson } from '@lectern/core/registration'
import {
  changeRosterMail,
  countRecipients,
  discardRosterMail,
  draftRosterMail,
  findSent,
  getRosterMail,
  listRosterMails,
  type RosterMail,
  RosterMailWords,
  sendRosterMail,
  startCounting,
  stopRosterMail,
  testRosterMail,
} from '@lectern/core/roster-mail'
import { describe, expect, test } from 'vitest'
import { suppress } from '../../../packages/core/src/mail/suppression-store.ts'
import { aWebinar, draftEvent, minutes, people, placed, start } from '../../support/build.ts'
import { drain, openDesk, type TestDesk } from '../../support/desk.ts'
import { registerMany } from './roster-mail-roster.ts'

const words = (more: Record<string, unknown> = {}): RosterMailWords =>
  RosterMailWords.parse({
    audience: 'everyone',
    about: 'event',
    subject: 'Another room',
    body: 'We meet in room 12.\n\nBring https://lectern.example/list & a pen.',
    ...more,
  })

const sent = async (desk: TestDesk, more: Record<string, unknown> = {}, now: Instant = minutes(5)) => {
  const mail = await draftRosterMail(desk.table, 'kpis', words(more), 'per_karl', now)
  return sendRosterMail(desk.table, mail, mail.revision, now)
}

const told = (desk: TestDesk): Record<string, number> => {
  const count: Record<string, number> = {}
  for (const { to } of desk.mails({ template: 'roster-mail' })) count[String(to)] = (count[String(to)] ?? 0) + 1
  return count
}
const once = (emails: readonly string[]) => Object.fromEntries(emails.map((email) => [email, 1]))

/** A webinar, and so many people registered for it whose confirmations have gone. */
const openRoster = async (count: number, shard?: number): Promise<TestDesk & { ids: string[] }> => {
  const desk = await openDesk()
  await aWebinar(desk.table)
  return { ...desk, ids: await registerMany(desk.table, 'kpis:seat', people(count), shard) }
}

/** A mailer that dies after every so many requests that it has carried out. */
const dying = (desk: TestDesk, every: number): { mailer: TestDesk['mailer']; deaths: () => number } => {
  let [asked, deaths] = [0, 0]
  const die = <T>(answer: T): T => {
    asked += 1
    if (asked % every !== 0) return answer
    deaths += 1
    throw new Error('killed after sending')
  }
  return {
    deaths: () => deaths,
    mailer: {
      ...desk.mailer,
      send: async (...mail) => die(await desk.mailer.send(...mail)),
      sendBatch: async (...mails) => die(await desk.mailer.sendBatch(...mails)),
    },
  }
}

describe('a mail to a roster', () => {
  test('goes once to everyone, though each delivery is doubled and the sender dies between steps', async () => {
    const desk = await openRoster(230, 3)
    const mail = await sent(desk)
    const { mailer, deaths } = dying(desk, 2)
    for (let round = 1; round < 8; round += 1) {
      const at = minutes(5 + round * 10)
      const run = () =>
        drainOutbox(
          desk.table,
          () => at,
          (row) => deliver({ ...desk, mailer }, row, at),
          () => undefined,
        )
      await Promise.all([run(), run()])
    }
    expect(deaths()).toBeGreaterThan(1)
    expect(told(desk)).toEqual(once(people(230)))
    expect((await findSent(desk.table, mail.id)).counts).toEqual({ posted: 230, unwanted: 0 })
    expect(await getRosterMail(desk.table, mail)).toMatchObject({ state: 'sent', expected: 230 })
  })

  test('sent ten times at once, goes once', async () => {
    const desk = await openRoster(5)
    const mail = await draftRosterMail(desk.table, 'kpis', words(), undefined, minutes(1))
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => sendRosterMail(desk.table, mail, mail.revision, minutes(2))),
    )
    expect(answers.map(({ state }) => state)).toEqual(Array.from({ length: 10 }, () => 'scheduled'))
    expect(await drain(desk, minutes(4))).toEqual([])
    await sendRosterMail(desk.table, mail, mail.revision, minutes(5))
    expect(await drain(desk, minutes(9))).toEqual([])
    expect(told(desk)).toEqual(once(people(5)))
  })

  test('says what was written, as text, signed by the organizer', async () => {
    const desk = await openRoster(1)
    await sent(desk, { subject: '<b>Room</b> & time', body: 'a < b <script>alert(1)</script>\n"quoted"' })
    expect(await drain(desk, minutes(7))).toEqual([])
    const [mail] = desk.mails({ template: 'roster-mail' })
    expect(mail?.subject).toBe('<b>Room</b> & time')
    expect(mail?.html).toContain('&lt;script&gt;')
    expect(mail?.html).not.toMatch(/<script|<b>Room/)
    expect(mail?.text).toContain('a < b <script>alert(1)</script>')
    expect(mail?.text).toContain('Small Biz')
    expect(mail?.text).toContain('https://lectern.example/events/kpis')
  })

  test.each([
    ['a subject of two lines', { subject: 'Hello\r\nBcc: everyone@example.com' }],
    ['a subject with a line separator', { subject: 'Hello\u2028there' }],
    ['no subject', { subject: '  ' }],
    ['a subject of 151 characters', { subject: 'a'.repeat(151) }],
    ['a body with half a character', { body: 'Hello \ud800' }],
    ['no body', { body: '\n \n' }],
    ['a body of 10,001 characters', { body: 'a'.repeat(10_001) }],
    ['an audience that we do not know', { audience: { absentFrom: 'ses_1' } }],
  ])('with %s is refused', (_, wrong) => {
    expect(() => words(wrong)).toThrow()
  })

  test('goes neither to who registered after it was sent, nor to who cancelled, nor to who is gone or takes no mail', async () => {
    const desk = await openDesk()
    await aWebinar(desk.table)
    for (const name of ['first', 'erased', 'bounced']) await placed(desk, `${name}@example.com`, 'kpis:seat')
    const order = await placed(desk, 'gone@example.com', 'kpis:seat')
    expect(await drain(desk, minutes(1))).toEqual([])
    await suppress(desk.table, { email: 'bounced@example.com', why: 'bounced', at: minutes(2) })
    const mail = await sent(desk)
    expect(mail.expected).toBe(4)
    await placed(desk, 'late@example.com', 'kpis:seat', { now: '2024-03-25T16:05:01Z' })
    await cancelOrder(desk, order.id, minutes(5))
    const person = await ensurePerson(desk.table, { email: 'erased@example.com', name: 'Erased' }, minutes(5))
    await erasePerson(desk, person, { cancel: true }, minutes(5))
    expect(await drain(desk, minutes(20))).toEqual([])
    expect(told(desk)).toEqual(once(['first@example.com']))
    expect(await getRosterMail(desk.table, mail)).toMatchObject({ state: 'sent' })
  })

  test('goes to those with one ticket, when it is for them', async () => {
    const desk = await openDesk()
    const tickets = ['seat', 'audit'].map((slug) => ({ slug, name: slug, priceCents: 0 }))
    await aWebinar(desk.table, { tickets })
    await placed(desk, 'a@example.com', 'kpis:seat')
    await placed(desk, 'b@example.com', 'kpis:audit')
    const mail = await sent(desk, { audience: { ticket: 'audit' } })
    expect(mail.expected).toBe(1)
    expect(await drain(desk, minutes(7))).toEqual([])
    expect(told(desk)).toEqual(once(['b@example.com']))
    await expect(
      draftRosterMail(desk.table, 'kpis', words({ audience: { ticket: 'vip' } }), undefined, start),
    ).rejects.toMatchObject({ code: 'input.invalid' })
  })

  test('as news is left to who wants news, with a way to turn it off; about the event it comes to all', async () => {
    const desk = await openRoster(3)
    await changePreferences(desk.table, desk.ids[1] ?? '', { news: false }, start)
    const mail = await sent(desk, { about: 'news' })
    expect(await drain(desk, minutes(7))).toEqual([])
    expect(told(desk)).toEqual(once(['p0@example.com', 'p2@example.com']))
    expect((await findSent(desk.table, mail.id)).counts).toEqual({ posted: 2, unwanted: 1 })
    const [news] = desk.mails({ template: 'roster-mail' })
    expect(news?.headers?.['List-Unsubscribe']).toMatch(/^<https:\/\/lectern\.example\/preferences\/.+\?topic=news>$/)

    await sent(desk, {}, minutes(10))
    expect(await drain(desk, minutes(12))).toEqual([])
    expect(told(desk)).toEqual({ 'p0@example.com': 2, 'p1@example.com': 1, 'p2@example.com': 2 })
    const about = desk.mails({ to: 'p1@example.com' }).at(-1)
    expect(about?.headers?.['List-Unsubscribe']).toBeUndefined()
  })

  test('goes to anyone who wrote it as a test, once for each version of the draft', async () => {
    const desk = await openRoster(2)
    const karl = await ensurePerson(desk.table, { email: 'karl@example.com', name: 'Karl' }, start)
    const mail = await draftRosterMail(desk.table, 'kpis', words(), karl.id, start)
    await testRosterMail(desk.table, mail, karl.id, minutes(1))
    await testRosterMail(desk.table, mail, karl.id, minutes(1))
    expect(await drain(desk, minutes(1))).toEqual([])
    await testRosterMail(desk.table, mail, karl.id, minutes(2))
    expect(await drain(desk, minutes(2))).toEqual([])
    expect(told(desk)).toEqual(once(['karl@example.com']))
    await changeRosterMail(desk.table, mail, 1, { subject: 'Room 13' }, minutes(3))
    await testRosterMail(desk.table, mail, karl.id, minutes(3))
    expect(await drain(desk, minutes(3))).toEqual([])
    expect(desk.mails({ to: 'karl@example.com' }).map(({ subject }) => subject)).toEqual(['Another room', 'Room 13'])
  })
})

describe('a draft', () => {
  test('does not change once it was sent, nor from a version that someone else has changed', async () => {
    const desk = await openRoster(1)
    const mail = await draftRosterMail(desk.table, 'kpis', words(), undefined, start)
    const changes = await Promise.allSettled(
      ['One', 'Two'].map((subject) => changeRosterMail(desk.table, mail, 1, { subject }, minutes(1))),
    )
    expect(changes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(sendRosterMail(desk.table, mail, 1, minutes(2))).rejects.toMatchObject({ code: 'roster-mail.changed' })
    await sendRosterMail(desk.table, mail, 2, minutes(2))
    await expect(changeRosterMail(desk.table, mail, 2, { subject: 'Late' }, minutes(2))).rejects.toMatchObject({
      code: 'roster-mail.not-a-draft',
    })
    await expect(discardRosterMail(desk.table, mail)).rejects.toMatchObject({ code: 'roster-mail.not-a-draft' })
    expect(await drain(desk, minutes(9))).toEqual([])
    await expect(changeRosterMail(desk.table, mail, 2, { subject: 'Late' }, minutes(9))).rejects.toMatchObject({
      code: 'roster-mail.not-a-draft',
    })
  })

  test('is deleted, and is written only where someone may be registered', async () => {
    const desk = await openRoster(0)
    const mail = await draftRosterMail(desk.table, 'kpis', words(), undefined, start)
    await draftRosterMail(desk.table, 'kpis', words({ subject: 'Second' }), undefined, start)
    await discardRosterMail(desk.table, mail)
    const { items } = await listRosterMails(desk.table, 'kpis', { limit: 10 })
    expect(items.map(({ subject }: RosterMail) => subject)).toEqual(['Second'])
    await draftEvent(desk.table)
    await expect(draftRosterMail(desk.table, '5w22', words(), undefined, start)).rejects.toMatchObject({
      code: 'roster-mail.no-roster',
    })
  })
})

describe('stopping', () => {
  test('within a minute takes the mail back: nobody gets it, and it can be changed and sent again', async () => {
    const desk = await openRoster(3)
    const mail = await sent(desk)
    expect(mail.goesAt).toBe('2024-03-25T16:06:00Z')
    expect(await drain(desk, '2024-03-25T16:05:59Z')).toEqual([])
    expect(told(desk)).toEqual({})
    const back = await stopRosterMail(desk.table, mail, '2024-03-25T16:05:59Z')
    expect([back.state, back.revision]).toEqual(['draft', 2])
    await expect(sendRosterMail(desk.table, mail, 1, minutes(6))).rejects.toMatchObject({ code: 'roster-mail.changed' })
    expect(await drain(desk, minutes(30))).toEqual([])
    expect(told(desk)).toEqual({})
    await sendRosterMail(desk.table, mail, 2, minutes(31))
    expect(await drain(desk, minutes(40))).toEqual([])
    expect(told(desk)).toEqual(once(people(3)))
  })

  test('on the way keeps it from those who have not got it yet; what was done is counted', async () => {
    const desk = await openRoster(230, 3)
    const mail = await sent(desk)
    await drainOutbox(
      desk.table,
      () => minutes(7),
      async (row) => {
        if (row.payload.step === 1) await stopRosterMail(desk.table, mail, minutes(7))
        return deliver(desk, row, minutes(7))
      },
      () => undefined,
    )
    const stopped = await getRosterMail(desk.table, mail)
    expect(stopped).toMatchObject({ state: 'cancelled', finishedAt: minutes(7) })
    expect(Object.keys(told(desk))).toHaveLength(100)
    expect((await findSent(desk.table, mail.id)).counts.posted).toBe(100)
    expect((await stopRosterMail(desk.table, mail, minutes(8))).state).toBe('cancelled')
    await expect(sendRosterMail(desk.table, mail, 1, minutes(8))).rejects.toMatchObject({
      code: 'roster-mail.not-a-draft',
    })
  })

  test('what is gone is refused', async () => {
    const desk = await openRoster(1)
    const mail = await sent(desk)
    expect(await drain(desk, minutes(7))).toEqual([])
    await expect(stopRosterMail(desk.table, mail, minutes(8))).rejects.toMatchObject({ code: 'roster-mail.not-going' })
    await expect(stopRosterMail(desk.table, { event: 'kpis', id: 'rml_none' }, start)).rejects.toMatchObject({
      kind: 'not-found',
    })
  })
})

test('a long roster is counted in the background, exactly, for the draft as it stands', async () => {
  const desk = await openRoster(510, 5)
  const mail = await draftRosterMail(desk.table, 'kpis', words(), undefined, minutes(1))
  const before = await countRecipients(desk.table, mail, minutes(1))
  expect(before.state).toBe('more')
  expect(before.count).toBeLessThan(510)
  await Promise.all([startCounting(desk.table, mail, minutes(1)), startCounting(desk.table, mail, minutes(1))])
  expect((await countRecipients(desk.table, mail, minutes(1))).state).toBe('counting')
  expect(await drain(desk, minutes(2))).toEqual([])
  expect(await countRecipients(desk.table, mail, minutes(2))).toEqual({ count: 510, state: 'exact' })
  const changed = await changeRosterMail(desk.table, mail, 1, { subject: 'Other' }, minutes(3))
  expect((await countRecipients(desk.table, changed, minutes(3))).state).toBe('more')
})
