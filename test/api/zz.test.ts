import { test } from 'vitest'
import { openHouse, orderOf, publish } from './support.ts'
test('zz', async () => {
  const house = await openHouse()
  console.log((await publish(house, {
      kind: 'breakout',
      slug: 'breakout',
      access: 'everyone',
      schedule: { startsAt: '2024-04-25T09:00', durationMinutes: 60 },
      tickets: [{ name: 'Seat', priceCents: 0 }],
    })).status)
  const body = orderOf('ten@example.com', { lines: [{ sku: 'breakout:seat', quantity: 1 }] })
  console.log((await Promise.all([1,2,3,4].map(() => house.call('POST', '/api/orders', { body })))).map((a) => a.text.slice(0,200)))
  await publish(house, { slug: 'webhooks' })
    const placed = await house.call('POST', '/api/orders', {
      body: orderOf('hooks@example.com', { lines: [{ sku: 'webhooks:seat' }] }),
    })
    const session = placed.body.checkoutUrl.split('/').at(-1)
    console.log(await house.till.pay(session))
  house.till.setFault({ path: /checkout\/sessions/, times: 20, kind: 'error-500' })
  console.log((await house.call('POST', '/api/orders', { body:  orderOf('x@example.com', { lines: [{ sku: 'webhooks:seat' }] }) })).text)
  console.log(house.logged)
})
