import { saveInstructor } from '@lectern/core/catalog'
import { type AuditEntry, findPersonByEmail, listAudit } from '@lectern/core/identity'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AdminSite, openAdminSite } from '../../support/admin-site.ts'
import { axeViolations, desktop, openBrowser, phone, withPage } from '../../support/browser.ts'
import { kpiWebinar, makeEvent } from '../../support/program.ts'

let site: AdminSite
let browser: Browser
const dana = { email: 'dana@example.com', name: 'Dana Goulston' }
let orderId: string
let personId: string

beforeAll(async () => {
  site = await openAdminSite()
  const teacher = { slug: 'james-kernan', name: 'James', headline: '', bio: '', email: 'james@example.com' }
  await saveInstructor(site.table, teacher)
  const event = await makeEvent(
    site.table,
    { ...kpiWebinar, slug: 'kpis', instructors: ['james-kernan'] },
    site.clock.now,
  )
  const order = await site.order(event, dana)
  orderId = order.id
  personId = order.buyer.personId
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

const entries = async (): Promise<AuditEntry[]> =>
  (await listAudit(site.table, { limit: 100 }, site.services.realNow())).items
const newest = async () => {
  const [entry] = await entries()
  return entry && `${entry.action} ${entry.subject}`
}

describe('the audit log of pages', () => {
  it('holds what admins look at of others, with files', async () => {
    for (const [path, noted] of [
      ['/admin', 'order.list orders'],
      ['/admin/people', 'person.list people'],
      [`/admin/people/${personId}`, `person.read ${personId}`],
      [`/admin/orders/${orderId}`, `order.read ${orderId}`],
      [`/orders/${orderId}`, `order.read ${orderId}`],
      ['/admin/events/kpis/roster', 'roster.read event:kpis'],
      ['/admin/events/kpis/roster.csv', 'roster.read event:kpis'],
      ['/admin/messages', 'message.list messages'],
    ] as const) {
      await site.admin.get(path)
      expect([path, await newest()]).toEqual([path, noted])
    }
  })

  it('holds what admins change, once it came off', async () => {
    await site.admin.post(`/admin/people/${personId}/memberships`, { plan: 'community' })
    expect(await newest()).toBe(`person.membership ${personId}`)
    await site.admin.post(`/admin/people/${personId}/admin`, { admin: 'yes', confirm: dana.email })
    expect(await newest()).toBe(`person.role ${personId}`)
    await site.admin.post(`/admin/people/${personId}/admin`, { admin: 'no' })
    await site.admin.post('/admin/courses/new', { title: 'Noted', slug: 'noted', summary: 'x' })
    expect(await newest()).toBe('course.create course:noted')
    const before = (await entries()).length
    await site.admin.post(`/admin/people/${personId}/memberships`, { plan: 'nonsense' })
    await site.admin.post('/admin/events/new', { intent: 'expand' })
    await site.admin.get('/admin/people/per_nobody')
    await site.admin.get('/admin/events/kpis')
    expect((await entries()).length).toBe(before)
  })

  it('keeps the real time in UTC, whatever the clock of the house was set to', async () => {
    const before = site.services.realNow()
    await site.admin.get('/admin/people')
    const [entry] = await entries()
    expect(entry?.at).toMatch(/^\d{4}-\d\d-\d\dT[\d:]{8}Z$/)
    expect([before, entry?.at ?? '', site.services.realNow()].toSorted()[1]).toBe(entry?.at)
    expect(site.clock.now < before).toBe(true)
  })

  it('holds an instructor’s look at a roster, and nothing of visitors or strangers', async () => {
    const james = await site.signIn('james@example.com', { name: 'James' })
    await james.get('/admin/events/kpis/roster')
    const [entry] = await entries()
    expect(entry).toMatchObject({ action: 'roster.read', actorId: james.person.id })
    const before = (await entries()).length
    await site.visit().get('/admin/people')
    const stranger = await site.signIn('stranger@example.com')
    await stranger.get('/admin/people')
    await stranger.get('/admin/events/kpis/roster')
    expect((await entries()).length).toBe(before)
  })
})

describe('the page', () => {
  it('tells who did what, and can be narrowed to a person or a thing', async () => {
    const all = await site.admin.read('/admin/audit')
    expect(all).toContain('Viewed a roster')
    expect(all).toContain('Karl W. Palachuk')
    const about = await site.admin.read(`/admin/audit?subject=${orderId}`)
    expect(about).toContain('Viewed an order')
    expect(about).not.toContain('Viewed a roster')
    const karl = await findPersonByEmail(site.table, 'karl@example.com')
    expect(await site.admin.read(`/admin/audit?actor=${karl?.id}&subject=event:kpis`)).toContain('Viewed a roster')
    expect(await site.admin.read('/admin/audit?actor=per_nobody')).toContain('No results.')
    expect((await site.as(site.visit()).get('/admin/audit')).status).toBe(303)
  })

  it('is accessible and fits a phone', async () => {
    const html = await (await site.admin.get('/admin/audit')).text()
    for (const viewport of [phone, desktop]) {
      await withPage(browser, { viewport }, async (page) => {
        await page.route('**/admin/audit', (route) => route.fulfill({ contentType: 'text/html', body: html }))
        await page.goto(`${site.url}/admin/audit`)
        expect(await axeViolations(page)).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false)
        if (process.env.LECTERN_PICTURES) {
          await page.screenshot({ path: `${process.env.LECTERN_PICTURES}/audit-${viewport.width}.png` })
        }
      })
    }
  })
})

describe('erasing someone who asked for it', () => {
  it('takes their address, typed out; what is still to come is cancelled only when chosen', async () => {
    const path = `/admin/people/${personId}/erase`
    const mistyped = await site.admin.post(path, { confirm: 'dana' })
    expect([mistyped.status, await mistyped.text()]).toEqual([400, expect.stringContaining('Enter the full address')])
    const blocked = await site.admin.post(path, { confirm: dana.email })
    expect([blocked.status, await blocked.text()]).toEqual([400, expect.stringContaining('Cancel them first')])
    expect(await findPersonByEmail(site.table, dana.email)).toBeDefined()
    const erased = await site.admin.post(path, { confirm: 'Dana@example.com', cancel: 'yes' })
    expect(erased.headers.get('location')).toBe('/admin/people?done=erased')
    expect(await newest()).toBe(`person.erase ${personId}`)
    expect(await findPersonByEmail(site.table, dana.email)).toBeUndefined()
    expect(await site.admin.read('/admin/people?done=erased')).toContain('Erased.')
  })
})
