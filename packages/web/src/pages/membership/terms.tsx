import { defaultTermsVersion, findTerms } from '@lectern/core/organizer'
import { cutText, notFound } from '@lectern/core/platform'
import { formatZonedDate } from '@lectern/core/schedule'
import type { Child } from 'hono/jsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { definePages, why } from '../../forms/pages.ts'
import { Paragraphs } from '../paragraphs.tsx'
import { SitePage } from '../site-page.tsx'
import { Contact } from './contact.tsx'

/** The product's own terms, which hold while the organizer has written none. */
const ProductTerms = () => (
  <div class="prose mt-8">
    <h2>Registering</h2>
    <p>
      A registration is for one person, by name. You can register others if they know about it. A free registration is
      confirmed right away, a paid one when the payment arrives. Until then we hold the seats for about half an hour.
    </p>
    <h2>Prices and paying</h2>
    <p>
      Prices are in US dollars. You pay the total that you confirmed, on our payment provider Stripe. We never see your
      card number.
    </p>
    <h2>Canceling</h2>
    <p>
      Each event says how long you can cancel. You cancel on your order’s page. Within that time, we refund everything
      you paid to how you paid. If we cancel an event, you get a full refund, whenever that is.
    </p>
    <h2>When times change</h2>
    <p>If a session moves, we email everyone who’s registered, with a new calendar invitation.</p>
    <h2>Recordings</h2>
    <p>
      Each event says whether it’s recorded. If it says “Not recorded”, nobody may record it, not even for themselves.
    </p>
    <h2>The organizer</h2>
    <Contact />
  </div>
)

/** `/terms`, also as they were: `/terms?version=…`, to which orders lead. */
export const termsPages = definePages({ who: 'everyone' }, (app, services) => {
  const { table, organizer } = services

  app.page('/terms', { audit: why.impersonal }, async (c) => {
    const asked = c.req.query('version')
    const version = asked ?? organizer.termsVersion
    const current = version === organizer.termsVersion
    let about: Child = `Version ${version}.`
    let body = <ProductTerms />
    if (version !== defaultTermsVersion) {
      const written = await findTerms(table, cutText(version, 60))
      if (!written) throw notFound('page')
      about = `Effective ${formatZonedDate(written.since, organizer.zone)}.`
      body = (
        <div class="mt-8">
          <Paragraphs text={written.text} />
          <Contact />
        </div>
      )
    }
    return c.html(
      <SitePage title="Terms" canonical="/terms" width="text" unlisted={!current}>
        <PageHeading title="Terms">
          <p>
            What you and {organizer.name} agree to when you register. {about}{' '}
            {!current && (
              <>
                You’re reading an older version. <a href="/terms">See the current ones.</a>
              </>
            )}
          </p>
        </PageHeading>
        {body}
      </SitePage>,
    )
  })
})
