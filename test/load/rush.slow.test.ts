import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Platform, startPlatform } from '../../packages/local/src/platform.ts'
import { type Client, createClient, inParallel } from './client.ts'

let platform: Platform
let client: Client

beforeAll(async () => {
  platform = await startPlatform({ port: 0, sample: 'none', log: () => {} })
  client = createClient(
    () => platform.url,
    () => platform.adminKey,
  )
})
afterAll(() => platform.stop())

const rush = (count: number, sku: string) =>
  inParallel(count, count, (index) =>
    client.call('POST', '/api/orders', {
      lines: [{ sku, quantity: 1 }],
      codes: [],
      buyer: { email: `rush-${sku.split(':')[0]}-${index}@load.example`, name: `Buyer ${index}` },
    }),
  )

test.each([
  ['paid', 39900, 'awaiting-payment'],
  ['free', 0, 'confirmed'],
])(
  '200 buyers at once on 20 %s seats: exactly 20 get one, the rest are told that it is sold out',
  async (slug, priceCents, status) => {
    await client.publish({ slug: `${slug}-rush`, capacity: 20, tickets: [{ name: 'Seat', priceCents }] })
    const answers = await rush(200, `${slug}-rush:seat`)
    expect(answers.filter((answer) => answer.status === 201 && answer.body.status === status)).toHaveLength(20)
    expect(
      answers.filter((answer) => answer.status === 409 && answer.body.code === 'registration.sold-out'),
    ).toHaveLength(180)
    const { body } = await client.call('GET', `/api/events/${slug}-rush`)
    expect((body.tickets as { remaining: number }[])[0]?.remaining).toBe(0)
  },
)

test('1,000 free registrations at once on an uncapped webinar: all succeed, none conflicts', async () => {
  await client.publish({ slug: 'open-rush', tickets: [{ name: 'Seat', priceCents: 0 }] })
  const answers = await rush(1000, 'open-rush:seat')
  expect(answers.filter((answer) => answer.status === 201 && answer.body.status === 'confirmed')).toHaveLength(1000)
  expect(await client.all('/api/admin/registrations?event=open-rush')).toHaveLength(1000)
})
