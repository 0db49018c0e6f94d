import { listMessages, type Notice, sendBatch, sendMail } from '@lectern/core/mail'
import { erased } from '@lectern/core/platform'
import { describe, expect, test } from 'vitest'
import { findBatch } from '../../../packages/core/src/mail/batch-store.ts'
import { recordDelivery } from '../../../packages/core/src/mail/message-store.ts'
import { minutes, start } from '../../support/build.ts'
import { openDesk, type TestDesk } from '../../support/desk.ts'
import { dyingAfter } from '../../support/dying-table.ts'
import { meter } from '../../support/meter.ts'
import { freshTable } from '../../support/table.ts'

const notice = (number: number, more: Partial<Notice<'hold-expired'>> = {}): Notice<'hold-expired'> => ({
  template: 'hold-expired',
  to: `person${number}@example.com`,
  key: `hold-expired:ord_${number}`,
  props: { name: `Person ${number}`, titles: ['KPIs'], catalogueUrl: 'https://lectern.example/events' },
  ...more,
})
const notices = (count: number) => Array.from({ length: count }, (_, index) => notice(index))
const key = 'reminder:kpis:1:0'

const records = async (desk: TestDesk) => (await listMessages(desk.table, { limit: 500 })).items
const states = async (desk: TestDesk) =>
  Object.fromEntries((await records(desk)).map(({ to, state }) => [to.split('@')[0], state]))
const received = (desk: TestDesk) => desk.mails().map(({ to }) => String(to).split('@')[0])
const names = (count: number) => Array.from({ length: count }, (_, index) => `person${index}`)
const requests = (desk: TestDesk) => new Set(desk.mails().map(({ idempotencyKey }) => idempotencyKey)).size

/** A desk whose sender dies at one point: after the batch was taken, or while it is being recorded. */
const dying = (desk: TestDesk): TestDesk => ({
  ...desk,
  mailer: {
    ...desk.mailer,
    sendBatch: async (...sent) => {
      await desk.mailer.sendBatch(...sent)
      throw new Error('killed after sending')
    },
  },
})

describe('a batch', () => {
  test('of a hundred goes by one request, and each mail is recorded with its own id', async () => {
    const desk = await openDesk()
    await sendBatch(desk, { key, notices: notices(100) }, start)
    expect(received(desk)).toEqual(names(100))
    expect(requests(desk)).toBe(1)
    const byAddress = new Map(desk.mails().map(({ to, id }) => [String(to), id]))
    const kept = await records(desk)
    expect(kept).toHaveLength(100)
    expect(kept.every(({ to, providerId, state }) => state === 'sent' && providerId === byAddress.get(to))).toBe(true)
    await sendBatch(desk, { key, notices: notices(100) }, minutes(5))
    expect(desk.resend.count()).toBe(100)
  })

  test('goes once when the sender dies between sending and recording: the same request under the same key', async () => {
    const desk = await openDesk()
    await expect(sendBatch(dying(desk), { key, notices: notices(30) }, start)).rejects.toThrow('killed')
    expect(await records(desk)).toEqual([])
    await sendBatch(desk, { key, notices: notices(30) }, minutes(2))
    expect(received(desk)).toEqual(names(30))
    const kept = await records(desk)
    expect(kept.map(({ providerId }) => providerId).sort()).toEqual(
      desk
        .mails()
        .map(({ id }) => id)
        .sort(),
    )
  })

  test('goes once however its mails read by then, and whatever order they are named in', async () => {
    const desk = await openDesk()
    await expect(sendBatch(dying(desk), { key, notices: notices(5) }, start)).rejects.toThrow('killed')
    const other = notices(5)
      .reverse()
      .map((one) => ({ ...one, props: { ...one.props, titles: ['Another title'] } }))
    await sendBatch(desk, { key, notices: other }, minutes(2))
    expect(received(desk)).toEqual(names(5))
    expect(new Set(desk.mails().map(({ text }) => text?.includes('KPIs')))).toEqual(new Set([true]))
    expect((await records(desk)).every(({ providerId }) => providerId !== undefined)).toBe(true)
  })

  test('cut off in the middle of recording has the rest recorded, and keeps what was told meanwhile', async () => {
    const desk = await openDesk()
    const table = await freshTable()
    const revive = dyingAfter(table, 'message#hold-expired', 3)
    const there = { ...desk, table }
    await expect(sendBatch(there, { key, notices: notices(6) }, start)).rejects.toThrow('killed')
    await expect.poll(() => records(there)).toHaveLength(3)
    const first = await records(there)
    await recordDelivery(table, first[0]?.key ?? '', 'delivered', { at: minutes(1) })
    revive()
    await sendBatch(there, { key, notices: notices(6) }, minutes(2))
    expect(received(desk)).toEqual(names(6))
    const after = await records(there)
    expect(after).toHaveLength(6)
    expect(after.filter(({ state }) => state === 'delivered').map((one) => one.key)).toEqual([first[0]?.key])
    expect(after.every(({ providerId }) => providerId !== undefined)).toBe(true)
  })

  test('whose recording is finished after the provider has forgotten its key is not sent again', async () => {
    const desk = await openDesk()
    const table = await freshTable()
    const revive = dyingAfter(table, 'message#hold-expired', 2)
    const there = { ...desk, table }
    await expect(sendBatch(there, { key, notices: notices(4) }, start)).rejects.toThrow('killed')
    revive()
    desk.clock.now = minutes(25 * 60)
    await sendBatch(there, { key, notices: notices(4) }, desk.clock.now)
    expect(received(desk)).toEqual(names(4))
    expect(await states(there)).toEqual(Object.fromEntries(names(4).map((name) => [name, 'sent'])))
  })

  test('that was not taken yet leaves out who is no longer named, and takes in who is new', async () => {
    const desk = await openDesk()
    desk.resend.setFault({ path: /batch/, times: 1, kind: 'error-500' })
    const batch = { key, notices: notices(4) }
    await expect(sendBatch(desk, batch, start)).rejects.toMatchObject({ kind: 'unavailable' })
    await sendBatch(desk, { key, notices: [notice(0), notice(2), notice(9)] }, minutes(5))
    expect(received(desk)).toEqual(['person0', 'person2', 'person9'])
    await sendBatch(desk, batch, minutes(9))
    expect(received(desk).sort()).toEqual(['person0', 'person1', 'person2', 'person3', 'person9'])
  })

  test('that was taken is not sent to fewer a second time', async () => {
    const desk = await openDesk()
    await expect(sendBatch(dying(desk), { key, notices: notices(4) }, start)).rejects.toThrow('killed')
    await sendBatch(desk, { key, notices: [notice(0), notice(2)] }, minutes(5))
    expect(received(desk)).toEqual(names(4))
    expect(await states(desk)).toEqual({ person0: 'sent', person2: 'sent' })
  })

  test.each(['error-500', 'rate-limit', 'done-then-500', 'done-then-drop'] as const)(
    'that meets %s is left for later, and goes once',
    async (kind) => {
      const desk = await openDesk()
      desk.resend.setFault({ path: /batch/, times: 3, kind })
      const batch = { key, notices: notices(10) }
      for (let round = 0; round < 3; round += 1) {
        await expect(sendBatch(desk, batch, minutes(round))).rejects.toMatchObject({ kind: 'unavailable' })
      }
      await sendBatch(desk, batch, minutes(60))
      expect(received(desk)).toEqual(names(10))
      expect(await records(desk)).toHaveLength(10)
    },
  )

  test('passes over who was mailed for the same reason before, was erased, or is named twice', async () => {
    const desk = await openDesk()
    await sendMail(desk, start, notice(1))
    const named = [notice(0), notice(1), notice(2, { to: erased }), notice(0), notice(3)]
    await sendBatch(desk, { key, notices: named }, start)
    expect(received(desk)).toEqual(['person1', 'person0', 'person3'])
    await sendMail(desk, start, notice(0))
    expect(desk.resend.count()).toBe(3)
  })

  test('sends to the others when one has an address that is none, by our rules or by the provider’s', async () => {
    const desk = await openDesk()
    const wrong = { ...desk, mailer: { ...desk.mailer } }
    wrong.mailer.sendBatch = (mails, name) =>
      desk.mailer.sendBatch(
        mails.map((one) => (one.key.endsWith('_2') ? { ...one, mail: { ...one.mail, to: 'nobody' } } : one)),
        name,
      )
    const named = [notice(0), notice(1, { to: 'person1@example.com\r\nBcc: eve@example.com' }), notice(2), notice(3)]
    await sendBatch(wrong, { key, notices: named }, start)
    expect(received(desk)).toEqual(['person0', 'person3'])
    expect(await states(desk)).toEqual({ person0: 'sent', person1: 'failed', person2: 'failed', person3: 'sent' })
    const ids = new Map((await records(desk)).map(({ to, providerId }) => [to, providerId]))
    expect(desk.mails().map(({ to, id }) => ids.get(String(to)) === id)).toEqual([true, true])
  })

  test('sends to the others when one mail cannot be written, and goes on asking for that one', async () => {
    const desk = await openDesk()
    const unfilled = { ...notice(1), template: 'receipt', props: {} } as unknown as Notice
    const batch = { key, notices: [notice(0), unfilled, notice(2)] }
    for (const at of [start, minutes(5)]) {
      await expect(sendBatch(desk, batch, at)).rejects.toMatchObject({ code: 'mail.unwritten' })
    }
    expect(received(desk)).toEqual(['person0', 'person2'])
    await sendBatch(desk, { key, notices: notices(3) }, minutes(9))
    expect(received(desk)).toEqual(['person0', 'person2', 'person1'])
  })

  test('refused as a whole goes as single mails', async () => {
    const desk = await openDesk()
    const refusing = { ...desk, mailer: { ...desk.mailer } }
    refusing.mailer.sendBatch = (_, name) =>
      desk.mailer.sendBatch(
        Array.from({ length: 101 }, () => mailOf('x@example.com')),
        name,
      )
    await sendBatch(refusing, { key, notices: notices(3) }, start)
    expect(received(desk)).toEqual(names(3))
    expect(await findBatch(desk.table, key)).toBeUndefined()
    await sendBatch(refusing, { key, notices: notices(3) }, start)
    expect(desk.resend.count()).toBe(3)
  })

  test('sent by two at once goes once', async () => {
    const desk = await openDesk()
    const batch = { key, notices: notices(20) }
    await Promise.allSettled([1, 2, 3].map(() => sendBatch(desk, batch, start)))
    await sendBatch(desk, batch, minutes(1))
    expect(received(desk)).toEqual(names(20))
  })

  test('of more than a hundred, or with a file, is a mistake of ours, and nothing goes', async () => {
    const desk = await openDesk()
    await expect(sendBatch(desk, { key, notices: notices(101) }, start)).rejects.toThrow('101')
    const attachments = [{ filename: 'a.ics', contentType: 'text/calendar', content: 'x' }]
    await expect(sendBatch(desk, { key, notices: [notice(0, { attachments })] }, start)).rejects.toThrow('attachments')
    expect(desk.resend.count()).toBe(0)
  })

  test('costs the same for each reader, whether of ten or of a hundred', async () => {
    const costs = []
    for (const count of [10, 100]) {
      const desk = await openDesk()
      const counted = meter(desk.table)
      await sendBatch(desk, { key, notices: notices(count) }, start)
      costs.push({ reads: counted.reads() / count, writes: counted.writes() / count })
    }
    const [ten, hundred] = costs
    // Half a unit of it tells whether the reader is being erased: see docs/lagging-indexes.md.
    expect(hundred?.reads).toBeLessThanOrEqual(2.1)
    expect(hundred?.writes).toBeLessThanOrEqual(4)
    expect(hundred?.writes).toBeLessThanOrEqual(ten?.writes ?? 0)
  })
})

const mailOf = (to: string) => ({
  key: 'x',
  mail: { to, subject: 'x', html: 'x', text: 'x', template: 'receipt', attachments: [] },
})
