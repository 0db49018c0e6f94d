import { coverOfPage, type Instructor, type WithCover } from '@lectern/core/catalog'
import { coverAddress } from '@lectern/core/covers'
import type { Context } from 'hono'
import { getContext } from 'hono/context-storage'
import { addressOf } from '../layout/admin-page.tsx'
import { Page, type SitePageProps } from '../layout/page.tsx'
import type { SharedCard } from '../layout/shared-tags.tsx'
import type { SiteEnv } from '../site.ts'
import { countItems, readCart } from './cart/own-cart.ts'
import { type DataSite, pictureUrl } from './organizer-data.ts'

export type Request = Context<SiteEnv>

/**
 * `canonical` is a path here, and `here` is only said of a page that was reached by a form. `about`: the thing that the page is
 * of, whose card is shown where its link is shared.
 */
type Props = Omit<SitePageProps, 'actor' | 'cartCount' | 'organizer' | 'logo' | 'shared'> & {
  about?: { thing: WithCover; instructors?: readonly Instructor[] } | undefined
}

const nameOf = (thing: WithCover): string => ('name' in thing ? thing.name : thing.title)

/** The card of a page that everyone may see: of its thing, or of the part of the site that it belongs to. */
const cardOf = (site: DataSite, path: string, about: Props['about']): SharedCard => {
  const { name } = site.organizer
  if (about) return { picture: pictureUrl(site, about.thing, about.instructors), alt: nameOf(about.thing), site: name }
  const card = coverOfPage(path.split(/[/?]/)[1] ?? '', name)
  return { picture: `${site.siteUrl}${coverAddress(card, 'og')}`, alt: card.title, site: name }
}

/**
 * A page of the site, with what every page knows of the request that is being answered: who is signed in, how many things are in
 * the cart, whose site it is.
 */
export const SitePage = ({ canonical, here, about, ...page }: Props) => {
  const c = getContext<SiteEnv>()
  const { actor, site } = c.var
  return (
    <Page
      {...page}
      canonical={canonical === undefined ? undefined : `${site.siteUrl}${canonical}`}
      shared={canonical === undefined || page.unlisted ? undefined : cardOf(site, canonical, about)}
      here={here ?? addressOf(c)}
      actor={actor.kind === 'person' ? actor : undefined}
      cartCount={countItems(readCart(c))}
      organizer={site.organizer.name}
      logo={site.organizer.logo}
    />
  )
}
