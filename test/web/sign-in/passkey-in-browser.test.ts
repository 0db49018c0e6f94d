import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeViolations, openBrowser, withPage } from '../../support/browser.ts'
import { type LocalSite, withPlatform } from '../../support/local-platform.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const email = 'ada@example.com'

/** A device of Ada's that keeps passkeys and knows her finger. */
const giveAuthenticator = async (page: Page) => {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  })
  return {
    isHers: (isUserVerified: boolean) => devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
  }
}

const signInByCode = async (site: LocalSite, page: Page) => {
  await page.getByLabel('Email address').fill(email)
  await page.getByRole('button', { name: 'Email me a code' }).click()
  const { text } = await site.mail(email, 'sign-in-code')
  await page.getByLabel('Code', { exact: true }).fill(/\b\d{6}\b/.exec(text ?? '')?.[0] ?? '')
  await page.getByRole('button', { name: 'Sign in' }).click()
}

describe('a passkey, in a browser with an authenticator', () => {
  it('is added after a fresh sign-in, told by mail, signs in without mail, and does no more once it is removed', async () => {
    await withPlatform({ sample: 'none' }, async (site) => {
      const local = site.url.replace('127.0.0.1', 'localhost')
      await withPage(browser, { baseURL: local }, async (page) => {
        const complaints: string[] = []
        page.on('pageerror', (error) => complaints.push(error.message))
        page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()))
        const device = await giveAuthenticator(page)
        await page.goto('/sign-in?next=/account/passkeys')
        await signInByCode(site, page)

        await page.getByLabel('Name').fill('Ada’s laptop')
        await page.getByRole('button', { name: 'Add a passkey' }).click()
        await page.getByText('Passkey added.').waitFor()
        expect(await axeViolations(page)).toEqual([])
        await site.doDueWork()
        expect((await site.mail(email, 'account-changed')).text).toContain('Ada’s laptop')

        const withPasskey = async () => {
          // All of them: taken out one by one, the others are put back, which may come too late for the next page.
          await page.context().clearCookies()
          await page.goto('/sign-in?next=/account/passkeys')
          await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
        }
        await withPasskey()
        await page.getByText('last used').waitFor()
        expect(await site.mails(email, 'sign-in-code')).toHaveLength(1)
        expect(complaints).toEqual([])

        await device.isHers(false)
        await withPasskey()
        await page.getByText('No passkey was used.').waitFor()
        await device.isHers(true)

        await withPasskey()
        await page.getByText('last used').waitFor()
        await page.getByRole('button', { name: /^Remove/ }).click()
        await page.getByText('Passkey removed.').waitFor()
        await withPasskey()
        await page.getByText('That passkey didn’t work here.').waitFor()
      })
    })
  })

  it('is offered where it works alone, and without script codes are there', async () => {
    await withPlatform({ sample: 'none' }, async (site) => {
      await withPage(browser, { baseURL: site.url }, async (page) => {
        await page.goto('/sign-in')
        await page.getByText('Passkeys work at').waitFor()
        expect(await page.getByRole('button', { name: 'Sign in with a passkey' }).isVisible()).toBe(false)
      })
      await withPage(browser, { baseURL: site.url, javaScriptEnabled: false }, async (page) => {
        await page.goto('/sign-in')
        expect(await page.getByRole('button', { name: 'Sign in with a passkey' }).isVisible()).toBe(false)
        expect(await page.getByRole('button', { name: 'Email me a code' }).isVisible()).toBe(true)
      })
    })
  })
})
