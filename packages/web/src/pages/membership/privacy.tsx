import { PageHeading } from '../../components/page-heading.tsx'
import { type Declared, declarePages, why } from '../../forms/pages.ts'
import type { SiteServices } from '../../site.ts'
import { SitePage } from '../site-page.tsx'
import { Contact } from './contact.tsx'

/** `/privacy`: short, and only what the product really does. */
export const privacyPage = (services: SiteServices): Declared[] => {
  const app = declarePages({ who: 'everyone' })
  app.page('/privacy', { audit: why.impersonal }, (c) =>
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
            same on all your devices. One keeps you signed in. One keeps a code from a link that you followed, until it
            applies, for three months at most. There are no others.
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
          <Contact {...services.organiser} />
        </div>
      </SitePage>,
    ),
  )
  return app.pages
}
