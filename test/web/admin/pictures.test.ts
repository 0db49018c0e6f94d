import { coverOf, deleteDraft, getEvent, getInstructor, runEventAgain, setPicture } from '@lectern/core/catalog'
import { type CoverFormat, coverAddress, cropOf } from '@lectern/core/covers'
import { deliver } from '@lectern/core/notifications'
import { carryPicture, originalKey } from '@lectern/core/pictures'
import { drainOutbox } from '@lectern/core/platform'
import sharp, { type Sharp } from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AdminSite, openAdminSite } from '../../support/admin-site.ts'
import { openDesk } from '../../support/desk.ts'
import { seedProgram } from '../../support/program.ts'

let site: AdminSite
let cookie: string
beforeAll(async () => {
  site = await openAdminSite()
  await seedProgram(site.table, site.clock.now)
  const { cookies } = await site.signIn('karl@example.com', { admin: true })
  cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
})
afterAll(() => site.stop())

/** The left half is red, the right half is blue. */
const halves = async (width = 1200, height = 800): Promise<Buffer<ArrayBuffer>> => {
  const blue = await sharp({ create: { width: width / 2, height, channels: 3, background: '#0000ff' } })
    .png()
    .toBuffer()
  const red = sharp({ create: { width, height, channels: 3, background: '#ff0000' } })
  return Buffer.from(
    await red
      .composite([{ input: blue, left: width / 2, top: 0 }])
      .png()
      .toBuffer(),
  )
}

const send = (path: string, file: BlobPart, focus = 'center', name = 'photo.png'): Promise<Response> => {
  const body = new FormData()
  body.set('picture', new File([file], name))
  body.set('focus', focus)
  return site.request(path, { method: 'POST', body, headers: { cookie, origin: site.url } })
}

const event = '/admin/pictures/events/5w22'
const thing = async () => coverOf(await getEvent(site.table, '5w22'))
const fetched = async (format: CoverFormat, size: 'whole' | 'half' = 'whole') => {
  // A shared link's also says who teaches, and leads to the address that does.
  const asked = await site.request(coverAddress(await thing(), format, size))
  const answer = format === 'og' ? await site.request(asked.headers.get('location') ?? '') : asked
  return { answer, picture: sharp(await answer.arrayBuffer()) }
}

describe('the picture of an event', () => {
  test('is uploaded in the editor without a script, and then wins over the drawn cover', async () => {
    expect(await site.admin.read('/admin/events/5w22/edit')).toContain('Upload a picture')
    expect(coverAddress(await thing(), 'card')).toMatch(/\.svg$/)
    const answer = await send(event, await halves())
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${event}?done=saved`])
    const html = await (await site.request('/events/5w22')).text()
    const card = coverAddress(await thing(), 'card')
    expect(card).toMatch(/^\/covers\/events\/5w22-card\.[0-9a-z]{7}\.webp$/)
    expect(html).toContain(`src="${card}"`)
    expect(html).toContain(`${card.replace('.webp', '.half.webp')} 450w, ${card} 900w`)
    expect(html).toMatch(/<img[^>]+width="900" height="600"/)
  })

  test.each([
    ['card', 'whole', 'webp', 900, 600],
    ['card', 'half', 'webp', 450, 300],
    ['wide', 'whole', 'webp', 1440, 540],
    ['og', 'whole', 'jpeg', 1200, 630],
    ['mail', 'whole', 'jpeg', 1200, 400],
    ['mailsquare', 'whole', 'jpeg', 216, 216],
  ] as const)('comes as %s, %s, in its size, kept for a year', async (format, size, type, width, height) => {
    const { answer, picture } = await fetched(format, size)
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(await picture.metadata()).toMatchObject({ format: type, width, height })
  })

  test('is cropped around what shall stay in view; for a shared link it’s beside the type on the deep ground', async () => {
    const left = await colorAt((await fetched('square')).picture, 10, 300)
    expect(left).toBe('red')
    const form = new FormData()
    form.set('focus', 'middle-right')
    await site.request(event, { method: 'POST', body: form, headers: { cookie, origin: site.url } })
    const { picture } = await thing()
    expect(picture && cropOf(picture, 'square').x).toBe(400)
    expect(await colorAt((await fetched('square')).picture, 250, 300)).toBe('blue')
    const card = (await fetched('og')).picture
    expect(await colorAt(card, 1190, 300)).toBe('blue')
    expect(await colorAt(card, 20, 300)).toBe('dark')
  })

  test('that is refused says why, and the old one stays', async () => {
    const before = await thing()
    const answer = await send(event, '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('Choose a JPEG, PNG, or WebP picture.')
    const long = await send(event, new Uint8Array(4 * 1024 * 1024 + 1))
    expect(await long.text()).toContain('Choose a picture of 4 MB or less.')
    expect(await thing()).toEqual(before)
    expect((await site.request(coverAddress(before, 'card'))).status).toBe(200)
  })

  test('is for admins alone', async () => {
    expect((await site.request(event)).status).toBe(303)
    const teacher = site.as(await site.signIn('ada@example.com'))
    expect((await teacher.get(event)).status).toBe(404)
  })

  describe('goes with a new run', () => {
    const runAgain = (startsOn: string) =>
      runEventAgain(site.table, '5w22', { startsOn, holidays: [], without: [] }, site.clock.now)
    const delivered = async (): Promise<void> => {
      const context = { ...(await openDesk({ table: site.table })), pictures: site.services.pictures }
      const failed: string[] = []
      await drainOutbox(
        site.table,
        () => site.clock.now,
        (row) => deliver(context, row, site.clock.now),
        (row) => failed.push(row.topic),
      )
      expect(failed).toEqual([])
    }
    const card = async (slug: string) => coverAddress(coverOf(await getEvent(site.table, slug)), 'card')

    test('as a copy of its own, which stays when the earlier one is removed', async () => {
      const { picture } = await thing()
      const again = await runAgain('2025-04-22')
      expect(again.picture).toEqual({ ...picture, id: expect.any(String) })
      expect(again.picture?.id).not.toBe(picture?.id)
      await delivered()
      const original = (id = '') => site.pictures.kept.get(originalKey(id))
      expect(original(again.picture?.id)).toEqual(original(picture?.id))
      await deleteDraft(site.table, again.slug, site.clock.now)
      await delivered()
      expect([original(again.picture?.id), original(picture?.id)]).toEqual([undefined, expect.anything()])
    })

    test('and told twice, or after another was chosen, changes nothing more', async () => {
      const again = await runAgain('2025-05-06')
      await delivered()
      const [from, to] = [(await thing()).picture?.id ?? '', again.picture?.id ?? '']
      const jobs = () => site.pictures.jobs.filter((job) => job === 'copy').length
      const before = jobs()
      await setPicture(site.table, 'events', again.slug, undefined, site.clock.now)
      await delivered()
      await carryPicture(site.table, site.pictures.maker, { event: again.slug, from, to }, site.clock.now)
      expect([jobs(), await card(again.slug)]).toEqual([before, expect.stringMatching(/\.svg$/)])
    })

    test('unless it’s gone by then: the new run’s cover is drawn', async () => {
      const again = await runAgain('2025-05-20')
      const kept = new Map(site.pictures.kept)
      site.pictures.kept.clear()
      await delivered()
      expect(await card(again.slug)).toMatch(/\.svg$/)
      for (const [key, bytes] of kept) site.pictures.kept.set(key, bytes)
    })
  })

  test('that is removed is taken away with all that was made of it, and the cover is drawn again', async () => {
    const id = (await thing()).picture?.id ?? ''
    const kept = () => [...site.pictures.kept.keys()].filter((key) => key.includes(id))
    expect(kept().length).toBeGreaterThan(3)
    const answer = await site.admin.post(`${event}/remove`)
    expect(answer.headers.get('location')).toBe(`${event}?done=removed`)
    expect(coverAddress(await thing(), 'card')).toMatch(/\.svg$/)
    await site.pictures.maker.erase(id)
    expect(kept()).toEqual([])
  })
})

const colorAt = async (picture: Sharp, x: number, y: number): Promise<string> => {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true })
  const [red = 0, , blue = 0] = data.subarray((y * info.width + x) * info.channels)
  if (red > 200) return 'red'
  return blue > 200 ? 'blue' : 'dark'
}

test('a portrait is shown where someone teaches, in place of initials', async () => {
  await send('/admin/pictures/people/james-kernan', await halves(800, 800))
  const portrait = coverAddress(coverOf(await getInstructor(site.table, 'james-kernan')), 'square')
  for (const page of ['/people/james-kernan', '/events/5w22']) {
    expect(await (await site.request(page)).text()).toContain(portrait)
  }
  expect((await site.request(portrait)).headers.get('content-type')).toBe('image/webp')
})
