import { coverOf, getEvent, getProduct, setPicture } from '@lectern/core/catalog'
import { coverAddress, type ShelvedCover } from '@lectern/core/covers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type House, openHouse, publish } from './support.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
  await publish(house, { tickets: [{ slug: 'seat', name: 'Seat', priceCents: 0 }] })
  const formats = [{ name: 'E-book', type: 'download', priceCents: 1999 }]
  await house.admin('POST', '/api/admin/products', { slug: 'guide', title: 'The Guide', authors: ['Karl'], formats })
})
afterAll(() => house.close())

const uploaded = { id: 'picture-1', width: 1200, height: 800, focus: { x: 0.5, y: 0.5 } }

const imagesOf = (thing: ShelvedCover, format: 'card' | 'book') => {
  const url = (name: 'card' | 'book' | 'og') => `${house.services.siteUrl}${coverAddress(thing, name)}`
  const size = format === 'card' ? { width: 900, height: 600 } : { width: 400, height: 600 }
  return { image: { url: url(format), ...size }, shareImage: { url: url('og'), width: 1200, height: 630 } }
}

describe('programs are told where the picture is, and how large', () => {
  test.each([
    ['an event', 'events', '5w22', 'card', getEvent],
    ['a title', 'products', 'guide', 'book', getProduct],
  ] as const)('of %s: drawn, then uploaded', async (_, path, slug, format, get) => {
    const shown = async () => {
      const { body: one } = await house.call('GET', `/api/${path}/${slug}`)
      const { body: list } = await house.call('GET', `/api/${path}`)
      const { body: admins } = await house.admin('GET', `/api/admin/${path}/${slug}`)
      const all = [one, list.items[0], admins].map(({ image, shareImage }) => ({ image, shareImage }))
      expect(new Set(all.map((images) => JSON.stringify(images))).size).toBe(1)
      return all[0]
    }
    const thing = async () => coverOf(await get(house.table, slug))
    const drawn = await shown()
    expect(drawn).toEqual(imagesOf(await thing(), format))
    expect([drawn?.image.url, drawn?.shareImage.url]).toEqual([
      expect.stringMatching(/\.svg$/),
      expect.stringMatching(/\.png$/),
    ])
    const shelf = path === 'events' ? 'events' : 'titles'
    await setPicture(house.table, shelf, slug, uploaded, house.clock.now)
    expect(await shown()).toEqual(imagesOf(await thing(), format))
    expect([(await shown())?.image.url, (await shown())?.shareImage.url]).toEqual([
      expect.stringMatching(/\.webp$/),
      expect.stringMatching(/\.jpg$/),
    ])
  })
})
