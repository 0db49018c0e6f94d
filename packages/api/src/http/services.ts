import type { Actor } from '@lectern/core/identity'
import type { FileStore } from '@lectern/core/materials'
import type { Instant, Log } from '@lectern/core/platform'
import type { CheckoutContext } from '@lectern/core/registration'
import type { Child } from 'hono/jsx'
import type { HtmlEscapedString } from 'hono/utils/html'

/** What the API works with; made once, where the process starts. */
export type ApiServices = CheckoutContext & {
  /** Where the files of titles are stored. */
  files: FileStore
  /** The product's time. */
  now: () => Instant
  /** The wall clock, which can't be set. Sessions, limits, and remembered keys use it. */
  realNow: () => Instant
  log: Log
  version: string
  secureCookies: boolean
  /** Called after every successful write, so what it announced is delivered soon. */
  afterWrite?: () => Promise<void>
  /** The site's layout for the documentation page. */
  docsLayout?: (props: { title: string; children: Child }) => HtmlEscapedString | Promise<HtmlEscapedString>
}

export type ApiEnv = { Variables: { requestId: string; actor: Actor } }
