import { createProduct, NewProduct } from '@lectern/core/catalog'
import { listAudit } from '@lectern/core/identity'
import type { Order } from '@lectern/core/registration'
import { orderNumber } from '@lectern/core/registration'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AdminSite, openAdminSite, textOf } from '../../support/admin-site.ts'
import { makeEvent, salesClass } from '../../support/program.ts'

let site: AdminSite
let order: Order
beforeAll(async () => {
  site = await openAdminSite()
  const { table, clock } = site
  const event = await makeEvent(table, salesClass, clock.now)
  await makeEvent(table, { ...salesClass, slug: 'sales-again', title: 'Sales again' }, clock.now, { draft: true })
  const formats = [{ name: 'E-book', type: 'download', priceCents: 1999 }]
  await createProduct(table, NewProduct.parse({ slug: 'pipeline', title: 'Sales pipeline', formats }), clock.now)
  order = await site.order(event, { email: 'dana@example.com', name: 'Dana Goulston' })
})
afterAll(() => site.stop())

/** What's found, group by group, by where it leads. */
const find = async (q: string): Promise<Record<string, string[]>> => {
  const html = await (await site.admin.get(`/admin/find?q=${encodeURIComponent(q)}`)).text()
  const groups = [...html.matchAll(/data-group="([^"]*)".*?<\/section>/gs)]
  return Object.fromEntries(
    groups.map(([group, name = '']) => [name, [...group.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href)]),
  )
}

describe('finding', () => {
  test('a person by the whole address, with their orders', async () => {
    const found = await find('Dana@Example.com')
    expect(found).toEqual({
      People: [`/admin/people/${order.buyer.personId}`],
      Orders: [`/admin/orders/${order.id}`],
    })
    expect(await find('dana@example')).toEqual({})
  })

  test('an order by its number, however it is written', async () => {
    const number = orderNumber(order)
    for (const typed of [number, number.toLowerCase(), number.slice(2)]) {
      expect((await find(typed)).Orders).toEqual([`/admin/orders/${order.id}`])
    }
    expect(await find('L-99999')).toEqual({})
  })

  test('events, drafts among them, titles, and pages by a word', async () => {
    expect(await find('sales')).toEqual({
      Events: [`/admin/events/${order.lines[0]?.sku.split(':')[0]}`, '/admin/events/sales-again'],
      Titles: ['/admin/store/pipeline'],
      Pages: ['/admin/sales'],
    })
    expect((await find('simul')).Pages).toBeUndefined()
    expect((await find('try a')).Pages).toEqual(['/admin/simulator'])
  })

  test('shows every page of the admin while nothing is typed, and says when there is nothing', async () => {
    expect((await find('')).Pages).toEqual(expect.arrayContaining(['/admin', '/admin/orders', '/admin/settings']))
    expect(textOf(await (await site.admin.get('/admin/find?q=zzzz')).text())).toContain('Nothing for “zzzz”.')
  })

  test('is recorded where it tells of people, and of nothing else', async () => {
    const kept = async () =>
      (await listAudit(site.table, { limit: 100 }, site.services.realNow())).items.filter(
        ({ action }) => action === 'person.list',
      ).length
    const before = await kept()
    await find('sales')
    expect(await kept()).toBe(before)
    await find('dana@example.com')
    expect(await kept()).toBe(before + 1)
  })

  test('is for admins alone', async () => {
    const dana = site.as(await site.signIn('dana@example.com'))
    expect((await dana.get('/admin/find?q=sales')).status).toBe(404)
  })
})
