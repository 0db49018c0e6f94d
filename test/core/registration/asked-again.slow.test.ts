import { type Actor, type Client, visitor } from '@lectern/core/identity'
import { addSeconds } from '@lectern/core/platform'
import {
  correctSeat,
  findRegistration,
  joinWaitingList,
  registrationUrl,
  WaitingRequest,
} from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { anEvent, aPerson, aWebinar, order, placed, start } from '../../support/build.ts'
import { drain, openDesk, sessionOf } from '../../support/desk.ts'

const here: Client = { address: '203.0.113.7', realNow: start }

const opened = async (capacity = 20) => {
  const desk = await openDesk()
  await anEvent(desk.table, { capacity })
  const first = await placed(desk, 'ada@example.com', '5w22:seat', { client: here, key: 'the first' })
  await desk.stripe.pay(sessionOf(first))
  await drain(desk)
  return desk
}

const codeOf = (attempt: Promise<object>): Promise<string> =>
  attempt.then(
    (done) => ('outcome' in done ? String(done.outcome) : 'done'),
    (error) => error.code,
  )

/** Asks as often as one network, or one person, is told. */
const asTold = async (ask: () => Promise<string>, answer: string): Promise<void> => {
  const answers = await Promise.all(Array.from({ length: 60 }, ask))
  expect([...new Set(answers)]).toEqual([answer])
}

describe('a stranger asks whether an address is registered for a paid event', () => {
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
      { to: ['ada@example.com'], subject: 'You’re already registered: MSP Professional Sales Program' },
    ])
    // Its button opens their own registration, without a sign-in.
    const ada = await aPerson(desk.table, 'ada@example.com')
    const own = await findRegistration(desk.table, ada.id, '5w22')
    expect(told()[0]?.html?.replaceAll('&amp;', '&')).toContain(`href="${own && registrationUrl(desk, own)}"`)
    await ask(addSeconds(start, 24 * 3600))
    await drain(desk, addSeconds(start, 24 * 3600))
    expect(told()).toHaveLength(2)
  })

  test('60 are answered, however they come; then who asks has to sign in', async () => {
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
    expect(asked.filter((one) => one === 'registration.sign-in-needed')).toHaveLength(10)
  })

  test('who asked too often gets one answer, whether or not anybody is registered; others are not held back', async () => {
    const desk = await opened()
    const ask = (email: string, client = here) =>
      codeOf(order(desk, email, '5w22:seat', { client, expectedTotalCents: 1 }))
    await asTold(() => ask('ada@example.com'), 'already-registered')
    expect(await ask('ada@example.com')).toBe('registration.sign-in-needed')
    expect(await ask('zoe@example.com')).toBe('registration.sign-in-needed')
    expect(await ask('zoe@example.com', { ...here, address: '198.51.100.1' })).toBe('pricing.changed')
    // Who signs in registers themselves, from the same network.
    const zoe = await aPerson(desk.table, 'zoe@example.com')
    expect(await codeOf(order(desk, zoe.email, '5w22:seat', { actor: zoe, client: here }))).toBe('placed')
  })

  test.each(['signed in', 'not signed in'])(
    '%s, by handing a seat on: counted, and the person is told',
    async (how) => {
      const desk = await opened()
      const mallory = await aPerson(desk.table, 'mallory@example.com')
      const actor: Actor = how === 'signed in' ? mallory : visitor
      const own = await placed(desk, mallory.email, '5w22:seat', { actor, client: here })
      const key = { order: own.id, registration: own.seats[0]?.registration ?? '' }
      const ask = () =>
        codeOf(correctSeat(desk, key, { email: 'ada@example.com', name: 'Ada' }, { actor, client: here }, start))
      await asTold(ask, 'registration.already-registered')
      const refusal = how === 'signed in' ? 'identity.too-many-attempts' : 'registration.sign-in-needed'
      expect(await ask()).toBe(refusal)
      await drain(desk)
      expect(desk.mails({ to: 'ada@example.com', template: 'already-registered' })).toHaveLength(1)
    },
  )

  test('by joining the waiting list: counted, and the person is told', async () => {
    const desk = await opened(1)
    const ask = (email: string) => {
      const request = WaitingRequest.parse({ sku: '5w22:seat', email, name: 'Someone' })
      return codeOf(joinWaitingList(desk, request, visitor, start, here))
    }
    await asTold(() => ask('ada@example.com'), 'already-registered')
    expect(await ask('ada@example.com')).toBe('registration.sign-in-needed')
    expect(await ask('zoe@example.com')).toBe('registration.sign-in-needed')
    await drain(desk)
    expect(desk.mails({ to: 'ada@example.com', template: 'already-registered' })).toHaveLength(1)
  })

  test('signed in, about someone else: counted by person; for whom they registered, and for themselves, never', async () => {
    const desk = await opened()
    const mallory = await aPerson(desk.table, 'mallory@example.com')
    const forOther = (email: string) =>
      codeOf(
        order(desk, mallory.email, '5w22:seat', {
          actor: mallory,
          client: here,
          attendees: [{ sku: '5w22:seat', email, name: 'Someone' }],
        }),
      )
    await asTold(() => forOther('ada@example.com'), 'already-registered')
    expect(await forOther('ada@example.com')).toBe('identity.too-many-attempts')
    const ben = await aPerson(desk.table, 'ben@example.com')
    const team = { actor: ben, client: here, attendees: [{ sku: '5w22:seat', email: 'cy@example.com', name: 'Cy' }] }
    await desk.stripe.pay(sessionOf(await placed(desk, ben.email, '5w22:seat', team)))
    for (let time = 0; time < 61; time += 1) {
      expect(await codeOf(order(desk, ben.email, '5w22:seat', team))).toBe('already-registered')
    }
    await drain(desk)
    expect(desk.mails({ template: 'already-registered' }).map(({ to }) => to)).toEqual([['ada@example.com']])
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
