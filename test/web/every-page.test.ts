import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLongWorld } from '../support/every-page.ts'
import { crawl, type Seen } from '../support/fuzz/crawl.ts'
import type { World } from '../support/fuzz/world.tsx'

let world: World
let seen: Seen
beforeAll(async () => {
  world = await openLongWorld()
  seen = await crawl(world)
})
afterAll(() => world?.stop())

/** Routes that this world has nothing for, by the test that shows them. */
const shownElsewhere = {
  '/sitemaps/:file{events-20\\d\\d\\.xml}': 'test/web/pages/crawlers.test.ts',
  '/events/:slug/join': 'test/web/pages/account.test.ts',
  '/events/:slug/recording/:id': 'test/web/pages/open-recordings.test.ts',
  '/waitlist/joined': 'test/web/pages/waiting-list.test.ts',
  '/certificates/keys/:file{[\\w-]+\\.json}': 'test/web/certificates/certificates.test.ts',
  '/join/:event/:session': 'test/web/registrations/join-link.test.ts',
  '/calendar/:file{[^/]+\\.ics}': 'test/web/calendar/feeds.test.ts',
  '/team-invitations/:token': 'test/web/plans/membership.test.ts',
  '/organizer/logo/:file{[A-Za-z0-9_-]{32}\\.png}': 'test/web/admin/settings.test.ts',
  '/admin/pictures/titles/:slug': 'test/web/admin/pictures.test.ts',
  '/admin/pictures/people/:slug': 'test/web/admin/pictures.test.ts',
  '/sign-in/browser/:link': 'test/web/sign-in/lock-out.slow.test.ts',
  '/sign-in/link/:link': 'test/web/sign-in/link.test.ts',
  '/admin/mails/sent/:tag': 'test/web/admin/sent-mail.test.ts',
  '/admin/mails/sent/:tag/html': 'test/web/admin/sent-mail.test.ts',
}

describe('every page, by the routes that there are', () => {
  test('is come to, and no link leads to nothing', () => {
    expect(seen.broken).toEqual([])
    expect(seen.unseen).toEqual(Object.keys(shownElsewhere))
  })
})
