import { Zone } from '@lectern/core/platform'
import type { Context } from 'hono'
import { type CookieConfig, ownCookie } from './cookies.ts'

const cookie = ownCookie('zone', 365 * 24 * 3600)

/** The zone that a reader chose; what isn't one counts as none. */
export const readZoneCookie = (c: Context, config: CookieConfig): Zone | undefined => {
  const text = cookie.read(c, config)
  return text === undefined ? undefined : Zone.safeParse(text).data
}

/** Remembers a reader's zone, or forgets it. */
export const writeZoneCookie = (c: Context, config: CookieConfig, zone: Zone | undefined): void =>
  zone === undefined ? cookie.forget(c, config) : cookie.write(c, config, zone)
