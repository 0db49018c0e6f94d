import { findFeedAddress } from '@lectern/core/calendar'
import { findEvents } from '@lectern/core/catalog'
import { requirePerson } from '@lectern/core/identity'
import { isPublished, listMaterials, listTitlesFor } from '@lectern/core/materials'
import type { Instant } from '@lectern/core/platform'
import { isOffered, listOrdersOf, listPlacesOf } from '@lectern/core/registration'
import { type Errors, noErrors } from '../../forms/errors.ts'
import { definePages, why } from '../../forms/pages.ts'
import { flashOf } from '../../layout/admin-page.tsx'
import { Stack } from '../../layout/columns.tsx'
import type { SiteServices } from '../../site.ts'
import { calendarFlashes, OwnCalendar } from '../calendar/own-calendar.tsx'
import { type Request, SitePage } from '../site-page.tsx'
import { AskName, Downloads, Memberships, Orders, Self, Shortcuts } from './account-parts.tsx'
import { loadMine, type Mine } from './load-mine.ts'
import { NextForYou } from './next-for-you.tsx'
import { Places, Registrations } from './own-events.tsx'
import { loadTaught, YouTeach } from './you-teach.tsx'

const flashes = { name: 'Name saved.', ...calendarFlashes }

/** So many downloads are shown here; each costs one read of its files. */
const shownTitles = 2

/** How many handouts there are for the session that someone goes to next. */
const countHandouts = async ({ table }: SiteServices, mine: Mine | undefined, now: Instant): Promise<number> => {
  if (mine === undefined || !mine.entitled) return 0
  const materials = await listMaterials(table, mine.event.slug)
  return materials.filter((one) => one.kind === 'handout' && one.session === mine.next?.id && isPublished(one, now))
    .length
}

/** The account page of anyone who is signed in; with errors when their name was refused. */
export const renderAccount = async (c: Request, services: SiteServices, name?: string, errors: Errors = noErrors) => {
  const { actor, now } = c.var
  const person = requirePerson(actor)
  const [mine, orders, places, feed, taught, titles] = await Promise.all([
    loadMine(services, person, now),
    listOrdersOf(services.table, person.id, 20),
    listPlacesOf(services.table, person.id),
    findFeedAddress(services, person.id),
    loadTaught(services, person, now),
    listTitlesFor(services.table, person.id, now, { limit: shownTitles }),
  ])
  const waiting = places.filter((place) => place.status === 'waiting' || isOffered(place, now))
  const [next] = mine.upcoming
  const [events, handouts] = await Promise.all([
    findEvents(
      services.table,
      waiting.map((place) => place.event),
    ),
    countHandouts(services, next, now),
  ])
  const named = { name: name ?? person.name }
  const asked = person.namedAt === undefined
  const done = c.req.query('done')
  return (
    <SitePage title="My events" unlisted nav="account" here="/account" flash={flashOf(c, flashes)} errors={errors}>
      <div class="greeting">
        {/* A name that others gave them is asked about, not repeated. */}
        <h1>{asked ? 'My events' : `Hi, ${person.name.split(' ')[0]}`}</h1>
        <p class="muted">Signed in as {person.email}.</p>
      </div>
      <Stack gap="large">
        {next && <NextForYou mine={next} handouts={handouts} now={now} />}
        {asked && <AskName {...named} />}
        <div class="cols">
          <div class="col">
            <YouTeach events={taught} now={now} />
            <Registrations mine={mine} now={now} />
            <Places places={waiting} events={events} now={now} />
            <Downloads titles={titles.items} more={titles.next !== undefined} />
            <div>
              <OwnCalendar feed={feed} open={done === 'calendar'} />
              <Orders orders={orders} zone={services.organizer.zone} />
              <Self {...named} asked={asked} open={errors.size > 0} />
            </div>
          </div>
          <aside class="col" aria-label="Membership and shortcuts">
            <Memberships memberships={mine.memberships} zone={services.organizer.zone} />
            <Shortcuts orders={orders.length > 0} />
          </aside>
        </div>
      </Stack>
    </SitePage>
  )
}

/** `/account` */
export const showAccountPage = definePages({ who: 'person' }, (app, services) => {
  app.page('/account', { audit: why.own }, async (c) => c.html(await renderAccount(c, services)))
})
