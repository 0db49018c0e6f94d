import type { Actor } from '@lectern/core/identity'
import type { FileStore } from '@lectern/core/materials'
import type { Instant, Log } from '@lectern/core/platform'
import type { CheckoutContext } from '@lectern/core/registration'
import type { Child } from 'hono/jsx'
import type { HtmlEscapedString } from 'hono/utils/html'

/** What the API works with; made once, where the process starts. */
export type ApiServices = CheckoutContext & {
  /** Where the files of titles lie. */
  files: FileStore
  /** The product's time. */
  now: () => Instant
  /** The wall clock, whatever was set: sessions, limits and remembered keys go by it. */
  realNow: () => Instant
  log: Log
  version: string
  secureCookies: boolean
  /** Called after every write that came off, so that what it announced is delivered soon. */
  afterWrite?: () => Promise<void>
  /** The site's frame around the readable page of this API. */
  docsLayout?: (props: { title: string; children: Child }) => HtmlEscapedString | Promise<HtmlEscapedString>
}

export type ApiEnv = { Variables: { requestId: string; actor: Actor } }
