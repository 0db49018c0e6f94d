import { findEvent, getVisibleEvent, mayView, readSku } from '@lectern/core/catalog'
import { fieldErrors, notFound, Problem, problemStatus } from '@lectern/core/platform'
import { joinWaitingList, seatLevels, viewerOf, WaitingRequest } from '@lectern/core/registration'
import { ButtonLink } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { Panel } from '../../components/panel.tsx'
import { type Errors, errorsOf, noErrors } from '../../forms/errors.ts'
import { again, definePages, done, why } from '../../forms/pages.ts'
import type { Typed } from '../../forms/typed.ts'
import { signInAddress } from '../../layout/account-menu.tsx'
import { Stack } from '../../layout/columns.tsx'
import { type Request, SitePage } from '../site-page.tsx'
import { WaitingForm } from './waiting-form.tsx'

/** `POST /waitlist`, with the form again when something is missing, and the answer on a page of its own. */
export const waitingListPages = definePages({ who: 'everyone', caching: 'personal' }, (app, services) => {
  const showForm = async (c: Request, slug: string, form: Typed, errors: Errors, refusal?: Problem) => {
    const { actor } = c.var
    const event = await getVisibleEvent(services.table, slug, viewerOf(actor))
    const levels = await seatLevels(services.table, [event])
    const typed = { sku: form.text('sku'), name: form.text('name'), email: form.text('email') }
    return c.html(
      <SitePage title={`Waitlist: ${event.title}`} unlisted width="form" here={`/events/${slug}`} errors={errors}>
        <PageHeading size="work" kicker="Waitlist" title={event.title} />
        <Stack after>
          {refusal && (
            <Notice
              tone="warning"
              title={refusal.message}
              action={
                refusal.code === 'registration.sign-in-needed' ? (
                  <ButtonLink size="small" href={signInAddress(`/events/${slug}`)}>
                    Sign in
                  </ButtonLink>
                ) : (
                  <ButtonLink size="small" href={`/events/${slug}`}>
                    Back to the event
                  </ButtonLink>
                )
              }
            />
          )}
          {refusal?.code !== 'registration.seats-available' && (
            <Panel>
              <WaitingForm
                event={event}
                levels={levels}
                actor={actor.kind === 'person' ? actor : undefined}
                typed={typed}
              />
            </Panel>
          )}
        </Stack>
      </SitePage>,
      refusal ? (problemStatus[refusal.kind] as 403 | 409) : 400,
    )
  }

  app.page('/waitlist', { audit: why.impersonal }, (c) => c.redirect('/events', 303))

  app.form('/waitlist', { audit: why.own }, async (c, form) => {
    const { actor, now } = c.var
    const sku = readSku(form.text('sku'))
    if (sku === undefined) throw notFound('ticket')
    const parsed = WaitingRequest.safeParse({
      sku: form.text('sku'),
      name: form.text('name'),
      email: actor.kind === 'person' ? actor.email : form.text('email'),
    })
    if (!parsed.success) {
      return again(
        showForm(
          c,
          sku.offering,
          form,
          errorsOf(fieldErrors(parsed.error.issues), (path) => path),
        ),
      )
    }
    try {
      const joined = await joinWaitingList(services, parsed.data, actor, now, c.var.client)
      return done(joined.outcome === 'waiting' ? `/waitlist/joined?event=${sku.offering}` : '/registered')
    } catch (error) {
      if (error instanceof Problem && (error.kind === 'conflict' || error.kind === 'forbidden'))
        return again(showForm(c, sku.offering, form, noErrors, error))
      throw error
    }
  })

  app.page('/waitlist/joined', { audit: why.impersonal }, async (c) => {
    const event = await findEvent(services.table, c.req.query('event') ?? '-')
    if (!event || !mayView(event, viewerOf(c.var.actor))) throw notFound('event')
    return c.html(
      <SitePage title="You’re on the waitlist" unlisted width="text">
        <PageHeading kicker={event.title} title="You’re on the waitlist">
          <p>
            When a spot opens and you’re next, we’ll email you and hold it for 24 hours. You won’t be charged until you
            take it.
          </p>
        </PageHeading>
        <Stack after>
          <div class="flex flex-wrap gap-3">
            <ButtonLink look="primary" href="/events">
              See all events
            </ButtonLink>
            <ButtonLink look="ghost" href={`/events/${event.slug}`}>
              Back to the event
            </ButtonLink>
          </div>
        </Stack>
      </SitePage>,
    )
  })
})
