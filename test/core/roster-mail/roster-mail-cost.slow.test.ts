import { deliver } from '@lectern/core/notifications'
import { drainOutbox } from '@lectern/core/platform'
import { draftRosterMail, findSent, getRosterMail, RosterMailWords, sendRosterMail } from '@lectern/core/roster-mail'
import { expect, test } from 'vitest'
import { aWebinar, minutes, people } from '../../support/build.ts'
import { openDesk } from '../../support/desk.ts'
import { meter } from '../../support/meter.ts'
import { registerMany } from './roster-mail-roster.ts'

/** What a mail to so many people costs on its way, in read and write units; the mails themselves go nowhere. */
const costOf = async (recipients: number): Promise<{ reads: number; writes: number }> => {
  const desk = await openDesk()
  const mailer = {
    ...desk.mailer,
    sendBatch: async (mails: readonly unknown[]) => mails.map((_, index) => ({ id: `mail_${index}` })),
  }
  await aWebinar(desk.table)
  await registerMany(desk.table, 'kpis:seat', people(recipients))
  const words = RosterMailWords.parse({ audience: 'everyone', about: 'news', subject: 'Room 12', body: 'Come along.' })
  const mail = await draftRosterMail(desk.table, 'kpis', words, undefined, minutes(1))
  await sendRosterMail(desk.table, mail, 1, minutes(1))
  const spent = meter(desk.table)
  await drainOutbox(
    desk.table,
    () => minutes(5),
    (row) => deliver({ ...desk, mailer }, row, minutes(5)),
    (_, error) => {
      throw error
    },
  )
  const cost = { reads: spent.reads(), writes: spent.writes() }
  expect((await findSent(desk.table, mail.id)).counts.posted).toBe(recipients)
  expect((await getRosterMail(desk.table, mail)).state).toBe('sent')
  return cost
}

test('a recipient costs the same, however many there are, and less than a mail of their own', async () => {
  const [few, more, many] = [await costOf(40), await costOf(120), await costOf(200)]
  const each = (a: typeof few, b: typeof few, count: number) => ({
    reads: (b.reads - a.reads) / count,
    writes: (b.writes - a.writes) / count,
  })
  const [first, then] = [each(few, more, 80), each(more, many, 80)]
  expect(then.reads).toBeLessThan(first.reads * 1.2)
  expect(then.writes).toBeLessThan(first.writes * 1.2)
  expect(then.reads).toBeLessThan(4)
  expect(then.writes).toBeLessThan(5)
})
