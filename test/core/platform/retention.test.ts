import { ensurePerson, importApiKey, saveSession, sessionSeconds } from '@lectern/core/identity'
import {
  announce,
  commit,
  epochSeconds,
  type Instant,
  keptSince,
  keptUntil,
  listFailed,
  listWaiting,
  once,
  outboxAttempts,
  outboxShards,
  postpone,
  redeliver,
  retention,
} from '@lectern/core/platform'
import { joinWaitingList, registrationTopics } from '@lectern/core/registration'
import { expect, test } from 'vitest'
import { aWebinar, minutes, placed, start } from '../../support/build.ts'
import { drain, openDesk } from '../../support/desk.ts'
import { freshTable } from '../../support/table.ts'
import { topicOf } from '../../support/topic.ts'
import { wholeTable } from '../../support/whole-table.ts'

const day = 24 * 3600
const entityOf = (item: Record<string, unknown>) => String(item.__edb_e__)

test('periods are as they were decided', () => {
  const days = Object.fromEntries(Object.entries(retention).map(([kind, { seconds }]) => [kind, seconds / day]))
  expect(days).toEqual({
    session: 30,
    idempotency: 1,
    'order-key': 7,
    'parked-form': 1 / 24,
    unpaid: 30,
    'payment-event': 7,
    'zoom-recording': 7,
    'zoom-download': 1,
    'outbox-failed': 90,
    waiting: 365,
    'next-run': 730,
    'office-hour': 365,
    'check-in': 365,
    'door-staff': 30,
    'recent-registration': 1,
    erasure: 2,
    'mail-batch': 2,
    message: 730,
    opening: 730,
    audit: 730,
    order: 3653,
  })
  expect(sessionSeconds).toBe(30 * day)
  const from: Instant = '2024-01-01T00:00:00Z'
  expect(keptUntil('outbox-failed', from)).toBe('2024-03-31T00:00:00Z')
  expect(keptSince('outbox-failed', keptUntil('outbox-failed', from))).toBe(from)
})

test('what is made carries the moment at which the table forgets it', async () => {
  const desk = await openDesk()
  const { table } = desk
  // Its one session ends on April 10, 2024 at 17:30 UTC.
  await aWebinar(table, { tickets: [{ slug: 'seat', name: 'Seat', priceCents: 0, capacity: 1 }] })
  await placed(desk, 'ada@example.com', 'kpis:seat', { key: 'once' })
  await joinWaitingList(desk, { sku: 'kpis:seat', email: 'mia@example.com', name: 'Mia' }, { kind: 'visitor' }, start)
  await drain(desk)
  const person = await ensurePerson(table, { email: 'ada@example.com', name: 'Ada' }, start)
  await importApiKey(table, person, 'lk_tests_of-retention', 'Tests', start)
  await saveSession(table, { token: 't', person, createdAt: start, expiresAt: minutes(60) })
  await once(table, { scope: 's', key: 'k', hash: 'h' }, start, async () => ({ status: 200, body: {} }))
  const ends = new Map((await wholeTable(table)).map((item) => [entityOf(item), item.ttl]))
  expect(Object.fromEntries(ends)).toMatchObject({
    waiting: epochSeconds('2025-04-10T17:30:00Z'),
    message: epochSeconds(start) + 730 * day,
    'order-key': epochSeconds(start) + 7 * day,
    idempotency: epochSeconds(start) + day,
    session: epochSeconds(minutes(60)),
  })
  for (const kind of ['person', 'order', 'registration', 'grant', 'api-key', 'event', 'seats']) {
    expect([kind, ends.has(kind), ends.get(kind)]).toEqual([kind, true, undefined])
  }
})

test('an announcement that gave up is kept for 90 days, and one that is sent again has no end', async () => {
  const table = await freshTable()
  await commit(table, [announce(table, topicOf('tests'), {}, start)])
  const waiting = async () =>
    (await Promise.all(Array.from({ length: outboxShards }, (_, shard) => listWaiting(table, shard, 5)))).flat()
  const [row] = await waiting()
  if (!row) throw new Error('no row')
  await postpone(table, { ...row, attempts: outboxAttempts - 1 }, 'no answer', start)
  expect((await wholeTable(table)).map(({ ttl }) => ttl)).toEqual([epochSeconds(start) + 90 * day])
  expect(await listFailed(table)).toMatchObject([{ id: row.id }])
  expect(await redeliver(table, row.id, start)).toBe(true)
  expect((await wholeTable(table)).map(({ ttl }) => ttl)).toEqual([undefined])
})

test('a row that is due later waits until then', async () => {
  const desk = await openDesk()
  await commit(desk.table, [
    announce(desk.table, registrationTopics.refundFailed, { order: 'ord_1', refund: 'ref_1' }, start, {
      key: 'later',
      dueAt: minutes(15),
    }),
  ])
  await drain(desk, minutes(14))
  expect(await wholeTable(desk.table)).toHaveLength(1)
  await drain(desk, minutes(15))
  expect(await wholeTable(desk.table)).toEqual([])
})
