// The recordings of an event that has ended and opens them to others than those who were registered.
import { recordingAccessOf } from '@lectern/core/catalog'
import { listOpenRecordings, type OpenRecordings, openRecording, registerForRecordings } from '@lectern/core/materials'
import { Breadcrumbs } from '../../components/breadcrumbs.tsx'
import { ButtonLink } from '../../components/button.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { Panel } from '../../components/panel.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { definePages, done, recorded, why } from '../../forms/pages.ts'
import { signInAddress } from '../../layout/account-menu.tsx'
import { SitePage } from '../site-page.tsx'

const addressOfRecordings = (slug: string): string => `/events/${slug}/recording`

const List = ({ event, recordings }: OpenRecordings) =>
  recordings.length === 0 ? (
    <p>The recording isn’t here yet. Check back in a day or two.</p>
  ) : (
    <ul class="grid gap-4">
      {recordings.map(({ id, title }) => (
        <li class="flex flex-wrap items-center justify-between gap-3">
          <span class="min-w-0 font-medium break-words">{title}</span>
          <ButtonLink look="primary" href={`${addressOfRecordings(event.slug)}/${id}`}>
            Watch
            <span class="sr-only"> {title}</span>
          </ButtonLink>
        </li>
      ))}
    </ul>
  )

const Register = ({ event, signedIn }: Pick<OpenRecordings, 'event'> & { signedIn: boolean }) => (
  <>
    <p>Register to watch for free. This event has ended, so you won’t get reminders.</p>
    {signedIn ? (
      <form method="post" action={addressOfRecordings(event.slug)}>
        <SubmitButton busy="Registering…">Register for the recording</SubmitButton>
      </form>
    ) : (
      <p>
        <ButtonLink look="primary" href={signInAddress(addressOfRecordings(event.slug))}>
          Sign in to register
        </ButtonLink>
      </p>
    )}
  </>
)

/** `/events/:slug/recording` */
export const openRecordingPages = definePages({ who: 'everyone' }, (app, services) => {
  const { table } = services
  const path = '/events/:slug/recording' as const

  app.page(path, { audit: why.impersonal }, async (c) => {
    const { actor, now } = c.var
    const open = await listOpenRecordings(table, c.req.param('slug'), actor, now)
    const { event, may } = open
    return c.html(
      <SitePage
        title={`Recording: ${event.title}`}
        unlisted={recordingAccessOf(event) !== 'public'}
        nav={event.kind}
        width="text"
      >
        <Breadcrumbs trail={[{ href: `/events/${event.slug}`, label: event.title }, { label: 'Recording' }]} />
        <PageHeading title={event.title}>
          <p>This event has ended.</p>
        </PageHeading>
        <div class="mt-8">
          <Panel title={may === 'watch' ? 'Watch the recording' : 'Get the recording'}>
            {may === 'watch' ? <List {...open} /> : <Register event={event} signedIn={actor.kind === 'person'} />}
          </Panel>
        </div>
      </SitePage>,
    )
  })

  app.form(path, { audit: recorded('recording.register', 'event:{slug}', { everyone: true }) }, async (c) => {
    const slug = c.req.param('slug')
    await registerForRecordings(table, slug, c.var.actor, c.var.now)
    return done(addressOfRecordings(slug))
  })

  app.page(`${path}/:id`, { audit: why.own }, async (c) => {
    const { slug, id } = c.req.param()
    const { url } = await openRecording(services, slug, id, c.var.actor, c.var.now)
    c.header('Cache-Control', 'private, no-store')
    return c.redirect(url, 303)
  })
})
