import type { Logo } from '@lectern/core/organizer'
import { raw } from 'hono/html'
import type { Child, PropsWithChildren } from 'hono/jsx'
import { assetPath } from '../assets.ts'
import { Notice, type NoticeTone } from '../components/notice.tsx'
import { type Errors, giveErrors, noErrors } from '../forms/errors.ts'
import { giveTyped, type Typed } from '../forms/typed.ts'
import { type AdminCounts, AdminFrame } from './admin-frame.tsx'
import type { Actor, AdminNav, SiteNav } from './navigation.ts'
import { SiteFrame } from './site-frame.tsx'

/** What the last action did, shown once above the next page. */
export type Flash = { tone: NoticeTone; words: Child; action?: Child }

type Common = PropsWithChildren<{
  /** The page's own title; "· Lectern" is added. */
  title: string
  description?: string
  /** The page's path and query, so that signing in leads back to it. */
  here?: string
  /** The one address under which the page should be known. */
  canonical?: string
  /** Pages with personal data stay out of search engines. */
  unlisted?: boolean
  actor?: Actor
  flash?: Flash
  /** What is wrong with the page's forms, by field. */
  errors?: Errors | undefined
  /** What the page's forms hold. */
  typed?: Typed | undefined
  /** More elements for the head, e.g. <JsonLd>. */
  head?: Child
}>

export type SitePageProps = Common & {
  kind?: 'site'
  nav?: SiteNav
  cartCount?: number
  /** wide: a list or a page with an aside; text: one column to read; form: a narrow column to fill in; full: it has its own. */
  width?: keyof typeof widths
  /** A line across the top, above everything else: the sale that's on. */
  strip?: Child
  /** The <MobileBar> of pages with one action. */
  bar?: Child
  organizer?: string
  logo?: Logo | undefined
}

export type PageProps = SitePageProps | (Common & { kind: 'admin'; nav?: AdminNav; counts?: AdminCounts })

const widths = {
  wide: 'page page-body',
  text: 'page page-body page-text',
  form: 'page page-body page-form',
  full: 'outline-none',
} as const

const FlashLine = ({ flash, full }: { flash?: Flash; full: boolean }) =>
  flash ? (
    <div class={full ? 'page py-4' : 'mb-6'}>
      <Notice tone={flash.tone} action={flash.action}>
        {flash.words}
      </Notice>
    </div>
  ) : null

const Frame = (props: PageProps) => {
  const { flash, children, ...frame } = props
  const isAdmin = frame.kind === 'admin'
  const look = isAdmin ? 'min-w-0 max-w-6xl p-5 outline-none md:p-9' : widths[frame.width ?? 'wide']
  const main = (
    <main id="main" tabindex={-1} class={look}>
      <FlashLine flash={flash} full={frame.kind !== 'admin' && frame.width === 'full'} />
      {children}
    </main>
  )
  return isAdmin ? <AdminFrame {...frame}>{main}</AdminFrame> : <SiteFrame {...frame}>{main}</SiteFrame>
}

/** A whole document. It holds no inline script or style, so the strictest content policy can apply. */
export const Page = (props: PageProps) => {
  giveErrors(props.errors ?? noErrors)
  giveTyped(props.typed)
  const title = props.title === 'Lectern' ? 'Lectern' : `${props.title} · Lectern`
  return (
    <>
      {raw('<!doctype html>')}
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <title>{title}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="theme-color" media="(prefers-color-scheme: light)" content="#fdfcf8" />
          <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#14181f" />
          <link rel="preload" as="font" type="font/woff2" crossorigin="anonymous" href={assetPath('fraunces.woff2')} />
          <link rel="preload" as="font" type="font/woff2" crossorigin="anonymous" href={assetPath('figtree.woff2')} />
          <link rel="stylesheet" href={assetPath('styles.css')} />
          <link rel="icon" type="image/svg+xml" href={assetPath('favicon.svg')} />
          {props.description !== undefined && <meta name="description" content={props.description} />}
          {props.unlisted === true || props.kind === 'admin' ? <meta name="robots" content="noindex" /> : null}
          {props.canonical !== undefined && <link rel="canonical" href={props.canonical} />}
          <meta property="og:title" content={props.title} />
          {props.description !== undefined && <meta property="og:description" content={props.description} />}
          {props.head}
        </head>
        <body>
          <a class="skip" href="#main">
            Skip to the content
          </a>
          <Frame {...props} />
        </body>
      </html>
    </>
  )
}
