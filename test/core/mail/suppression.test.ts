import {
  digestOfAddress,
  findSuppression,
  listMessages,
  listSuppressions,
  type MailEvent,
  type Notice,
  sendBatch,
  sendMail,
  sendSignInCode,
  takeMailEvent,
  unsuppress,
} from '@lectern/core/mail'
import { erased } from '@lectern/core/platform'
import { describe, expect, test } from 'vitest'
import { blankSuppression } from '../../../packages/core/src/mail/suppression-store.ts'
import { minutes } from '../../support/build.ts'
import { drain, openDesk, type TestDesk } from '../../support/desk.ts'
import { freshTable } from '../../support/table.ts'
import { itemsWith } from '../../support/whole-table.ts'

const ada = 'ada@example.com'
const transactional = (to = ada, number = 1): Notice<'hold-expired'> => ({
  template: 'hold-expired',
  to,
  key: `hold-expired:ord_${number}`,
  props: { name: 'Ada', titles: ['KPIs'], catalogueUrl: 'https://lectern.example/events' },
})
const optional = (to = ada, number = 1): Notice<'title-released'> => ({
  template: 'title-released',
  to,
  key: `title-released:${number}`,
  props: { name: 'Ada', title: 'Month', edition: '4.0', titlesUrl: 'https://lectern.example/account/titles' },
})
const told = (what: Partial<MailEvent> = {}): MailEvent => ({
  ...{ id: 'e1', type: 'email.bounced', at: minutes(1), key: 'receipt:ord_1', state: 'bounced', to: ada },
  ...{ suppresses: 'bounced', words: 'No such mailbox' },
  ...what,
})
const complaint = (what: Partial<MailEvent> = {}) =>
  told({ type: 'email.complained', state: 'complained', suppresses: 'complained', words: undefined, ...what })
const state = async (desk: TestDesk, key: string) =>
  (await listMessages(desk.table, { limit: 100 })).items.find((one) => one.key === key)?.state

describe('an address whose mail came back for good', () => {
  test('is mailed nothing, which is recorded, and its code for signing in all the same', async () => {
    const desk = await openDesk()
    await takeMailEvent(desk.table, told())
    await sendMail(desk, minutes(2), transactional())
    await sendMail(desk, minutes(2), optional())
    expect(desk.resend.count()).toBe(0)
    expect(await state(desk, 'hold-expired:ord_1')).toBe('suppressed')
    expect(await state(desk, 'title-released:1')).toBe('suppressed')
    await sendSignInCode(desk, {
      email: ada,
      code: '123456',
      minutes: 10,
      linkUrl: 'https://example.com/link',
      browserUrl: 'https://lectern.example/sign-in/browser/x',
    })
    expect(desk.mails().map(({ template }) => template)).toEqual(['sign-in-code'])
  })

  test('is found whatever its letters look like, and is left out of a batch', async () => {
    const desk = await openDesk()
    await takeMailEvent(desk.table, told({ to: ' Ada@Example.com' }))
    const batch = { key: 'b', notices: [optional(ada, 1), optional('eve@example.com', 2)] }
    await sendBatch(desk, batch, minutes(2))
    expect(desk.mails().map(({ to }) => to)).toEqual([['eve@example.com']])
    expect(await state(desk, 'title-released:1')).toBe('suppressed')
  })

  test('is mailed again once it is taken off the list, by the provider too', async () => {
    const desk = await openDesk()
    desk.resend.suppressed.add(ada)
    await takeMailEvent(desk.table, told())
    await sendMail(desk, minutes(2), transactional())
    expect(await unsuppress(desk.table, digestOfAddress(ada), minutes(3))).toBe(true)
    expect(await unsuppress(desk.table, digestOfAddress(ada), minutes(3))).toBe(false)
    expect(await drain(desk, minutes(3))).toEqual([])
    expect([...desk.resend.suppressed]).toEqual([])
    expect((await listSuppressions(desk.table, { limit: 10 })).items).toEqual([])
    await sendMail(desk, minutes(4), transactional())
    expect(await state(desk, 'hold-expired:ord_1')).toBe('sent')
  })

  test('stays off the list when what was told before comes late or again, and returns when its mail comes back again', async () => {
    const table = await freshTable()
    const address = digestOfAddress(ada)
    await takeMailEvent(table, told())
    await unsuppress(table, address, minutes(3))
    await takeMailEvent(table, told())
    await takeMailEvent(table, complaint({ at: minutes(2) }))
    expect(await findSuppression(table, address)).toBeUndefined()
    await takeMailEvent(table, told({ at: minutes(4), words: undefined }))
    expect(await findSuppression(table, address)).toEqual({
      ...{ address, email: ada, why: 'bounced', since: minutes(4) },
    })
  })
})

describe('an address whose reader complained', () => {
  test('is told what it must be told, and nothing else', async () => {
    const desk = await openDesk()
    await takeMailEvent(desk.table, complaint())
    const batch = { key: 'b', notices: [optional(ada, 1), transactional(ada, 2)] }
    await sendBatch(desk, batch, minutes(2))
    await sendMail(desk, minutes(2), transactional(ada, 3))
    expect(desk.mails().map(({ template }) => template)).toEqual(['hold-expired', 'hold-expired'])
    expect(await state(desk, 'title-released:1')).toBe('suppressed')
  })

  test('weighs less than one whose mail came back, in whichever order both are told', async () => {
    const table = await freshTable()
    await takeMailEvent(table, complaint({ to: 'a@example.com' }))
    await takeMailEvent(table, told({ to: 'a@example.com', at: minutes(2) }))
    await takeMailEvent(table, told({ to: 'b@example.com' }))
    await takeMailEvent(table, complaint({ to: 'b@example.com', at: minutes(2) }))
    const { items } = await listSuppressions(table, { limit: 10 })
    expect(items.map(({ email, why, since }) => [email, why, since])).toEqual([
      ['a@example.com', 'bounced', minutes(2)],
      ['b@example.com', 'bounced', minutes(1)],
    ])
  })
})

describe('what suppresses nobody', () => {
  test.each([
    ['a mail that came back for now', told({ suppresses: undefined })],
    ['a mail of someone else on the same account', { ...told(), key: undefined } as unknown as MailEvent],
    ['a mail to nobody in particular', { ...told(), to: undefined } as unknown as MailEvent],
  ])('%s', async (_, event) => {
    const table = await freshTable()
    await takeMailEvent(table, event)
    expect((await listSuppressions(table, { limit: 10 })).items).toEqual([])
  })
})

test('the list is read page by page, the newest first', async () => {
  const table = await freshTable()
  for (let number = 0; number < 5; number += 1) {
    await takeMailEvent(table, told({ to: `p${number}@example.com`, at: minutes(number % 3) }))
  }
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await listSuppressions(table, { cursor, limit: 2 })
    seen.push(...page.items.map(({ email, since }) => `${since} ${email}`))
    cursor = page.next
  } while (cursor !== undefined)
  expect(seen).toHaveLength(5)
  expect(new Set(seen).size).toBe(5)
  expect(seen.map((one) => one.slice(0, 20))).toEqual([2, 1, 1, 0, 0].map((minute) => minutes(minute)))
})

test('an address that is erased stays on the list without being named', async () => {
  const table = await freshTable()
  await takeMailEvent(table, told({ words: 'No mailbox ada@example.com here' }))
  const address = digestOfAddress(ada)
  await blankSuppression(table, address)
  await blankSuppression(table, digestOfAddress('nobody@example.com'))
  expect(await itemsWith(table, 'ada@')).toEqual([])
  expect(await findSuppression(table, address)).toMatchObject({ email: erased, why: 'bounced' })
})
