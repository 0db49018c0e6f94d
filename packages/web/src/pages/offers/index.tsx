// The link in an offer's mail: it fills the cart and opens the checkout while the seat is kept, and says so once it isn't.
import { findEvent, readSku } from '@lectern/core/catalog'
import { notFound } from '@lectern/core/platform'
import { findOffer, findUnpaidOrderOf, isOffered, orderUrl, withLine } from '@lectern/core/registration'
import { ButtonLink } from '../../components/button.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { definePages, why } from '../../forms/pages.ts'
import { Stack } from '../../layout/columns.tsx'
import { changeCart } from '../cart/own-cart.ts'
import { formatOffer, saveOfferCookie } from '../cart/own-offers.ts'
import { SitePage } from '../site-page.tsx'

export const offerPages = definePages({ who: 'holder' }, (app, services) => {
  app.page('/offers/:sku', { audit: why.own }, async (c) => {
    const { actor, now } = c.var
    // The address takes a seat in someone's name; no other page is told it.
    c.header('Referrer-Policy', 'no-referrer')
    const sku = c.req.param('sku')
    const token = c.req.query('token') ?? ''
    const [place, event] = await Promise.all([
      findOffer(services, sku, token, c.var),
      findEvent(services.table, readSku(sku)?.offering ?? '-'),
    ])
    if (!place || !event || (actor.kind === 'person' && actor.id !== place.personId)) throw notFound('offer')
    if (isOffered(place, now)) {
      await changeCart(c, services, (cart) => withLine(cart, { sku, quantity: 1 }))
      if (actor.kind !== 'person') saveOfferCookie(c, services, sku, token)
      return c.redirect('/checkout', 303)
    }
    const unpaid = await findUnpaidOrderOf(services, place)
    // Their own order waits for its payment: the link leads to where they pay.
    if (unpaid?.buyer.personId === place.personId) return c.redirect(orderUrl(services, unpaid.id), 303)
    const taken = place.status === 'taken'
    const title = unpaid ? 'Someone ordered this seat for you' : taken ? 'You took this seat' : 'This offer has ended'
    return c.html(
      <SitePage title={title} unlisted width="text">
        <PageHeading kicker={event.title} title={title}>
          <p>
            {unpaid
              ? 'It isn’t paid yet. If it stays unpaid, this link opens your offer again.'
              : taken
                ? 'The confirmation went to your email address.'
                : `${formatOffer(place, event, now)} Nothing was charged. If it’s sold out, you can join the waitlist again.`}
          </p>
        </PageHeading>
        <Stack after>
          <div class="flex flex-wrap gap-3">
            <ButtonLink look="primary" href={`/events/${event.slug}`}>
              Open the event
            </ButtonLink>
            <ButtonLink look="ghost" href="/events">
              See all events
            </ButtonLink>
          </div>
        </Stack>
      </SitePage>,
    )
  })
})
