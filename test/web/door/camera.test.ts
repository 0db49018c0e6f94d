import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { passText } from '@lectern/core/door'
import { findRegistration } from '@lectern/core/registration'
import { expect, onTestFinished, test } from 'vitest'
import { registered } from '../../support/attendance.ts'
import { axeViolations, phone, withPage } from '../../support/browser.ts'
import { anEvent } from '../../support/build.ts'
import { filmOfCode } from '../../support/camera.ts'
import { launchBrowser } from '../../support/chromium.ts'
import { openSite } from '../../support/site.ts'

test('the camera reads a pass off its picture, lets its holder in, and is on again for the next person', async () => {
  const site = await openSite()
  site.clock.now = '2024-04-23T15:30:00Z'
  const event = await anEvent(site.table, { venue: { name: 'Hyatt', address: 'Columbus, OH' } })
  const ada = await registered(site.table, event, 'ada@example.com', 'Ada Byron')
  const registration = await findRegistration(site.table, ada.id, '5w22')
  if (!registration) throw new Error('not registered')
  const folder = await mkdtemp(join(tmpdir(), 'lectern-camera-'))
  const film = join(folder, 'pass.y4m')
  await writeFile(film, filmOfCode(passText(site.services.secret, registration)))
  const browser = await launchBrowser([
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
  ])
  onTestFinished(async () => {
    await browser.close()
    await rm(folder, { recursive: true })
  })
  const admin = await site.signIn('kara@example.com', { name: 'Kara', admin: true })

  await withPage(browser, { viewport: phone, permissions: ['camera'] }, async (page) => {
    const cookies = [...admin.cookies].map(([name, value]) => ({ name, value, url: site.url }))
    await page.context().addCookies(cookies)
    await page.goto(`${site.url}/door/5w22`)
    expect(await axeViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'Scan with the camera' }).click()
    await page.getByText('Admitted').waitFor()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Ada Byron')
    expect(await axeViolations(page)).toEqual([])
    await page.getByRole('link', { name: 'Next person' }).click()
    await page.getByText('Already checked in').waitFor()
    expect(await axeViolations(page)).toEqual([])
  })
})
