import type { Logo } from '@lectern/core/organizer'
import { raw } from 'hono/html'
import type { Child, PropsWithChildren } from 'hono/jsx'
import { type AssetName, assetPath } from '../assets.ts'
import { Notice, type NoticeTone } from '../components/notice.tsx'
import { type Errors, giveErrors, noErrors } from '../forms/errors.ts'
import { giveTyped, type Typed } from '../forms/typed.ts'
import type { Actor, SiteNav } from './navigation.ts'
import { type SharedCard, SharedTags } from './shared-tags.tsx'
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
  /** What is shown where a link to the page is shared. */
  shared?: SharedCard | undefined
  /** More elements for the head, e.g. <JsonLd>. */
  head?: Child
  /** Styles that these pages alone need, beside those of every page. */
  sheet?: Extract<AssetName, `${string}.css`> | undefined
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

/** A page with a frame of its own around its <main>: loaded with the pages that have it, not with the first view. */
export type PageProps = SitePageProps | (Common & { kind: 'framed'; frame: (main: Child) => Child; look: string })

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
  const { flash, children, ...page } = props
  const framed = page.kind === 'framed'
  const main = (
    <main id="main" tabindex={-1} class={framed ? page.look : widths[page.width ?? 'wide']}>
      <FlashLine flash={flash} full={!framed && page.width === 'full'} />
      {children}
    </main>
  )
  return framed ? page.frame(main) : <SiteFrame {...page}>{main}</SiteFrame>
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
          {props.sheet && <link rel="stylesheet" href={assetPath(props.sheet)} />}
          <link rel="icon" type="image/svg+xml" href={assetPath('favicon.svg')} />
          <link rel="apple-touch-icon" href={assetPath('icon-touch.png')} />
          <link rel="manifest" href="/organizer/app.webmanifest" />
          {props.description !== undefined && <meta name="description" content={props.description} />}
          {props.unlisted === true || props.kind === 'framed' ? <meta name="robots" content="noindex" /> : null}
          {props.canonical !== undefined && <link rel="canonical" href={props.canonical} />}
          <meta property="og:title" content={props.title} />
          {props.description !== undefined && <meta property="og:description" content={props.description} />}
          {props.shared && <SharedTags {...props.shared} url={props.canonical} />}
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
