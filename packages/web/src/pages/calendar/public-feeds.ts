import { type FeedSubject, publicFeed } from '@lectern/core/calendar'
import { EventKind, Slug } from '@lectern/core/catalog'
import { etag } from 'hono/etag'
import { definePages, why } from '../../forms/pages.ts'
import type { Request } from '../site-page.tsx'

/** A change is in the feed within five minutes; programs ask again each hour, as the feed tells them. */
const kept = 'public, max-age=300, must-revalidate'

/** The name before `.ics`; nothing for another address. */
const nameOf = (file: string): string | undefined => /^(.+)\.ics$/.exec(file)?.[1]

/** `/calendar.ics`, `/calendar/kind/:kind.ics`, `/calendar/course/:slug.ics`: the same for everyone who asks. */
export const publicFeeds = definePages({ who: 'everyone', around: etag() }, (app, services) => {
  const answer = async (c: Request, subject: FeedSubject, name: string) => {
    const text = await publicFeed(services.table, services, subject, c.var.now)
    c.header('Cache-Control', kept)
    return c.body(text, 200, {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': `inline; filename="${name}.ics"`,
    })
  }
  app.page('/calendar.ics', { audit: why.impersonal }, (c) => answer(c, {}, 'events'))
  app.page('/calendar/kind/:file', { audit: why.impersonal }, (c) => {
    const kind = EventKind.safeParse(nameOf(c.req.param('file')))
    if (!kind.success) return c.notFound()
    return answer(c, { kind: kind.data }, kind.data)
  })
  app.page('/calendar/course/:file', { audit: why.impersonal }, (c) => {
    const course = Slug.safeParse(nameOf(c.req.param('file')))
    if (!course.success) return c.notFound()
    return answer(c, { course: course.data }, course.data)
  })
})
