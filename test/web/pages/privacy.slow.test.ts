import { createHmac } from 'node:crypto'
import {
  findPersonByEmail,
  listAudit,
  type Person,
  saveSession,
  sessionCookieName,
  sessionSigningKey,
} from '@lectern/core/identity'
import { withoutRecordings } from '@lectern/core/materials'
import { deliver } from '@lectern/core/notifications'
import { addSeconds, drainOutbox, newToken } from '@lectern/core/platform'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeViolations, desktop, openBrowser, phone, withPage } from '../../support/browser.ts'
import { takingMailer } from '../../support/mailer.ts'
import { makeEvent, salesClass } from '../../support/program.ts'
import { openSite, type TestSite, type Visitor } from '../../support/site.ts'
import { itemsWith } from '../../support/whole-table.ts'
import { fieldValue, readText } from './page-text.ts'

let site: TestSite
let browser: Browser
beforeAll(async () => {
  site = await openSite()
  const tickets = [{ name: 'Seat', priceCents: 0 }]
  await makeEvent(site.table, { ...salesClass, code: 'P1', slug: 'free-class', tickets }, site.clock.now)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

const register = async (visitor: Visitor, name: string) => {
  await visitor.post('/cart/lines', { sku: 'free-class:seat' })
  const html = await (await visitor.get('/checkout')).text()
  const fields = { key: fieldValue(html, 'key') ?? '', shown: fieldValue(html, 'shown') ?? '' }
  return visitor.post('/checkout', { ...fields, 'buyer.name': name, terms: 'yes' })
}

const drain = async (now = site.clock.now): Promise<unknown[]> => {
  const failed: unknown[] = []
  const courier = { ...site.services, recordings: withoutRecordings, mailer: takingMailer }
  const fail = (_: unknown, error: unknown) => failed.push(error)
  await drainOutbox(
    site.table,
    () => now,
    (row) => deliver(courier, row, now),
    fail,
  )
  return failed
}

/** The same person on another device, where they signed in some seconds ago. */
const signedIn = async (person: Person, secondsAgo: number): Promise<Visitor> => {
  const token = newToken()
  const createdAt = addSeconds(site.services.realNow(), -secondsAgo)
  await saveSession(site.table, { token, person, createdAt, expiresAt: addSeconds(createdAt, 86_400) })
  const signature = createHmac('sha256', sessionSigningKey(site.services.secret)).update(token).digest('base64')
  const visitor = site.visit()
  visitor.cookies.set(sessionCookieName(false), encodeURIComponent(`${token}.${signature}`))
  return visitor
}

describe('taking one’s data along', () => {
  test('gives a file with everything, to the person alone, and puts it on record', async () => {
    const ada = await site.signIn('ada@example.com', { name: 'Ada Byron' })
    await register(ada, 'Ada Byron')
    const file = await ada.get('/account/data/export')
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="my-data.json"')
    expect(file.headers.get('cache-control')).toBe('private, no-store')
    expect(await file.json()).toMatchObject({
      person: { email: 'ada@example.com', name: 'Ada Byron' },
      registrations: [{ event: 'free-class' }],
    })
    const { items } = await listAudit(site.table, { actor: ada.person.id, limit: 5 }, site.services.realNow())
    expect(items).toMatchObject([{ action: 'person.export', subject: ada.person.id, actorKind: 'session' }])
    for (const path of ['/account/data', '/account/data/export']) {
      const refused = await site.visit().get(path)
      expect([refused.status, refused.headers.get('location')]).toEqual([
        303,
        `/sign-in?next=${encodeURIComponent(path)}`,
      ])
    }
  })
})

describe('having one’s data erased', () => {
  test('takes the address, typed out, and ends in being signed out and gone from the table', async () => {
    const greta = await site.signIn('greta@example.com', { name: 'Greta Gone' })
    const other = await signedIn(greta.person, 3600)
    expect(await readText(await greta.get('/account/data'))).toContain('Type greta@example.com to confirm')
    const mistyped = await greta.post('/account/data/erase', { confirm: 'greta' })
    expect(mistyped.status).toBe(400)
    expect(await readText(mistyped)).toContain('Type your full email address')

    await register(greta, 'Greta Gone')
    const blocked = await greta.post('/account/data/erase', { confirm: 'greta@example.com' })
    expect(blocked.status).toBe(409)
    const words = await readText(blocked)
    expect(words).toContain('Cancel them first')
    expect(words).toContain('Cancel my orders for upcoming events')

    const erased = await greta.post('/account/data/erase', { confirm: ' Greta@Example.com ', cancel: 'yes' })
    expect([erased.status, erased.headers.get('location')]).toEqual([303, '/account/erased'])
    expect(greta.cookies.has(sessionCookieName(false))).toBe(false)
    expect((await greta.get('/account/erased')).status).toBe(200)
    // Other devices are signed out too, at once.
    expect((await other.get('/account')).status).toBe(303)
    expect(await findPersonByEmail(site.table, 'greta@example.com')).toBeUndefined()
    expect(await drain()).toEqual([])
    expect(await itemsWith(site.table, 'greta')).toEqual([])
    const { items } = await listAudit(site.table, { subject: greta.person.id, limit: 5 }, site.services.realNow())
    expect(items).toMatchObject([{ action: 'person.erase', actorId: greta.person.id }])
  })

  test('takes a sign-in of the last ten minutes; an older session is led to a new code, and does nothing', async () => {
    const { person } = await site.signIn('late@example.com', { name: 'Late' })
    const stale = await signedIn(person, 601)
    const page = await (await stale.get('/account/data')).text()
    expect(page).not.toContain('name="confirm"')
    expect(page).toContain('/sign-in?again=1&amp;next=%2Faccount%2Fdata')
    const refused = await stale.post('/account/data/erase', { confirm: 'late@example.com' })
    expect(refused.headers.get('location')).toBe('/sign-in?again=1&next=%2Faccount%2Fdata')
    expect(await findPersonByEmail(site.table, 'late@example.com')).toBeDefined()
    const { items } = await listAudit(site.table, { subject: person.id, limit: 5 }, site.services.realNow())
    expect(items).toEqual([])
    const fresh = await signedIn(person, 590)
    expect((await fresh.get('/account/data')).status).toBe(200)
    expect((await fresh.post('/account/data/erase', { confirm: 'late@example.com' })).status).toBe(303)
    expect(await findPersonByEmail(site.table, 'late@example.com')).toBeUndefined()
  })

  test('is not started by another site, nor open to admins', async () => {
    const mia = await site.signIn('mia@example.com')
    const fields = { confirm: 'mia@example.com' }
    const foreign = await mia.post('/account/data/erase', fields, { origin: 'https://evil.example' })
    expect(foreign.status).toBe(403)
    const karl = await site.signIn('karl@example.com', { admin: true })
    expect(await (await karl.get('/account/data')).text()).not.toContain('action="/account/data/erase"')
    expect((await karl.post('/account/data/erase', { confirm: 'karl@example.com' })).status).toBe(409)
  })
})

test.each(['light', 'dark'] as const)(
  'its pages are accessible in %s colors, and fit a phone',
  async (colorScheme) => {
    const nina = await site.signIn(`nina-${colorScheme}@example.com`, { name: 'Nina' })
    await register(nina, 'Nina')
    const stale = await signedIn(nina.person, 3600)
    for (const [visitor, viewport] of [
      [nina, phone],
      [nina, desktop],
      [stale, phone],
    ] as const) {
      await withPage(browser, { viewport, colorScheme }, async (page) => {
        await page.context().addCookies([...visitor.cookies].map(([name, value]) => ({ name, value, url: site.url })))
        for (const path of ['/account/data', '/account/erased']) {
          await page.goto(`${site.url}${path}`)
          expect([path, await axeViolations(page)]).toEqual([path, []])
          expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false)
        }
        if (process.env.LECTERN_PICTURES) {
          await page.goto(`${site.url}/account/data`)
          await page.screenshot({
            path: `${process.env.LECTERN_PICTURES}/data-${viewport.width}-${colorScheme}-${visitor === stale ? 'stale' : 'fresh'}.png`,
            fullPage: true,
          })
        }
        if (visitor === nina) {
          await page.goto(`${site.url}/account/data`)
          await page.fill('[name=confirm]', 'no')
          await page.click('text=Delete my data')
          expect(await axeViolations(page)).toEqual([])
        }
      })
    }
  },
  60_000,
)
