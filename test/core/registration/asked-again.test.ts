import type { Client } from '@lectern/core/identity'
import { addSeconds } from '@lectern/core/platform'
import { findRegistration, registrationUrl } from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { anEvent, aPerson, aWebinar, order, placed, start } from '../../support/build.ts'
import { drain, openDesk, sessionOf } from '../../support/desk.ts'

const here: Client = { address: '203.0.113.7', realNow: start }

const opened = async () => {
  const desk = await openDesk()
  await anEvent(desk.table, { capacity: 20 })
  const first = await placed(desk, 'ada@example.com', '5w22:seat', { client: here, key: 'the first' })
  await desk.stripe.pay(sessionOf(first))
  await drain(desk)
  return desk
}

describe('S7: a stranger asks whether an address is registered for a paid event', () => {
  test('the answer has ids and states alone; the person is told, once a day at most', async () => {
    const desk = await opened()
    const ask = (now = start) => order(desk, 'ada@example.com', '5w22:seat', { client: here, now })
    const told = () => desk.mails({ template: 'already-registered' })
    expect(await ask()).toEqual({
      outcome: 'already-registered',
      registrations: [{ id: expect.any(String), event: '5w22', status: 'confirmed' }],
    })
    await Promise.all([ask(), ask(), ask()])
    await drain(desk)
    expect(told()).toMatchObject([
      { to: ['ada@example.com'], subject: "You're already registered: MSP Professional Sales Program" },
    ])
    // Its button opens their own registration, without a sign-in.
    const ada = await aPerson(desk.table, 'ada@example.com')
    const own = await findRegistration(desk.table, ada.id, '5w22')
    expect(told()[0]?.html?.replaceAll('&amp;', '&')).toContain(`href="${own && registrationUrl(desk, own)}"`)
    await ask(addSeconds(start, 24 * 3600))
    await drain(desk, addSeconds(start, 24 * 3600))
    expect(told()).toHaveLength(2)
  })

  test('60 are answered, however they come; then who asks has to wait', async () => {
    const desk = await opened()
    const asked = await Promise.all(
      Array.from({ length: 70 }, () =>
        order(desk, 'ada@example.com', '5w22:seat', { client: here }).then(
          ({ outcome }) => outcome,
          (error) => error.code,
        ),
      ),
    )
    expect(asked.filter((one) => one === 'already-registered')).toHaveLength(60)
    expect(asked.filter((one) => one === 'identity.too-many-attempts')).toHaveLength(10)
  })

  test('its owner is neither counted nor mailed: signed in, or by the key of the first order', async () => {
    const desk = await opened()
    const ada = await aPerson(desk.table, 'ada@example.com')
    expect(await order(desk, ada.email, '5w22:seat', { actor: ada, client: here })).toMatchObject({
      outcome: 'already-registered',
    })
    expect(await order(desk, ada.email, '5w22:seat', { client: here, key: 'the first' })).toMatchObject({
      outcome: 'placed',
    })
    await drain(desk)
    expect(desk.mails({ template: 'already-registered' })).toEqual([])
  })

  test('a free event sends no such mail: who registers ten times at once gets one', async () => {
    const desk = await openDesk()
    await aWebinar(desk.table)
    await Promise.all(Array.from({ length: 10 }, () => order(desk, 'ada@example.com', 'kpis:seat', { client: here })))
    await drain(desk)
    expect(desk.mails()).toMatchObject([{ template: 'registration-confirmed' }])
  })
})
