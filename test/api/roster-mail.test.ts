import type { Mailer } from '@lectern/core/mail'
import { withoutRecordings } from '@lectern/core/materials'
import { deliver } from '@lectern/core/notifications'
import { addSeconds, drainOutbox } from '@lectern/core/platform'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type House, openHouse, orderOf, publish } from './support.ts'

const path = '/api/admin/events/5w22/mails'
const words = { audience: 'everyone', about: 'event', subject: 'Another room', body: 'We meet in room 12.' }

let house: House
const told: string[] = []
beforeAll(async () => {
  house = await openHouse()
  await publish(house, { tickets: [{ name: 'Seat', priceCents: 0 }] })
  for (const name of ['ada', 'ben']) {
    await house.call('POST', '/api/orders', { body: orderOf(`${name}@example.com`) })
  }
  await drain()
  told.length = 0
})
afterAll(() => house.close())

const mailer: Mailer = {
  send: async ({ to }) => {
    told.push(to)
    return { id: 'mail' }
  },
  sendBatch: (batch) => Promise.all(batch.map(({ key, mail }) => mailer.send(mail, key))),
  unsuppress: async () => undefined,
  read: async () => undefined,
}

const drain = async (seconds = 0) => {
  const now = addSeconds(house.clock.now, seconds)
  await drainOutbox(
    house.table,
    () => now,
    (row) => deliver({ ...house.services, recordings: withoutRecordings, mailer }, row, now),
    (_, error) => {
      throw error
    },
  )
}

const draft = async (): Promise<string> => (await house.admin('POST', path, words)).body.id

describe('mails to a roster', () => {
  test('are drafted, changed, tested, sent once and listed with what came of them', async () => {
    const made = await house.admin('POST', path, words)
    expect([made.status, made.body]).toEqual([
      201,
      expect.objectContaining({ ...words, state: 'draft', revision: 1, recipients: { count: 2, state: 'exact' } }),
    ])
    const one = `${path}/${made.body.id}`
    const changed = await house.admin('PATCH', one, { revision: 1, subject: 'Room 12' })
    expect([changed.body.subject, changed.body.revision]).toEqual(['Room 12', 2])
    expect((await house.admin('PATCH', one, { revision: 1, subject: 'Room 13' })).body.code).toBe('roster-mail.changed')

    expect((await house.admin('POST', `${one}/test`)).status).toBe(202)
    await drain()
    expect(told.splice(0)).toEqual(['karl@lectern.example'])

    expect((await house.admin('POST', `${one}/send`, { revision: 1 })).body.code).toBe('roster-mail.changed')
    const sends = await Promise.all([1, 2, 3].map(() => house.admin('POST', `${one}/send`, { revision: 2 })))
    expect(sends.map(({ status, body }) => [status, body.state])).toEqual([1, 2, 3].map(() => [202, 'scheduled']))
    expect((await house.admin('PATCH', one, { revision: 2, subject: 'Late' })).body.code).toBe(
      'roster-mail.not-a-draft',
    )
    await drain(61)
    expect(told.splice(0).sort()).toEqual(['ada@example.com', 'ben@example.com'])
    const { items } = (await house.admin('GET', path)).body
    expect(items).toEqual([
      expect.objectContaining({ state: 'sent', expected: 2, counts: { posted: 2, unwanted: 0 }, subject: 'Room 12' }),
    ])
    expect((await house.admin('POST', `${one}/stop`)).body.code).toBe('roster-mail.not-going')
  })

  test('are taken back within a minute, and deleted as drafts', async () => {
    const one = `${path}/${await draft()}`
    await house.admin('POST', `${one}/send`)
    expect((await house.admin('DELETE', one)).body.code).toBe('roster-mail.not-a-draft')
    const back = await house.admin('POST', `${one}/stop`)
    expect([back.status, back.body.state, back.body.revision]).toEqual([200, 'draft', 2])
    await drain(120)
    expect(told).toEqual([])
    expect((await house.admin('DELETE', one)).status).toBe(204)
    expect((await house.admin('GET', one)).status).toBe(404)
  })

  test('are counted in the background when asked', async () => {
    const one = `${path}/${await draft()}`
    expect((await house.admin('POST', `${one}/count`)).body.recipients.state).toBe('counting')
    await drain()
    expect((await house.admin('GET', one)).body.recipients).toEqual({ count: 2, state: 'exact' })
  })

  test.each([
    ['a line break in the subject', { subject: 'Hello\r\nBcc: all@example.com' }],
    ['an audience that is none', { audience: { absentFrom: 'ses_1' } }],
    ['a ticket that the event has not', { audience: { ticket: 'vip' } }],
    ['an empty body', { body: ' ' }],
    ['a field that we do not know', { html: '<b>' }],
  ])('with %s are refused, and nothing is kept', async (_, wrong) => {
    const before = await house.countItems()
    const answer = await house.admin('POST', path, { ...words, ...wrong })
    expect([answer.status, answer.body.code]).toEqual([400, 'input.invalid'])
    expect(await house.countItems()).toBe(before)
  })

  test('are for admins, and belong to their event', async () => {
    const id = await draft()
    const key = await house.keyOf('ada@example.com')
    expect((await house.call('GET', path, { bearer: key })).status).toBe(404)
    expect((await house.call('POST', `${path}/${id}/send`, { bearer: key, body: {} })).status).toBe(404)
    expect((await house.call('POST', path, { body: words })).status).toBe(401)
    await publish(house, { slug: 'other' })
    expect((await house.admin('GET', `/api/admin/events/other/mails/${id}`)).status).toBe(404)
    await house.admin('POST', '/api/admin/events/other/cancel', {})
    expect((await house.admin('POST', '/api/admin/events/other/mails', words)).body.code).toBe('roster-mail.no-roster')
  })

  test('leave a trace in the audit log: who did what with which mail', async () => {
    const id = await draft()
    await house.admin('POST', `${path}/${id}/send`)
    await house.admin('POST', `${path}/${id}/stop`)
    const { items } = (await house.admin('GET', `/api/admin/audit?subject=${id}`)).body
    expect(items.map(({ action }: { action: string }) => action)).toEqual([
      'roster-mail.stop',
      'roster-mail.send',
      'roster-mail.create',
    ])
  })
})
