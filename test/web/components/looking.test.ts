import { expect, test } from 'vitest'
import { axeViolations, openBrowser, withPage } from '../../support/browser.ts'

test('looking at a page finds what is wrong with it, and with its colors', async () => {
  const browser = await openBrowser()
  try {
    await withPage(browser, {}, async (page) => {
      await page.setContent(
        '<!doctype html><html lang="en"><title>A page</title><body><main><h1>A page</h1>' +
          '<img src="data:," width="9" height="9"><p style="color: #aaa; background: #fff">Faint words</p></main>',
      )
      const found = async (rules: 'all' | 'of looks') =>
        (await axeViolations(page, rules)).map((line) => line.split(':')[0]).sort()
      expect(await found('all')).toEqual(['color-contrast', 'image-alt'])
      expect(await found('of looks')).toEqual(['color-contrast'])
    })
  } finally {
    await browser.close()
  }
})
