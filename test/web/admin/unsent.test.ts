import { getCourse } from '@lectern/core/catalog'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AdminSite, openAdminSite, textOf } from '../../support/admin-site.ts'
import { openBrowser, withPage } from '../../support/browser.ts'

let site: AdminSite
beforeAll(async () => {
  site = await openAdminSite()
})
afterAll(() => site.stop())

describe('a form that is sent after the session ended', () => {
  const description = ' First “paragraph” & <b>more</b>\n\nSecond'

  test('is held on the page, as it was typed, until it can be saved', async () => {
    const visitor = site.as(site.visit())
    const typed = { title: 'Professional Sales', summary: '', description, password: 'never repeated' }
    const held = await visitor.post('/admin/courses/new', typed)
    expect([held.status, held.headers.get('cache-control')]).toEqual([401, 'private, no-store'])
    const html = await held.text()
    expect(textOf(html)).toContain('You’ve been signed out')
    expect(html).not.toContain('never repeated')
    expect(html).not.toContain('<b>more</b>')
    expect(html).toMatch(/<form method="post" action="\/admin\/courses\/new">/)

    const saved = await site.admin.post('/admin/courses/new', fieldsOf(html))
    expect(saved.headers.get('location')).toBe('/admin/courses/professional-sales?done=saved')
    expect(await getCourse(site.table, 'professional-sales')).toMatchObject({ description: description.trim() })
  })

  test('leads to signing in where nothing was typed, and is kept for nobody else', async () => {
    const visitor = site.as(site.visit())
    expect((await visitor.post('/admin/events/5w22/publish')).headers.get('location')).toContain('/sign-in')
    const dana = site.as(await site.signIn('dana@example.com'))
    expect((await dana.post('/admin/courses/new', { title: 'Mine' })).status).toBe(404)
    const files = await site.request('/teach/5w22/attendance/import', {
      ...{ method: 'POST', body: new FormData(), headers: { origin: site.url } },
    })
    expect(await files.text()).not.toContain('Save your changes')
  })
})

/** What the page's form sends: a browser takes the first line break of a text away. */
const fieldsOf = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<textarea hidden[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/textarea>/g)].map(
      ([, name = '', text = '']) => [
        name,
        text
          .replace(/^\n/, '')
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&quot;', '"')
          .replaceAll('&#39;', "'")
          .replaceAll('&amp;', '&'),
      ],
    ),
  )

describe('leaving with a form that was not sent', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser?.close())

  test('asks first once something was typed, and not after it was sent', async () => {
    const karl = await site.signIn('karl@example.com', { admin: true })
    await withPage(browser, {}, async (page) => {
      const cookies = [...karl.cookies].map(([name, value]) => ({ name, value, url: site.url }))
      await page.context().addCookies(cookies)
      const asked: string[] = []
      page.on('dialog', async (dialog) => {
        asked.push(dialog.type())
        await dialog.accept()
      })
      await page.goto(`${site.url}/admin/courses/new`)
      await page.reload()
      expect(asked).toEqual([])
      await page.locator('#field-title').fill('Sales')
      await page.reload()
      expect(asked).toEqual(['beforeunload'])
      await page.locator('#field-title').fill('Another course')
      await page.locator('form[action="/admin/courses/new"] button[type=submit]').last().click()
      await page.waitForURL(/done=saved/)
      expect(asked).toEqual(['beforeunload'])
    })
  })
})
