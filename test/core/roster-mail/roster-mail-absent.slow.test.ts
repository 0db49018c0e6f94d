import { deliver } from '@lectern/core/notifications'
import { drainOutbox } from '@lectern/core/platform'
import { countRecipients, draftRosterMail, findSent, RosterMailWords, sendRosterMail } from '@lectern/core/roster-mail'
import { markAttendance } from '@lectern/core/teaching'
import { expect, test } from 'vitest'
import { anEvent, people } from '../../support/build.ts'
import { openDesk } from '../../support/desk.ts'
import { meter } from '../../support/meter.ts'
import { registerMany } from './roster-mail-roster.ts'

const after = '2024-04-24T00:00:00Z'
const later = '2024-04-24T00:05:00Z'

test('a mail to those who were not at a session goes to them alone, counted by the same rule at a read for each', async () => {
  const desk = await openDesk()
  const event = await anEvent(desk.table)
  const [first, second] = event.sessions
  const ids = await registerMany(desk.table, '5w22:seat', people(120))
  const present = ids.slice(0, 80).map((personId) => ({ personId, present: true }))
  const absent = ids.slice(80, 90).map((personId) => ({ personId, present: false }))
  await markAttendance(desk.table, '5w22', first?.id ?? '', [...present, ...absent], 'per_k', after)
  const words = (session: string | undefined) =>
    RosterMailWords.parse({ audience: { absent: session }, about: 'event', subject: 'We missed you', body: 'Come.' })
  await expect(draftRosterMail(desk.table, '5w22', words(second?.id), undefined, after)).rejects.toThrow(
    'hasn’t started',
  )
  await expect(draftRosterMail(desk.table, '5w22', words('ses_none'), undefined, after)).rejects.toThrow(
    'couldn’t find',
  )
  const mail = await draftRosterMail(desk.table, '5w22', words(first?.id), undefined, after)
  const spent = meter(desk.table)
  expect(await countRecipients(desk.table, mail, after)).toEqual({ count: 40, state: 'exact' })
  // Eight queries of the roster, the count of before, and a read for each on it.
  expect(spent.reads()).toBeLessThan(120 + 30)
  await sendRosterMail(desk.table, mail, 1, after)
  const to: string[] = []
  const mailer = {
    ...desk.mailer,
    sendBatch: async (mails: readonly { mail: { to: string } }[]) => {
      to.push(...mails.map((one) => one.mail.to))
      return mails.map((_, index) => ({ id: `mail_${index}` }))
    },
  }
  await drainOutbox(
    desk.table,
    () => later,
    (row) => deliver({ ...desk, mailer }, row, later),
    (_, error) => {
      throw error
    },
  )
  expect((await findSent(desk.table, mail.id)).counts.posted).toBe(40)
  expect(to.sort()).toEqual(people(120).slice(80).sort())
})
