import { findFeedAddress } from '@lectern/core/calendar'
import { findEvents } from '@lectern/core/catalog'
import { requirePerson } from '@lectern/core/identity'
import { isOffered, listOrdersOf, listPlacesOf } from '@lectern/core/registration'
import { PageHeading } from '../../components/page-heading.tsx'
import { type Errors, noErrors } from '../../forms/errors.ts'
import { definePages, why } from '../../forms/pages.ts'
import { flashOf } from '../../layout/admin-page.tsx'
import { Stack } from '../../layout/columns.tsx'
import type { SiteServices } from '../../site.ts'
import { calendarFlashes, OwnCalendar } from '../calendar/own-calendar.tsx'
import { type Request, SitePage } from '../site-page.tsx'
import { AskName, Memberships, Orders, Places, Registrations, Self } from './account-parts.tsx'
import { loadMine } from './load-mine.ts'
import { NextForYou } from './next-for-you.tsx'
import { loadTaught, YouTeach } from './you-teach.tsx'

const flashes = { name: 'Name saved.', ...calendarFlashes }

/** The account page of anyone who is signed in; with errors when their name was refused. */
export const renderAccount = async (c: Request, services: SiteServices, name?: string, errors: Errors = noErrors) => {
  const { actor, now } = c.var
  const person = requirePerson(actor)
  const [mine, orders, places, feed, taught] = await Promise.all([
    loadMine(services, person, now),
    listOrdersOf(services.table, person.id, 20),
    listPlacesOf(services.table, person.id),
    findFeedAddress(services, person.id),
    loadTaught(services, person, now),
  ])
  const waiting = places.filter((place) => place.status === 'waiting' || isOffered(place, now))
  const events = await findEvents(
    services.table,
    waiting.map((place) => place.event),
  )
  const [next] = mine.upcoming
  const named = { name: name ?? person.name }
  const asked = person.namedAt === undefined
  return (
    <SitePage title="My events" unlisted nav="account" here="/account" flash={flashOf(c, flashes)} errors={errors}>
      <PageHeading title="My events" size="work">
        <p>Signed in as {person.email}.</p>
      </PageHeading>
      <Stack after gap="large">
        {asked && <AskName {...named} />}
        {next && <NextForYou mine={next} now={now} />}
        <YouTeach events={taught} now={now} />
        <Registrations mine={mine} now={now} />
        <Places places={waiting} events={events} now={now} />
        <OwnCalendar feed={feed} />
        <Orders orders={orders} zone={services.organizer.zone} />
        <Memberships memberships={mine.memberships} zone={services.organizer.zone} />
        <Self {...named} asked={asked} />
      </Stack>
    </SitePage>
  )
}

/** `/account` */
export const showAccountPage = definePages({ who: 'person' }, (app, services) => {
  app.page('/account', { audit: why.own }, async (c) => c.html(await renderAccount(c, services)))
})
