import type { Context } from 'hono'
import { getContext } from 'hono/context-storage'
import { addressOf } from '../layout/admin-page.tsx'
import { Page, type SitePageProps } from '../layout/page.tsx'
import type { SiteEnv } from '../site.ts'
import { countItems, readCart } from './cart/own-cart.ts'

export type Request = Context<SiteEnv>

/** `canonical` is a path here, and `here` is only said of a page that was reached by a form. */
type Props = Omit<SitePageProps, 'actor' | 'cartCount' | 'organizer' | 'logo'>

/**
 * A page of the site, with what every page knows of the request that is being answered: who is signed in, how many things are in
 * the cart, whose site it is.
 */
export const SitePage = ({ canonical, here, ...page }: Props) => {
  const c = getContext<SiteEnv>()
  const { actor, site } = c.var
  return (
    <Page
      {...page}
      canonical={canonical === undefined ? undefined : `${site.siteUrl}${canonical}`}
      here={here ?? addressOf(c)}
      actor={actor.kind === 'person' ? actor : undefined}
      cartCount={countItems(readCart(c))}
      organizer={site.organizer.name}
      logo={site.organizer.logo}
    />
  )
}
