import type { Context } from 'hono'
import type { Child, PropsWithChildren } from 'hono/jsx'
import type { Errors } from '../forms/errors.ts'
import type { SiteNav } from '../layout/navigation.ts'
import { type Flash, Page } from '../layout/page.tsx'
import type { SiteEnv, SiteServices } from '../site.ts'
import { countItems, readCart } from './cart/own-cart.ts'

export type Request = Context<SiteEnv>

type Props = PropsWithChildren<{
  c: Request
  services: SiteServices
  title: string
  description?: string
  /** A path: the address under which search engines should know the page. */
  canonical?: string
  unlisted?: boolean
  flash?: Flash
  /** What is wrong with the page's forms, by field. */
  errors?: Errors | undefined
  head?: Child
  nav?: SiteNav
  width?: 'wide' | 'text' | 'form'
  bar?: Child
  /** Where signing in leads back to, when the page was reached by a form. */
  here?: string
}>

/** The page's own path and query, for links that lead back to it. */
export const addressOf = (c: Request): string => {
  const { pathname, search } = new URL(c.req.url)
  return `${pathname}${search}`
}

/** A page of the site, with what every page knows: who is signed in, how many things are in the cart, whose site it is. */
export const SitePage = ({ c, services, canonical, here, ...page }: Props) => {
  const { actor } = c.var
  return (
    <Page
      {...page}
      canonical={canonical === undefined ? undefined : `${services.siteUrl}${canonical}`}
      here={here ?? addressOf(c)}
      actor={actor.kind === 'person' ? actor : undefined}
      cartCount={countItems(readCart(c))}
      organizer={services.organizer.name}
      logo={services.organizer.logo}
    />
  )
}
