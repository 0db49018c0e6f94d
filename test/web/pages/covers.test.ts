import { coverOf, createProduct, getCourse, getEvent, getInstructor, NewProduct } from '@lectern/core/catalog'
import { type CoverFormat, cover, coverAddress } from '@lectern/core/covers'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AdminSite, openAdminSite } from '../../support/admin-site.ts'
import { columbus, kpiWebinar, makeEvent, seedProgram } from '../../support/program.ts'

let site: AdminSite
beforeAll(async () => {
  site = await openAdminSite()
  await seedProgram(site.table, site.clock.now)
  await makeEvent(site.table, { ...kpiWebinar, slug: 'draft-talk' }, site.clock.now, { draft: true })
  const invited = { ...columbus, slug: 'secret', access: 'invited', invited: ['ada@example.com'] } as const
  await makeEvent(site.table, invited, site.clock.now)
  for (const [slug, status] of [
    ['guide', 'on-sale'],
    ['next-book', 'draft'],
  ]) {
    const formats = [{ name: 'E-book', type: 'download', priceCents: 1999 }]
    const title = NewProduct.parse({ slug, title: 'The Guide', authors: ['Karl W. Palachuk'], status, formats })
    await createProduct(site.table, title, site.clock.now)
  }
})
afterAll(() => site.stop())

/** Of 255, over all pixels: colors of a palette differ a little from what was drawn. */
const meanDifference = (one: Buffer, other: Buffer): number => {
  const channels = Math.round(other.length / (1200 * 630))
  let sum = 0
  for (let at = 0; at < 1200 * 630; at += 1) sum += Math.abs((one[at * 3] ?? 0) - (other[at * channels] ?? 0))
  return sum / (1200 * 630)
}

const bare = (address: string): string => address.replace(/\.[a-z0-9]+\.svg$/, '.svg')

const eventCover = async (slug: string, format: CoverFormat = 'card'): Promise<string> =>
  coverAddress(coverOf(await getEvent(site.table, slug)), format)

describe('a cover at its address', () => {
  test('is what is drawn of the event, kept for a year, and can do nothing', async () => {
    const address = await eventCover('kpis-and-slas')
    const answer = await site.request(address)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/svg+xml'])
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'; sandbox")
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(await answer.text()).toBe(cover(coverOf(await getEvent(site.table, 'kpis-and-slas')), 'card'))
  })

  test('of a title and of a course is there too', async () => {
    const book = await site.request('/covers/titles/guide-book.svg')
    expect((await site.request(book.headers.get('location') ?? '')).status).toBe(200)
    const course = coverOf(await getCourse(site.table, 'professional-sales'))
    expect((await site.request(coverAddress(course, 'card'))).status).toBe(200)
  })

  test('for a shared link says who teaches, and whose site it is', async () => {
    const [event, karl] = [
      await getEvent(site.table, 'kpis-and-slas'),
      await getInstructor(site.table, 'karl-palachuk'),
    ]
    const told = coverOf(event, { instructors: [karl], organizer: site.services.organizer.name })
    const answer = await site.request(coverAddress(told, 'og'))
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png'])
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    const picture = Buffer.from(await answer.arrayBuffer())
    const drawn = await sharp(Buffer.from(cover(told, 'og')))
      .raw()
      .toBuffer()
    expect(await sharp(picture).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 })
    expect(meanDifference(await sharp(picture).flatten().raw().toBuffer(), drawn)).toBeLessThan(2)
  })

  test.each([
    ['mail', 1200, 400],
    ['mailsquare', 216, 216],
    ['mailbook', 200, 300],
  ] as const)('for mail is a PNG: %s', async (format, width, height) => {
    const answer = await site.request(await eventCover('kpis-and-slas', format))
    const picture = await sharp(await answer.arrayBuffer()).metadata()
    expect(picture).toMatchObject({ format: 'png', width, height })
    expect(picture.size).toBeLessThan(40_000)
  })

  test('for mail about an event for invited people is shown at its right address, and nobody is led there', async () => {
    const right = await eventCover('secret', 'mail')
    const answer = await site.request(right)
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'private, no-cache'])
    expect((await site.request(right.replace(/[a-z0-9]+\.png$/, '0000000.png'))).status).toBe(404)
    expect((await site.request(await eventCover('draft-talk', 'mail'))).status).toBe(404)
  })

  test('is made into a PNG once, at its right address alone', async () => {
    const address = await eventCover('marketing-breakout', 'mail')
    const before = site.pictures.jobs.length
    for (let guess = 0; guess < 50; guess += 1) {
      expect((await site.request(address.replace(/\.[a-z0-9]+\.png$/, `.${guess}.png`))).status).toBe(302)
    }
    expect(site.pictures.jobs).toHaveLength(before)
    const [first, second] = [await site.request(address), await site.request(address)]
    expect(Buffer.from(await second.arrayBuffer())).toEqual(Buffer.from(await first.arrayBuffer()))
    expect(site.pictures.jobs).toHaveLength(before + 1)
    expect([...site.pictures.kept.keys()]).toContain(`materials/pictures${address.slice('/covers'.length)}`)
  })

  test('with an old hash, or none, leads to what it is now, and nobody keeps that', async () => {
    const right = await eventCover('kpis-and-slas')
    for (const address of [bare(right), right.replace(/[a-z0-9]+\.svg$/, '0000000.svg')]) {
      const answer = await site.request(address)
      expect([answer.status, answer.headers.get('location')]).toEqual([302, right])
      expect(answer.headers.get('cache-control')).toContain('no-cache')
    }
  })

  test.each([
    '/covers/events/nothing-card.svg',
    '/covers/events/kpis-and-slas-poster.svg',
    '/covers/events/card.svg',
    '/covers/orders/kpis-and-slas-card.svg',
    '/covers/titles/kpis-and-slas-card.svg',
    '/covers/events/kpis-and-slas-card.png',
    '/covers/events/kpis-and-slas-og.svg',
    '/covers/events/kpis-and-slas-mail.webp',
    '/covers/',
  ])('%s is nothing', async (address) => expect((await site.request(address)).status).toBe(404))

  test.each([
    ['a draft', '/covers/events/draft-talk-card.svg'],
    ['a title that isn’t on sale yet', '/covers/titles/next-book-book.svg'],
    ['an event for invited people', '/covers/events/secret-card.svg'],
  ])('of %s is for people who may see it, and in no shared cache', async (_, address) => {
    expect((await site.request(address)).status).toBe(404)
    const right = (await site.admin.get(address)).headers.get('location') ?? ''
    expect((await site.request(right)).status).toBe(404)
    const answer = await site.admin.get(right)
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'private, no-cache'])
  })
})
