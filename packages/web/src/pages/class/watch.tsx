import { sessionsOf } from '@lectern/core/catalog'
import {
  formatClock,
  noteOpening,
  openCaptions,
  passagesOf,
  playMaterial,
  readCues,
  resumeAt,
  type Watched,
  watchMaterial,
} from '@lectern/core/materials'
import { TextLink } from '../../components/text-link.tsx'
import { definePages, why } from '../../forms/pages.ts'
import { leadOn } from '../../layout/admin-page.tsx'
import { contentPolicy } from '../../middleware/security-headers.ts'
import { hueOf } from '../event-row.tsx'
import { SitePage } from '../site-page.tsx'
import { sessionTitle } from './class-words.ts'
import { materialAddress } from './watch-address.ts'
import { Chapters, Player, Transcript, UpNext, WatchActions } from './watch-parts.tsx'

/** A day has fewer seconds than five digits tell; anything else is no place. */
const placeOf = (typed: string | undefined): number | undefined =>
  typed !== undefined && /^\d{1,5}$/.test(typed) ? Number(typed) : undefined

const sessionOf = ({ event, material }: Watched): string | undefined => {
  const session = sessionsOf(event).find(({ id }) => id === material.session)
  return session && sessionTitle(event, session)
}

/**
 * `/events/:slug/class/:id/watch`: a recording of ours in the browser's own player. Its `stream` leads on to a link of
 * minutes, its `captions.vtt` to what was saved; at each of them it is judged again who may have it.
 */
export const watchPages = definePages({ who: 'person' }, (app, services) => {
  const { table, files, paymentOrigins, log } = services

  app.page('/events/:slug/class/:id/watch', { audit: why.own }, async (c) => {
    const { actor, now, requestId } = c.var
    const { slug, id } = c.req.param()
    const found = await watchMaterial(services, slug, id, actor, now)
    const { event, by, material, captions, position } = found
    const noted = await noteOpening(table, { event: slug, material: id, by }, actor, now)
    log('info', 'a recording was opened in the player', { request: requestId, material: id, noted })
    const asked = placeOf(c.req.query('at'))
    const at = asked ?? resumeAt(position)
    const passages = captions ? passagesOf(await readCues(captions.text)) : []
    c.header('Content-Security-Policy', contentPolicy(paymentOrigins, [], [files.origin]))
    return c.html(
      <SitePage title={`${material.title}: ${event.title}`} unlisted nav="account">
        <div class={`watch hue-${hueOf(event)}`}>
          <Player of={found} at={at} />
          <div class="grid gap-4">
            <div class="watch-head">
              <div class="min-w-0">
                <p class="crumb">
                  <a class="text-link" href={`/events/${slug}/class`}>
                    {event.title}
                  </a>
                </p>
                <h1>{material.title}</h1>
                <p class="muted">{sessionOf(found)}</p>
              </div>
              <WatchActions of={found} />
            </div>
            {asked === undefined && at > 0 && (
              <p class="muted">
                Picking up at {formatClock(at)}, where you left off.{' '}
                <TextLink href={`${materialAddress(material)}/watch?at=0`}>Start from the beginning</TextLink>
              </p>
            )}
          </div>
          <aside class="watch-side" aria-label="Beside the recording">
            {passages.length > 0 && <Transcript of={found} passages={passages} />}
            <Chapters of={found} />
            <UpNext event={event} now={now} />
          </aside>
        </div>
      </SitePage>,
    )
  })

  app.page('/events/:slug/class/:id/stream', { audit: why.own }, async (c) => {
    const { slug, id } = c.req.param()
    const { url } = await playMaterial(services, slug, id, c.var.actor, c.var.now)
    return leadOn(c, url)
  })

  app.page('/events/:slug/class/:id/captions.vtt', { audit: why.own }, async (c) => {
    const { slug, id } = c.req.param()
    const { text } = await openCaptions(services, slug, id, c.var.actor, c.var.now)
    return c.body(text, 200, { 'Content-Type': 'text/vtt; charset=utf-8' })
  })
})
