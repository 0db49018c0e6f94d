import { cancelEvent, rescheduleSession } from '@lectern/core/catalog'
import { addSeconds, commit, type Instant, shardOf } from '@lectern/core/platform'
import {
  endForCancelledEvent,
  noteRecent,
  pendingRegistration,
  type Registration,
  readRosterShard,
  rosterShards,
  settleCheckout,
  walkRoster,
} from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { anEvent, aWebinar, minutes, orderNow, placed, registrationsNow, start } from '../../support/build.ts'
import { drain, providerRefunds, sessionOf, type TestDesk } from '../../support/desk.ts'
import { type LaggingTable, openLaggingDesk } from '../../support/lagging-table.ts'

type Lagging = TestDesk & { table: LaggingTable }

const runs = 40
const lag = 2

/** Moves the clock, and does what is due. */
const until = async (desk: Lagging, now: Instant): Promise<void> => {
  desk.clock.now = now
  expect(await drain(desk)).toEqual([])
}

/** How many mails of a template each address got. */
const mailed = (desk: Lagging, template: string): Record<string, number> => {
  const count: Record<string, number> = {}
  for (const { to } of desk.mails({ template })) count[String(to)] = (count[String(to)] ?? 0) + 1
  return count
}
const once = (addresses: string[]) => Object.fromEntries(addresses.map((email) => [email, 1]))

/** The runs side by side: eight people in the last moment of each of five events, and one who came long before. */
const slugs = ['one', 'two', 'three', 'four', 'five']
const perEvent = runs / slugs.length
const late = slugs.flatMap((slug) =>
  Array.from({ length: perEvent }, (_, index) => ({ slug, email: `late-${index}@${slug}.example` })),
)
const early = slugs.map((slug) => ({ slug, email: `early@${slug}.example` }))
const addresses = [...early, ...late].map(({ email }) => email)

const paid = async (desk: Lagging, { slug, email }: (typeof late)[number], now: Instant) => {
  const order = await placed(desk, email, `${slug}:seat`, { now })
  await desk.stripe.pay(sessionOf(order))
  await settleCheckout(desk, sessionOf(order), now)
  return order
}

/** Everyone whom the index of an event's roster shows. */
const listed = async (desk: Lagging, event: string): Promise<Registration[]> => {
  const shards = Array.from({ length: rosterShards }, (_, shard) =>
    readRosterShard(desk.table, event, shard, { limit: 25 }),
  )
  return (await Promise.all(shards)).flat()
}

describe('an engine whose indexes lag', () => {
  test('a naive walk over a roster misses who came a moment ago', async () => {
    const desk = await openLaggingDesk(lag)
    await anEvent(desk.table)
    const order = await placed(desk, 'ada@example.com', '5w22:seat')
    await cancelEvent(desk.table, '5w22', undefined, desk.clock.now)
    for (const registration of await listed(desk, '5w22'))
      await endForCancelledEvent(desk, registration, desk.clock.now)
    expect((await registrationsNow(desk, order)).map(({ status }) => status)).toEqual(['held'])
    expect(desk.table.staleReads()).toBeGreaterThan(0)
  })

  test('shows a write when the lag is over, and while it is held not until it catches up', async () => {
    const desk = await openLaggingDesk(lag)
    await aWebinar(desk.table)
    await placed(desk, 'ada@example.com', 'kpis:seat')
    desk.clock.now = addSeconds(start, lag - 1)
    expect(await listed(desk, 'kpis')).toHaveLength(0)
    desk.clock.now = addSeconds(start, lag)
    expect(await listed(desk, 'kpis')).toHaveLength(1)
    desk.table.hold()
    await placed(desk, 'bob@example.com', 'kpis:seat')
    desk.clock.now = minutes(60)
    expect(await listed(desk, 'kpis')).toHaveLength(1)
    await desk.table.catchUp()
    expect(await listed(desk, 'kpis')).toHaveLength(2)
  })
})

describe('at a lag of two seconds nobody is missed and nobody is told twice', () => {
  test(`${runs} times confirmed, then cancelled at once: everyone is refunded and told`, async () => {
    const desk = await openLaggingDesk(lag)
    await Promise.all(slugs.map((slug) => anEvent(desk.table, { slug })))
    const orders = await Promise.all(early.map((one) => paid(desk, one, minutes(0))))
    await until(desk, minutes(60))
    orders.push(...(await Promise.all(late.map((one) => paid(desk, one, minutes(60))))))
    await until(desk, minutes(60))
    await Promise.all(slugs.map((slug) => cancelEvent(desk.table, slug, 'The speaker is ill.', minutes(60))))
    await until(desk, minutes(60))
    for (const order of orders) {
      expect((await registrationsNow(desk, order)).map(({ status }) => status)).toEqual(['refunded'])
      expect(await providerRefunds(desk, await orderNow(desk, order))).toEqual([39_900])
    }
    await until(desk, minutes(61))
    await until(desk, minutes(25 * 60))
    expect(mailed(desk, 'event-cancelled')).toEqual(once(addresses))
  })

  test(`${runs} times registered, then moved: everyone gets the new time once`, async () => {
    const desk = await openLaggingDesk(lag)
    const events = await Promise.all(slugs.map((slug) => aWebinar(desk.table, { slug })))
    await Promise.all(early.map(({ slug, email }) => placed(desk, email, `${slug}:seat`)))
    await until(desk, minutes(60))
    await Promise.all(late.map(({ slug, email }) => placed(desk, email, `${slug}:seat`, { now: minutes(60) })))
    await until(desk, minutes(60))
    await Promise.all(
      events.map(({ slug, sessions }) =>
        rescheduleSession(
          desk.table,
          slug,
          { session: sessions[0]?.id ?? '', startsAt: '2024-04-11T09:00' },
          minutes(60),
        ),
      ),
    )
    await until(desk, minutes(60))
    expect(mailed(desk, 'event-moved')).toEqual(once(addresses))
    await until(desk, minutes(61))
    await until(desk, minutes(25 * 60))
    expect(mailed(desk, 'event-moved')).toEqual(once(addresses))
  })

  test('the other order: confirmed after the cancellation, which saw nobody', async () => {
    const desk = await openLaggingDesk(lag)
    await anEvent(desk.table)
    const order = await placed(desk, 'ada@example.com', '5w22:seat')
    await desk.stripe.pay(sessionOf(order), { deliver: false })
    await cancelEvent(desk.table, '5w22', undefined, minutes(0))
    await until(desk, minutes(0))
    await settleCheckout(desk, sessionOf(order), minutes(0))
    await until(desk, minutes(0))
    expect((await orderNow(desk, order)).status).toBe('refunded')
    expect(mailed(desk, 'registration-confirmed')).toEqual({})
    expect(mailed(desk, 'event-cancelled')).toEqual(once(['ada@example.com']))
  })

  test('a shard longer than a step, and all of it from the last day: each is told once', async () => {
    const desk = await openLaggingDesk(lag)
    const event = await aWebinar(desk.table)
    const shard = 3
    const ids = Array.from({ length: 2000 }, (_, index) => `per_${index}`)
    const seats = ids
      .filter((id) => shardOf(id, rosterShards) === shard)
      .slice(0, 60)
      .map((personId, index): Registration => {
        const seat = { event: event.slug, sku: 'kpis:seat', ticketName: 'Seat', orderId: `ord_${index}` }
        const person = { personId, name: `Name ${index % 7}`, email: `${personId}@example.com` }
        return { id: `reg_${index}`, ...seat, ...person, status: 'confirmed', registeredAt: minutes(0) }
      })
    await commit(
      desk.table,
      seats.map((seat) => pendingRegistration(desk.table, seat)),
    )
    await noteRecent(desk.table, seats, minutes(0))
    desk.clock.now = minutes(1)
    const walked: string[][] = []
    for (let after: string | undefined, done = false; !done; ) {
      const step = await walkRoster(desk.table, { event: event.slug, shard, after, limit: 25 }, minutes(1))
      walked.push([...step.recent, ...step.listed].map(({ id }) => id))
      after = step.next
      done = after === undefined
    }
    expect(walked.every((step) => step.length <= 25)).toBe(true)
    expect(new Set(walked.flat())).toEqual(new Set(seats.map(({ id }) => id)))
  })
})
