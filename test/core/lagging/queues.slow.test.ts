import { findPersonByEmail, visitor } from '@lectern/core/identity'
import { addSeconds } from '@lectern/core/platform'
import { cancelOrder, findPlaces, joinWaitingList, type Order } from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { aWebinar, level, minutes, placed, start } from '../../support/build.ts'
import { drain } from '../../support/desk.ts'
import { openLaggingDesk } from '../../support/lagging-table.ts'

const runs = 40
const slugs = Array.from({ length: runs }, (_, index) => `run-${index}`)
const later = (seconds: number) => addSeconds(start, seconds)

describe('a seat is freed while someone joins the queue, and the queue shows them two seconds late', () => {
  test(`${runs} times: the seat is offered, once, and to nobody else`, async () => {
    const desk = await openLaggingDesk(2)
    const { table } = desk
    const orders: Order[] = []
    for (const slug of slugs) {
      await aWebinar(table, { slug, capacity: 1 })
      orders.push(await placed(desk, `seated@${slug}.example`, `${slug}:seat`))
    }
    const move = async (seconds: number) => {
      desk.clock.now = later(seconds)
      expect(await drain(desk)).toEqual([])
    }
    await move(10)
    await Promise.all(
      slugs.map((slug) => {
        const waiting = { sku: `${slug}:seat`, email: `waiting@${slug}.example`, name: 'Mia' }
        return joinWaitingList(desk, waiting, visitor, desk.clock.now)
      }),
    )
    await Promise.all(orders.map(({ id }) => cancelOrder(desk, id, desk.clock.now)))
    await move(10)
    expect(desk.mails({ template: 'waiting-list-offer' })).toEqual([])
    for (const seconds of [12, 13, 20, 60, 7200]) await move(seconds)
    const offered = desk.mails({ template: 'waiting-list-offer' }).map(({ to }) => String(to))
    expect(offered.sort()).toEqual(slugs.map((slug) => `waiting@${slug}.example`).sort())
  })

  test('the queue is empty for hours: it is looked at again, ever more seldom, until the person shows', async () => {
    const desk = await openLaggingDesk(2)
    const { table } = desk
    const event = await aWebinar(table, { capacity: 1 })
    const order = await placed(desk, 'ada@example.com', 'kpis:seat')
    expect(await drain(desk)).toEqual([])
    table.hold()
    await joinWaitingList(desk, { sku: 'kpis:seat', email: 'mia@example.com', name: 'Mia' }, visitor, start)
    await cancelOrder(desk, order.id, start)
    for (let minute = 0; minute < 180; minute += 10) {
      desk.clock.now = minutes(minute)
      expect(await drain(desk)).toEqual([])
    }
    expect(await level(table, event)).toEqual({ taken: 0, waiting: 1 })
    await table.catchUp()
    desk.clock.now = minutes(260)
    expect(await drain(desk)).toEqual([])
    expect(await level(table, event)).toEqual({ taken: 1, waiting: 0 })
    const mia = await findPersonByEmail(table, 'mia@example.com')
    expect(await findPlaces(table, [{ sku: 'kpis:seat', personId: mia?.id ?? '' }])).toMatchObject([
      { status: 'offered' },
    ])
  })
})
