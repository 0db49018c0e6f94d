import { getVisibleEvent } from '@lectern/core/catalog'
import { requirePerson } from '@lectern/core/identity'
import { notFound } from '@lectern/core/platform'
import { askNextRun, dropNextRun, hasAskedNextRun, mayAskNextRun, viewerOf } from '@lectern/core/registration'
import { ButtonLink } from '../../components/button.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { definePages, done, why } from '../../forms/pages.ts'
import { SitePage } from '../site-page.tsx'

/**
 * `/events/:slug/next-run`: asks to hear of it when an event runs again. One signs in first, so nobody's address gets an email that
 * they didn't ask for.
 */
export const nextRunPages = definePages({ who: 'person', caching: 'personal' }, (app, { table }) => {
  const path = '/events/:slug/next-run' as const

  app.page(path, { audit: why.own }, async (c) => {
    const { actor, now } = c.var
    const person = requirePerson(actor)
    const event = await getVisibleEvent(table, c.req.param('slug'), viewerOf(actor))
    if (!mayAskNextRun(event, now)) throw notFound('page')
    const asked = await hasAskedNextRun(table, event, person.id)
    return c.html(
      <SitePage title="The next run" unlisted nav={event.kind} width="text">
        <PageHeading kicker={event.title} title={asked ? 'We’ll email you' : 'Hear about the next run'}>
          <p>
            {asked
              ? `When the next run is scheduled, we’ll write to ${person.email}. That’s all we’ll send.`
              : `We’ll write to ${person.email} once, when the next run is scheduled.`}
          </p>
        </PageHeading>
        <form class="actions mt-8" method="post" action={`/events/${event.slug}/next-run`}>
          {asked ? (
            <>
              <ButtonLink look="primary" href="/events">
                See all events
              </ButtonLink>
              <button type="submit" class="btn btn-quiet" name="drop" value="yes">
                Never mind
              </button>
            </>
          ) : (
            <SubmitButton>Email me</SubmitButton>
          )}
        </form>
      </SitePage>,
    )
  })

  app.form(path, { audit: why.own }, async (c, form) => {
    const person = requirePerson(c.var.actor)
    const slug = c.req.param('slug')
    if (form.text('drop') === 'yes') {
      await dropNextRun(table, await getVisibleEvent(table, slug, viewerOf(person)), person.id)
      return done(`/events/${slug}`)
    }
    await askNextRun(table, slug, person, c.var.now)
    return done(`/events/${slug}/next-run`)
  })
})
