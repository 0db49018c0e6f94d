// Takes the pictures of the README: `node --import tsx test/journeys/screenshots.ts` from the repository's root.
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { buildAssets } from '../../packages/web/build.ts'
import { desktop, phone, screenshot } from '../support/browser.ts'
import { launchBrowser } from '../support/chromium.ts'
import { in2024, type LocalSite, payAt, withPlatform } from '../support/local-platform.ts'
import { asVisitor, type Visitor } from './visitor.ts'

const docs = fileURLToPath(new URL('../../docs/', import.meta.url))
const mostBytes = 200 * 1024

/** One picture of what a reader sees at once, not of the whole page. */
const take = async (page: Page, name: string): Promise<void> => {
  const [, width = '1280', scheme] = /-(390|1280)-(light|dark)$/.exec(name) ?? []
  await page.setViewportSize(width === '390' ? phone : desktop)
  await page.emulateMedia({ colorScheme: scheme === 'dark' ? 'dark' : 'light', reducedMotion: 'reduce' })
  await page.evaluate(() => window.scrollTo(0, 0))
  const path = join(docs, `${name}.png`)
  await screenshot(page, path, false)
  const { size } = await stat(path)
  if (size > mostBytes) throw new Error(`${name}.png has ${size} bytes; a README loads better with fewer`)
  process.stdout.write(`docs/${name}.png  ${Math.round(size / 1024)} KB\n`)
}

/** A few people who came before, so that the pages look as they do in use. */
const fill = async (site: LocalSite): Promise<void> => {
  const people = ['amy', 'erick', 'manuel', 'debbie', 'jenifer', 'laura', 'dave']
  for (const name of people) {
    await site.order(`${name}@example.com`, 'unpopular-truth-kpis-slas:free-seat')
    const order = await site.order(`${name}@example.com`, '5w22:seat')
    await site.ask(`${payAt(order)}/pay`, { send: {} })
    await site.order(`${name}@example.com`, 'channelpro-live-columbus:full-pass', { codes: ['NSITSP'] })
  }
}

const buyer = async ({ page, go }: Visitor, site: LocalSite): Promise<void> => {
  await go('/')
  await take(page, 'home-1280-light')
  await take(page, 'home-390-dark')
  await go('/store')
  await take(page, 'store-1280-light')
  await go('/events/5w22')
  await take(page, 'event-1280-dark')
  await take(page, 'event-390-light')
  await page.setViewportSize(desktop)
  await page.getByLabel('Your name').fill('Dana Goulston')
  await page.getByLabel('Your email').fill('dana@example.com')
  await page.getByRole('button', { name: 'Have a code?' }).click()
  await take(page, 'checkout-390-light')
  await page.getByLabel('I agree to the terms').check()
  await page.getByRole('button', { name: /^Pay \$/ }).click()
  await page.getByRole('button', { name: /^Pay \$/ }).click()
  await page.getByRole('heading', { level: 1, name: /^You’re in, / }).waitFor()
  const mail = await site.mail('dana@example.com', 'registration-confirmed')
  // At an address of the site, from where its cover may be loaded.
  const tab = await page.context().newPage()
  await tab.route('**/mail', (route) => route.fulfill({ contentType: 'text/html', body: mail.html ?? '' }))
  await tab.goto(`${site.url}/mail`)
  await take(tab, 'mail-390-dark')
}

const organizer = async ({ page, go, signIn }: Visitor): Promise<void> => {
  await signIn('admin@lectern.example')
  await go('/admin')
  await take(page, 'admin-1280-light')
}

/** A class in its first week, as someone who attends it finds it. */
const student = async ({ page, go, signIn }: Visitor, site: LocalSite): Promise<void> => {
  const { sessions } = await site.event('5w22')
  const [session] = sessions.map(({ id }) => id)
  const send = (path: string, body: unknown) =>
    site.ask(`/api/admin/events/5w22/${path}`, { token: site.adminKey, send: body })
  await site.setClock('2024-04-23T17:00:00Z')
  for (const [kind, title] of [
    ['recording', 'What value-based selling is'],
    ['handout', 'Sales playbook'],
    ['handout', 'Denial-of-services letter'],
  ]) {
    await send('materials', { session, kind, title, link: 'https://vimeo.com/76979871' })
  }
  const marking = { by: 'pass' }
  const work = {
    title: 'Your own playbook',
    instructions: 'One page.',
    due: '2024-04-29T12:00',
    marking,
    publish: true,
  }
  await send('assignments', { session, ...work })
  await site.setClock('2024-04-24T17:00:00Z')
  await signIn('amy@example.com')
  await go('/events/5w22/class')
  await take(page, 'class-1280-dark')
}

const photograph = async (browser: Browser): Promise<void> => {
  await withPlatform(in2024, async (site) => {
    await fill(site)
    const options = { timezoneId: 'America/New_York' }
    await asVisitor(browser, site, (visitor) => buyer(visitor, site), options)
    await asVisitor(browser, site, organizer, options)
    await asVisitor(browser, site, (visitor) => student(visitor, site), options)
  })
}

await buildAssets()
const browser = await launchBrowser()
try {
  await photograph(browser)
} finally {
  await browser.close()
}
