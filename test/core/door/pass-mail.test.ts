import { passText } from '@lectern/core/door'
import { expect, test } from 'vitest'
import { aWebinar, placed, registrationsNow } from '../../support/build.ts'
import { columbus, freeTickets, mainDay } from '../../support/columbus.ts'
import { drain, openDesk } from '../../support/desk.ts'

test('the confirmation of a seat at a venue says the pass, and where its code is; online there is none', async () => {
  const desk = await openDesk()
  await columbus(desk.table, { tickets: freeTickets })
  await aWebinar(desk.table)
  const order = await placed(desk, 'ada@example.com', mainDay)
  await placed(desk, 'bob@example.com', 'kpis:seat')
  await drain(desk)
  const [registration] = await registrationsNow(desk, order)
  if (!registration) throw new Error('not registered')
  const [ofAda] = desk.mails({ to: 'ada@example.com', template: 'registration-confirmed' })
  expect(ofAda?.text).toContain(passText(desk.secret, registration))
  expect(ofAda?.text).toContain('your registration page')
  const [ofBob] = desk.mails({ to: 'bob@example.com', template: 'registration-confirmed' })
  expect(ofBob?.text).not.toContain('LP1:')
})
