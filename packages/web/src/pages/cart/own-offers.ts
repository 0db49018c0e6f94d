import type { Event } from '@lectern/core/catalog'
import { findOffer, findPlaces, isOffered, type Waiting } from '@lectern/core/registration'
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { type CookieConfig, ownCookie } from '../../cookies.ts'
import type { SiteEnv, SiteServices } from '../../site.ts'
import { formatMoment } from '../event-words.ts'
import { readCart } from './own-cart.ts'

// An offer lasts a day; for another one the cart still says that it has ended.
const cookie = ownCookie('offer', 2 * 24 * 3600)

/** Remembers by which offer a visitor came, the latest one. */
export const saveOfferCookie = (c: Context, services: CookieConfig, sku: string, token: string): void =>
  cookie.write(c, services, `${sku}~${token}`)

/**
 * Finds what the waitlist has offered of this cart to the reader: by the link they came with, or to the person who is
 * signed in. One read for someone signed in with a cart or come by a link, none for others.
 */
const ownOffers = (services: SiteServices) =>
  createMiddleware<SiteEnv>(async (c, next) => {
    const { actor } = c.var
    const skus = readCart(c).lines.map(({ sku }) => sku)
    if (actor.kind === 'person') {
      const places = await findPlaces(
        services.table,
        skus.map((sku) => ({ sku, personId: actor.id })),
      )
      c.set(
        'offers',
        places.filter(({ status }) => status === 'offered' || status === 'lapsed'),
      )
    } else {
      const [sku = '', token = ''] = (cookie.read(c, services) ?? '').split('~')
      const inCart = skus.includes(sku)
      const place = inCart ? await findOffer(services, sku, token, c.var) : undefined
      // What opens nothing would count as a guess on every page.
      if (inCart && !place) cookie.forget(c, services)
      c.set('offers', place && place.status !== 'taken' ? [place] : [])
    }
    await next()
  })

/** What the pages of cart and checkout have in common. */
export const ofCart = (services: SiteServices) =>
  ({ who: 'everyone', caching: 'personal', around: ownOffers(services) }) as const

/** Until when a seat is the reader's, or that its offer has ended: a sentence. */
export const formatOffer = (place: Waiting, event: Pick<Event, 'zone'>, now: string): string => {
  const moment = place.offeredUntil && formatMoment(place.offeredUntil, event.zone, now)
  return isOffered(place, now) ? `We’re holding a spot for you until ${moment}.` : `Your offer ended ${moment}.`
}
