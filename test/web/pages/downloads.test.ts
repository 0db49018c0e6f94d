import { listGrants, pendingRevoke } from '@lectern/core/access'
import { editProduct } from '@lectern/core/catalog'
import { findPreferences, preferencesUrl, unsubscribeHeaders } from '@lectern/core/mail'
import { OrderRequest, orderToken, placeOrder } from '@lectern/core/registration'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Bucket, startBucket } from '../../../packages/local/src/bucket.ts'
import { axeViolations, desktop, openBrowser, phone, screenshot, withPage } from '../../support/browser.ts'
import { committed } from '../../support/build.ts'
import { aBook, filesAt, give, uploaded } from '../../support/materials.ts'
import { openSite, type TestSite, type Visitor } from '../../support/site.ts'
import { readText } from './page-text.ts'

const pictures = process.env.LECTERN_PICTURES

let bucket: Bucket
let site: TestSite
let browser: Browser
const ids: Record<string, string> = {}

beforeAll(async () => {
  bucket = await startBucket()
  site = await openSite({ files: filesAt(bucket) })
  browser = await openBrowser()
  const { table } = site
  const editions = [
    { label: '4.0', releasedOn: '2024-03-01', note: 'Longer by twelve points, most of them about cloud services.' },
    { label: '3.0', releasedOn: '2019-05-01' },
  ]
  const formats = [
    { slug: 'e-book', name: 'E-book', type: 'download', priceCents: 0 },
    { slug: 'audio', name: 'Audio book', type: 'download', priceCents: 2495 },
  ]
  const product = await aBook(table, { editions, formats })
  const old = await uploaded(site.services, product, { edition: '3.0', filename: 'Month 3.0.pdf', body: 'three' })
  const newest = await uploaded(site.services, product, { edition: '4.0', filename: 'Month 4.0.pdf', body: 'four' })
  const audio = { edition: '4.0', format: 'audio', filename: 'Month 4.0.mp3', body: 'sound' }
  Object.assign(ids, { old: old.id, newest: newest.id, audio: (await uploaded(site.services, product, audio)).id })
  await aBook(table, { slug: 'robin', title: 'Relax Focus Succeed', includedInMembership: true, kind: 'audio' })
})
afterAll(async () => {
  await browser?.close()
  await site?.stop()
  await bucket?.stop()
})

const orderEbook = async (email: string) => {
  const request = OrderRequest.parse({ lines: [{ sku: 'month:e-book' }], buyer: { email, name: 'Ada Byron' } })
  const placed = await placeOrder(site.services, request, { actor: { kind: 'visitor' }, now: site.clock.now })
  if (placed.outcome !== 'placed') throw new Error('nothing was placed')
  return placed.order
}
const follow = async (answer: Response): Promise<string> => (await fetch(answer.headers.get('location') ?? '')).text()

describe('a download', () => {
  test('leads its owner to the store, and is kept by no cache', async () => {
    const ada = await site.signIn('ada@example.com')
    await give(site.table, ada.person.id, 'month:e-book')
    const answer = await ada.get(`/downloads/${ids.newest}`)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    expect(answer.headers.get('location')?.startsWith(`${bucket.endpoint}/materials/materials/titles/month/`)).toBe(
      true,
    )
    expect(await follow(answer)).toBe('four')
    expect(await follow(await ada.get(`/downloads/${ids.old}`))).toBe('three')
    const line = site.logged.find(({ message }) => message === 'a file was opened')
    expect(Object.keys(line?.fields ?? {})).toEqual(['request', 'file'])
  })

  test('of another is not found, and a visitor is asked to sign in first', async () => {
    const bob = await site.signIn('bob@example.com')
    expect((await bob.get(`/downloads/${ids.newest}`)).status).toBe(404)
    expect((await bob.get('/downloads/fil_none')).status).toBe(404)
    const asked = await site.visit().get(`/downloads/${ids.newest}`)
    expect([asked.status, asked.headers.get('location')]).toEqual([
      303,
      `/sign-in?next=${encodeURIComponent(`/downloads/${ids.newest}`)}`,
    ])
  })

  test('works from the mail by the order’s token, for what that order gave and as long as it does', async () => {
    const order = await orderEbook('mail@example.com')
    const token = orderToken(site.services.secret, order.id)
    const from = (file: string | undefined, changed: Record<string, string> = {}) =>
      site.visit().get(`/downloads/${file}?${new URLSearchParams({ order: order.id, token, ...changed })}`)
    expect(await follow(await from(ids.newest))).toBe('four')
    expect((await from(ids.audio)).status).toBe(404)
    expect((await from(ids.newest, { token: 'x' })).status).toBe(404)
    const other = await orderEbook('other@example.com')
    expect((await from(ids.newest, { order: other.id })).status).toBe(404)
    // What the same person has from elsewhere is not the bearer's of this token.
    await give(site.table, order.buyer.personId, 'month:audio', { sourceId: 'ord_other' })
    expect((await from(ids.audio)).status).toBe(404)

    const grants = await listGrants(site.table, order.buyer.personId)
    await committed(
      site.table,
      grants.filter(({ sourceId }) => sourceId.startsWith(order.id)).map((grant) => pendingRevoke(site.table, grant)),
    )
    expect((await from(ids.newest)).status).toBe(404)
  })
})

const looks = async (visitor: Visitor | undefined, path: string, name: string): Promise<string[]> => {
  const found: string[] = []
  for (const viewport of [phone, desktop]) {
    await withPage(browser, { viewport }, async (page) => {
      const cookies = [...(visitor?.cookies ?? [])].map(([name, value]) => ({ name, value, url: site.url }))
      await page.context().addCookies(cookies)
      await page.goto(`${site.url}${path}`)
      for (const summary of await page.locator('main details > summary').all()) await summary.click()
      if (pictures) await screenshot(page, `${pictures}/${name}-${viewport.width}.png`)
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      if (overflow > 0) found.push(`${name} runs ${overflow} px off the side at ${viewport.width}`)
      found.push(...(await axeViolations(page, viewport === phone ? 'all' : 'of looks')))
    })
  }
  return found
}

describe('“Your titles”', () => {
  test('shows what someone may open, the newest version first and earlier ones below', async () => {
    const cleo = await site.signIn('cleo@example.com')
    await give(site.table, cleo.person.id, 'month:e-book')
    await give(site.table, cleo.person.id, 'robin:e-book')
    const words = await readText(await cleo.get('/account/titles'))
    expect(words).toMatch(/Version 4\.0 · Mar 1, 2024.*Month 4\.0\.pdf.*E-book · PDF · 4 bytes/)
    expect(words).toMatch(/An earlier version.*Version 3\.0.*Month 3\.0\.pdf/)
    expect(words).not.toContain('Month 4.0.mp3')
    expect(words).toContain('We’re getting this ready and will email you the link.')
    expect(await looks(cleo, '/account/titles', 'titles')).toEqual([])
  })

  test('leads to the store when there is nothing, and asks a visitor to sign in', async () => {
    const dan = await site.signIn('dan@example.com')
    const html = await (await dan.get('/account/titles')).text()
    expect(html).toContain('You have no titles yet')
    expect(html).toContain('href="/store"')
    expect(await looks(dan, '/account/titles', 'no-titles')).toEqual([])
    expect((await site.visit().get('/account/titles')).headers.get('location')).toBe(
      '/sign-in?next=%2Faccount%2Ftitles',
    )
  })

  test('names a title that is off the store, without a link to its page', async () => {
    const eve = await site.signIn('eve@example.com')
    await aBook(site.table, { slug: 'gone', title: 'A Withdrawn Title' })
    await give(site.table, eve.person.id, 'gone:e-book')
    await editProduct(site.table, 'gone', { status: 'withdrawn' }, site.clock.now)
    const html = await (await eve.get('/account/titles')).text()
    expect(html).toContain('A Withdrawn Title')
    expect(html).not.toContain('/store/gone')
  })
})

describe('mail settings', () => {
  const settingsOf = async (email: string) => {
    const { person, ...visitor } = await site.signIn(email)
    const url = preferencesUrl(site.services, person.id)
    return { person, visitor, url, path: new URL(url).pathname }
  }

  test('are turned off by the one press of a mail program: from anywhere, unsigned, as either kind of form', async () => {
    const { person, url } = await settingsOf('fay@example.com')
    const list = /<(.*)>/.exec(unsubscribeHeaders(url, 'newVersions')['List-Unsubscribe'] ?? '')?.[1] ?? ''
    const pressed = new FormData()
    pressed.set('List-Unsubscribe', 'One-Click')
    const { pathname, search } = new URL(list)
    const answer = await site.request(`${pathname}${search}`, { method: 'POST', body: pressed })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    expect(await findPreferences(site.table, person.id)).toMatchObject({ newVersions: false })

    const again = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })
    expect((await site.request(`${pathname}${search}`, { method: 'POST', body: again })).status).toBe(200)
    expect(await findPreferences(site.table, person.id)).toMatchObject({ newVersions: false })
  })

  test('are not changed by looking, by an empty form, or by a forged link', async () => {
    const { person, path } = await settingsOf('gil@example.com')
    expect((await site.visit().get(`${path}?topic=newVersions`)).status).toBe(200)
    expect((await site.visit().post(path)).status).toBe(404)
    const forged = `${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`
    expect((await site.visit().get(forged)).status).toBe(404)
    expect((await site.visit().post(forged, { 'List-Unsubscribe': 'One-Click' })).status).toBe(404)
    expect(await findPreferences(site.table, person.id)).toMatchObject({ newVersions: true })
  })

  test('are a page with a button for anyone who comes from the mail, and choices to save', async () => {
    const { person, path, visitor, url } = await settingsOf('hal@example.com')
    const html = await (await site.visit().get(`${path}?topic=newVersions`)).text()
    expect(html).toContain('Unsubscribe from these')
    expect(html).not.toContain('hal@example.com')
    expect(await looks(undefined, `${path}?topic=newVersions`, 'mail-settings')).toEqual([])

    const off = await site.visit().post(`${path}?topic=newVersions`, { off: 'newVersions' })
    expect(off.headers.get('location')).toBe(`${path}?done=off`)
    expect(await findPreferences(site.table, person.id)).toMatchObject({ newVersions: false })
    await site.visit().post(path, { form: 'all', newVersions: 'yes' })
    expect(await findPreferences(site.table, person.id)).toMatchObject({ newVersions: true })
    await site.visit().post(path, { form: 'all' })
    expect(await findPreferences(site.table, person.id)).toMatchObject({ newVersions: false })
    expect((await visitor.get('/account/mail')).headers.get('location')).toBe(url)
  })
})
