import { termsVersion } from '@lectern/core/registration'
import { Hono } from 'hono'
import { PageHeading } from '../../components/page-heading.tsx'
import type { SiteEnv, SiteServices } from '../../site.ts'
import { SitePage } from '../site-page.tsx'

/** `/terms` and `/privacy`: short, and only what the product really does. */
export const termsPages = (services: SiteServices): Hono<SiteEnv> => {
  const { name, email, postalAddress } = services.organiser
  const Organiser = () => (
    <p>
      {name}, {postalAddress}, <a href={`mailto:${email}`}>{email}</a>
    </p>
  )
  const app = new Hono<SiteEnv>()
  app.get('/terms', (c) =>
    c.html(
      <SitePage c={c} services={services} title="Terms" canonical="/terms" width="text">
        <PageHeading title="Terms">
          <p>
            What you and {name} agree on when you register. Version {termsVersion}.
          </p>
        </PageHeading>
        <div class="prose mt-8">
          <h2>Registering</h2>
          <p>
            A registration is for one person, by name. You may register others if they know of it. A free registration
            counts from when you confirm it, a paid one from when the payment has arrived; until then the seats are held
            for about half an hour.
          </p>
          <h2>Prices and paying</h2>
          <p>
            Prices are in US dollars. You pay the total that you confirmed, at the payment provider Stripe. Your card’s
            number never reaches us.
          </p>
          <h2>Cancelling</h2>
          <p>
            Each event says until when you can cancel; you cancel on the page of your order. Within that time all that
            you paid goes back to how you paid. If we cancel an event, you get everything back, whenever that is.
          </p>
          <h2>When times change</h2>
          <p>
            If a session has to move, we write to everybody who is registered, with a new invitation for the calendar.
          </p>
          <h2>Recordings</h2>
          <p>
            Each event says whether it is recorded. Where it says “never recorded”, nobody may record it, not even for
            themselves.
          </p>
          <h2>The organiser</h2>
          <Organiser />
        </div>
      </SitePage>,
    ),
  )
  app.get('/privacy', (c) =>
    c.html(
      <SitePage c={c} services={services} title="Privacy" canonical="/privacy" width="text">
        <PageHeading title="Privacy">
          <p>What we keep, what for, and who sees it.</p>
        </PageHeading>
        <div class="prose mt-8">
          <h2>What we keep</h2>
          <p>
            The name and e-mail address that you register with, what you registered for, your answers to an event’s
            questions, and your orders, with the address when something goes by post. When you pay, Stripe tells us that
            you did, not with which card.
          </p>
          <h2>Who sees it</h2>
          <p>
            The organisers see who is registered. Other attendees do not see your address. Stripe handles payments, and
            Resend delivers our mail. There is no advertising here and nothing that follows you to other sites.
          </p>
          <h2>Cookies</h2>
          <p>
            One keeps your cart for three months, until you sign in; then the cart is kept with us, so that it is the
            same on all your devices. One keeps you signed in. There are no others.
          </p>
          <h2>How long</h2>
          <p>
            Mails we sent are kept on record for two years, and so is who of the organisers looked at or changed what. A
            place on a waiting list is kept for a year after the event. Orders are kept for ten years, as tax law asks,
            and then lose your name. The rest stays until you have it erased. Copies in backups go within a year.
          </p>
          <h2>Taking it along, or having it erased</h2>
          <p>
            Signed in, you find both under <a href="/account/data">Your data</a>. What was sold and for how much stays
            on record, without you. You can also write to us from the address in question.
          </p>
          <Organiser />
        </div>
      </SitePage>,
    ),
  )
  return app
}
