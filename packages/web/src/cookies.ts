import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'

export type CookieConfig = { secureCookies: boolean }

/**
 * A cookie of ours that no script reads and no other site's form brings along. Over TLS its name binds it to this host alone
 * (RFC 6265bis, 4.1.3.2).
 * @param seconds  how long a browser keeps it; each writing begins that again
 */
export const ownCookie = (name: string, seconds: number) => {
  const nameOf = ({ secureCookies }: CookieConfig) => (secureCookies ? `__Host-lectern-${name}` : `lectern-${name}`)
  return {
    read: (c: Context, config: CookieConfig): string | undefined => getCookie(c, nameOf(config)),
    write: (c: Context, config: CookieConfig, value: string): void =>
      setCookie(c, nameOf(config), value, {
        path: '/',
        httpOnly: true,
        sameSite: 'Lax',
        secure: config.secureCookies,
        maxAge: seconds,
      }),
    forget: (c: Context, config: CookieConfig): void => {
      deleteCookie(c, nameOf(config), { path: '/', secure: config.secureCookies })
    },
  }
}
