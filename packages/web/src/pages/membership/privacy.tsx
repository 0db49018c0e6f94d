import { PageHeading } from '../../components/page-heading.tsx'
import { definePages, why } from '../../forms/pages.ts'
import { SitePage } from '../site-page.tsx'
import { Contact } from './contact.tsx'

/** `/privacy`: short, and only what the product really does. */
export const privacyPage = definePages({ who: 'everyone' }, (app) => {
  app.page('/privacy', { audit: why.impersonal }, (c) =>
    c.html(
      <SitePage title="Privacy" canonical="/privacy" width="text">
        <PageHeading title="Privacy">
          <p>What we keep, what for, and who sees it.</p>
        </PageHeading>
        <div class="prose mt-8">
          <h2>What we keep</h2>
          <p>
            Your name and email, what you registered for, your answers to an event’s questions, and your orders, with
            your address if we ship something. When you pay, Stripe tells us that you paid, but not your card number.
          </p>
          <h2>Who sees it</h2>
          <p>
            The organizers see who’s registered. Other attendees don’t see your address. Stripe handles payments, and
            Resend delivers our email. There are no ads here, and nothing follows you to other sites.
          </p>
          <h2>Cookies</h2>
          <p>
            One keeps your cart for three months, or until you sign in. Then we save your cart, so you’ll see it on all
            your devices. One keeps you signed in. One keeps a code from a link you followed until it applies, for up to
            three months. If you choose a time zone, one remembers it for a year. There are no others.
          </p>
          <h2>How long</h2>
          <p>
            We keep a record of emails we sent, and of what organizers viewed or changed, for two years. We keep a
            waitlist spot for a year after the event, and what you asked to hear about for two years. We keep orders for
            ten years, as tax law requires, and then remove your name. Everything else stays until you delete it. Backup
            copies are gone within a year.
          </p>
          <h2>Downloading or deleting your data</h2>
          <p>
            Sign in and go to <a href="/account/data">Your data</a>. We keep what was sold and for how much, without
            your name. You can also email us from your address.
          </p>
          <Contact />
        </div>
      </SitePage>,
    ),
  )
})
