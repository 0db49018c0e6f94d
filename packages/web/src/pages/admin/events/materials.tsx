// Recordings and handouts of an event's sessions: what there is, and the ways to add more.
import { type Event, getEvent } from '@lectern/core/catalog'
import { requirePerson } from '@lectern/core/identity'
import { addMaterial, listMaterials, NewMaterial, removeMaterial } from '@lectern/core/materials'
import type { FieldError } from '@lectern/core/platform'
import { Hono } from 'hono'
import { ButtonLink } from '../../../components/button.tsx'
import { ErrorSummary } from '../../../components/error-summary.tsx'
import { Notice } from '../../../components/notice.tsx'
import { PageHeading } from '../../../components/page-heading.tsx'
import { Page } from '../../../layout/page.tsx'
import { contentPolicy } from '../../../middleware/security-headers.ts'
import type { SiteEnv, SiteServices } from '../../../site.ts'
import { latestSession, pageWords } from '../../class/class-words.ts'
import { adminsAndInstructors, isAdmin } from '../access.ts'
import { errorsOf, noErrors, parseTyped, refusalOf, summaryOf } from '../form-errors.ts'
import { readTyped, type Typed, typedFrom } from '../typed.ts'
import { type AdminContext, flashOf, showAdmin } from '../view.tsx'
import { LinkForm, MaterialList, UploadForm } from './materials-parts.tsx'

const done = {
  added: 'It is there. Those who attend find it in ten minutes; until then you can take it back unseen.',
  uploaded: 'It is there. Those who attend find it in ten minutes; until then you can take it back unseen.',
  removed: 'It is taken away. Links to it lead nowhere from now on.',
} as const

const fields = ['kind', 'session', 'title', 'link'] as const

const blank = (event: Event, now: string): Typed =>
  typedFrom([
    ['kind', event.recording === 'never' ? 'handout' : 'recording'],
    ['session', latestSession(event, now)?.id ?? ''],
  ])

/** `/admin/events/:slug/materials`: for admins, and for those who teach the event. */
export const materialPages = (services: SiteServices): Hono<SiteEnv> => {
  const { table, files, paymentOrigins } = services
  const app = new Hono<SiteEnv>()
  const guard = adminsAndInstructors(table)

  const show = async (
    c: AdminContext,
    event: Event,
    typed: Typed,
    errors = noErrors,
    status: 200 | 400 | 409 = 200,
  ) => {
    const { actor, now } = c.var
    const title = `Recordings and handouts of ${event.title}`
    const materials = await listMaterials(table, event.slug)
    const admin = isAdmin(actor)
    // From here alone a script may send something to the store.
    c.header('Content-Security-Policy', contentPolicy(paymentOrigins, [files.origin]))
    const body = (
      <div class="grid grid-cols-[minmax(0,1fr)] gap-5">
        <PageHeading
          size="work"
          kicker={event.title}
          title="Recordings and handouts"
          actions={
            <>
              <ButtonLink size="small" href={admin ? `/admin/events/${event.slug}` : `/events/${event.slug}`}>
                The event
              </ButtonLink>
              <ButtonLink size="small" href={`/admin/events/${event.slug}/roster`}>
                Roster
              </ButtonLink>
              <ButtonLink size="small" href={`/events/${event.slug}/class`}>
                {pageWords(event)}
              </ButtonLink>
            </>
          }
        >
          Those who attend find them on their page, by session, as long as they have access.
        </PageHeading>
        {event.recording === 'never' && (
          <Notice>This event is never recorded: it takes handouts, and neither recordings nor sound or video.</Notice>
        )}
        <ErrorSummary errors={summaryOf(errors)} />
        {event.sessions.length === 0 ? (
          <Notice>Recordings and handouts belong to a session, and this event has none yet.</Notice>
        ) : (
          <>
            <LinkForm event={event} typed={typed} errors={errors} now={now} />
            <UploadForm event={event} typed={blank(event, now)} now={now} />
          </>
        )}
        <MaterialList event={event} materials={materials} />
      </div>
    )
    const flash = flashOf(c, done)
    if (admin) return showAdmin(c, table, { title, nav: 'events', flash, status }, body)
    return c.html(
      <Page title={title} actor={actor.kind === 'person' ? actor : undefined} unlisted flash={flash}>
        {body}
      </Page>,
      status,
    )
  }

  app.get('/:slug/materials', guard, async (c) => {
    const event = await getEvent(table, c.req.param('slug'))
    return show(c, event, blank(event, c.var.now))
  })

  app.post('/:slug/materials', guard, async (c) => {
    const { actor, now } = c.var
    const slug = c.req.param('slug')
    const typed = await readTyped(c)
    const given = fields.map((name) => [name, typed.text(name)]).filter(([, text]) => text !== '')
    const again = async (errors: FieldError[], status: 400 | 409) =>
      show(c, await getEvent(table, slug), typed, errorsOf(errors), status)
    const parsed = parseTyped(NewMaterial, Object.fromEntries(given))
    if (!parsed.ok) return again(parsed.errors, 400)
    try {
      await addMaterial(services, slug, parsed.value, { by: requirePerson(actor).id, now })
    } catch (error) {
      return again(refusalOf(error), 409)
    }
    return c.redirect(`/admin/events/${slug}/materials?done=added`, 303)
  })

  app.post('/:slug/materials/:id/remove', guard, async (c) => {
    const { slug, id } = c.req.param()
    await removeMaterial(services, slug, id)
    return c.redirect(`/admin/events/${slug}/materials?done=removed`, 303)
  })
  return app
}
