import { type Event, getVisibleEvent, seenBy } from '@lectern/core/catalog'
import { requirePerson } from '@lectern/core/identity'
import { Problem } from '@lectern/core/platform'
import { findJoining, joinable, viewerOf } from '@lectern/core/registration'
import type { Session } from '@lectern/core/schedule'
import { noteJoined } from '@lectern/core/teaching'
import { definePages, why } from '../../forms/pages.ts'
import { leadOn } from '../../layout/admin-page.tsx'
import type { SiteServices } from '../../site.ts'
import type { Request } from '../site-page.tsx'

/** Nobody waits longer than this at the door for a note of their coming. */
const noteMilliseconds = 400

const longEnough = () => new Promise<void>((resolve) => setTimeout(resolve, noteMilliseconds).unref())

/** Notes that someone came; whatever becomes of the note, they go in. */
export const noteComing = async (
  c: Request,
  services: SiteServices,
  { event, session, personId }: { event: Event; session: Session; personId: string },
): Promise<void> => {
  const note = noteJoined(services.table, event, session, personId, c.var.now).then(
    () => undefined,
    (error: unknown) =>
      services.log('warn', 'attendance was not noted', {
        request: c.var.requestId,
        error: error instanceof Error ? error.name : 'unknown',
      }),
  )
  await Promise.race([note, longEnough()])
}

/**
 * `/events/:slug/join`: leads on to the session, for those who may, near its time. Everything is checked at this
 * moment, so a link that was kept from earlier opens nothing that has been taken back.
 */
export const joinSession = definePages({ who: 'person' }, (app, services) => {
  app.page('/events/:slug/join', { audit: why.own }, async (c) => {
    const { actor, now } = c.var
    const person = requirePerson(actor)
    const event = await getVisibleEvent(services.table, c.req.param('slug'), viewerOf(actor))
    const registration = await findJoining(services.table, person.id, event, now)
    if (!registration) {
      throw new Problem(
        'forbidden',
        'join.not-registered',
        `Only people registered for “${event.title}” can join. Register first.`,
      )
    }
    const session = joinable(seenBy(event, registration), now)
    if (event.joinUrl === undefined || session === undefined) {
      throw new Problem(
        'conflict',
        'join.not-now',
        'The room opens 30 minutes before each session and closes when it ends. Come back then.',
      )
    }
    await noteComing(c, services, { event, session, personId: person.id })
    // The meeting's host need not learn from which page people come.
    return leadOn(c, event.joinUrl)
  })
})
