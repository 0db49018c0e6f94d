import { ButtonLink } from '../../components/button.tsx'
import { definePages, why } from '../../forms/pages.ts'
import { HelpFrame } from './help-frame.tsx'

/** `/contact`: how to reach the organizer, and what to say so that one email is enough. */
export const contactPage = definePages({ who: 'everyone' }, (app, { organizer }) => {
  app.page('/contact', { audit: why.impersonal }, (c) => {
    const { name, replyTo, postalAddress } = organizer
    return c.html(
      <HelpFrame path="/contact" title="Contact us" lead={`Write to ${name}. A person reads it and answers by email.`}>
        <section>
          <h2>Email</h2>
          <p class="mb-4">
            Write from the address you registered with, and say which event or order it’s about. That’s usually all we
            need.
          </p>
          <ButtonLink look="primary" href={`mailto:${replyTo}`}>
            Email {replyTo}
          </ButtonLink>
        </section>
        <section>
          <h2>Mail</h2>
          <address class="whitespace-pre-line not-italic">
            {name}
            {'\n'}
            {postalAddress}
          </address>
        </section>
        <section>
          <h2>Faster than email</h2>
          <div class="actions">
            <ButtonLink href="/account">Find your events and orders</ButtonLink>
            <ButtonLink href="/refunds">Get a refund</ButtonLink>
            <ButtonLink href="/account/mail">Change which emails you get</ButtonLink>
          </div>
        </section>
      </HelpFrame>,
    )
  })
})
