import type { Page } from 'playwright-core'
import { until } from '../../support/local-platform.ts'

export const player = (tab: Page) => tab.locator('[data-player]')
export const placeIn = (tab: Page): Promise<number> =>
  player(tab).evaluate((found) => (found instanceof HTMLMediaElement ? found.currentTime : -1))
export const ready = (tab: Page) =>
  until(() => player(tab).evaluate((found) => found instanceof HTMLMediaElement && found.readyState > 0))
/** The slowest that there is: however busy the machine, a player that is looked at a little later is where it was. */
export const slowly = 0.0625
export const setRate = (tab: Page, rate: number) =>
  player(tab).evaluate((found, rate) => {
    if (found instanceof HTMLMediaElement) found.playbackRate = rate
  }, rate)
/** Puts the player somewhere, and lets it run for a moment, or until it is stopped. */
export const playFrom = async (tab: Page, seconds: number) => {
  await ready(tab)
  await setRate(tab, slowly)
  await player(tab).evaluate((found, to) => {
    if (found instanceof HTMLMediaElement) found.currentTime = to
  }, seconds)
  await player(tab).focus()
  await tab.keyboard.press('Space')
  await until(async () => (await placeIn(tab)) > seconds || (await player(tab).getAttribute('src')) === null)
}
export const pause = (tab: Page) => player(tab).evaluate((found) => found instanceof HTMLMediaElement && found.pause())
