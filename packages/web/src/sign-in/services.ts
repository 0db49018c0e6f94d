import type { Instant, Table } from '@lectern/core/platform'
import type { FC, PropsWithChildren } from 'hono/jsx'

export type CodeMail = {
  email: string
  code: string
  minutes: number
  /** Signs in the browser that opens it, once, for as long as the code works. */
  linkUrl: string
  /** Makes the browser that opens it one that may always ask for codes for this address. */
  browserUrl: string
}

export type SignInServices = {
  table: Table
  /** Signs cookies and derives codes; the site needs the same one to know a session again. */
  secret: string
  siteUrl: string
  /** The real time, whatever a set clock says. */
  realNow: () => Instant
  sendCode: (mail: CodeMail) => Promise<void>
  /** False only where the site is served without TLS, on one machine. */
  secureCookies: boolean
  Layout: FC<PropsWithChildren<{ title: string }>>
  /** Who asks, for limits; by default the last address in `X-Forwarded-For`. Undefined: no limit by client. */
  clientAddress?: (request: Request) => string | undefined
}
