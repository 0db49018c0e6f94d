import { addSeconds, type Instant, instantFromDate, type Table } from '@lectern/core/platform'
import { type CodeMail, createSignInApp } from '@lectern/web/sign-in'
import { Hono } from 'hono'
import type { FC, PropsWithChildren } from 'hono/jsx'
import { createSignOutRoutes } from '../../../packages/web/src/sign-in/sign-out.ts'

export const siteUrl = 'https://lectern.example'
export const secret = 'a secret of this test'

type Options = { secureCookies?: boolean; sendCode?: () => Promise<void> }

/** The sign-in app as the site mounts it, with an inbox and a clock that the test moves. */
export const signInSite = (table: Table, options: Options = {}) => {
  let moved = 0
  const inbox: CodeMail[] = []
  const realNow = (): Instant => addSeconds(instantFromDate(new Date()), moved)
  const Layout: FC<PropsWithChildren<{ title: string }>> = ({ title, children }) => (
    <html lang="en">
      <title>{title}</title>
      {children}
    </html>
  )
  const secureCookies = options.secureCookies ?? true
  const services = { table, secret, siteUrl, realNow, secureCookies, Layout }
  const sendCode = async (mail: CodeMail) => {
    await options.sendCode?.()
    inbox.push(mail)
  }
  const app = new Hono()
    .route('/sign-in', createSignInApp({ ...services, sendCode }))
    .route('/', createSignOutRoutes(services))
  return {
    app,
    inbox,
    realNow,
    pass: (seconds: number) => {
      moved += seconds
    },
    lastCode: () => inbox.at(-1)?.code ?? '',
  }
}

export type Site = ReturnType<typeof signInSite>

/** A browser in so far as it keeps cookies and says where its forms come from. */
export const browser = (site: Site, headers: Record<string, string> = {}) => {
  const cookies = new Map<string, string>()
  const keep = (response: Response) => {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const [name = '', ...value] = pair.split('=')
      if (/max-age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, value.join('='))
    }
    return response
  }
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  return {
    cookies,
    cookie,
    get: async (path: string) => keep(await site.app.request(path, { headers: { cookie: cookie(), ...headers } })),
    post: async (path: string, fields: Record<string, string>, extra: Record<string, string> = {}) =>
      keep(
        await site.app.request(path, {
          method: 'POST',
          body: new URLSearchParams(fields),
          headers: { cookie: cookie(), origin: siteUrl, ...headers, ...extra },
        }),
      ),
  }
}

/** A code of six digits that is not the one given. */
export const wrongCode = (code: string, index = 0): string =>
  String((Number(code) + 1 + index) % 1_000_000).padStart(6, '0')
