import { type Event, EventKind, kindLabels, listEvents, listStore } from '@lectern/core/catalog'
import { requirePerson } from '@lectern/core/identity'
import { addSeconds, type Instant, localOf } from '@lectern/core/platform'
import { listShownSales } from '@lectern/core/pricing'
import { viewerOf } from '@lectern/core/registration'
import { nextSession, scheduleSpan, sessionTimes } from '@lectern/core/schedule'
import { ButtonLink } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { definePages, why } from '../../forms/pages.ts'
import { siteLinks } from '../../layout/navigation.ts'
import { loadMine, type Mine } from '../account/load-mine.ts'
import { NextForYou } from '../account/next-for-you.tsx'
import { EventRows } from '../event-row.tsx'
import { bySession, plural } from '../event-words.ts'
import { loadRows } from '../load-rows.ts'
import { SaleStrip } from '../sales/sale-list.tsx'
import { SitePage } from '../site-page.tsx'
import { FromTheStore } from '../store/from-the-store.tsx'

const weekSeconds = 7 * 24 * 3600
const shown = 12

type Group = { title: string; events: Event[] }

const monthOf = (event: Event, now: Instant): string => {
  const session = nextSession(event.sessions, now)
  if (session === undefined) return 'Later'
  const local = localOf(sessionTimes(session).startsAt, session.zone)
  const month = new Intl.DateTimeFormat('en-US', { month: 'long', timeZone: 'UTC' }).format(new Date(`${local}Z`))
  return local.slice(0, 4) === now.slice(0, 4) ? month : `${month} ${local.slice(0, 4)}`
}

/** What goes on first, then the coming seven days, then month by month; within each by the next session. */
export const groupByWhen = (events: readonly Event[], now: Instant): Group[] => {
  const nextStart = (event: Event) => {
    const session = nextSession(event.sessions, now)
    return session ? sessionTimes(session).startsAt : '~'
  }
  const groups = new Map<string, Event[]>()
  const soon = addSeconds(now, weekSeconds)
  for (const event of bySession(events, now)) {
    const span = scheduleSpan(event.sessions)
    const started = span !== undefined && span.startsAt <= now
    const title = started ? 'In progress' : nextStart(event) < soon ? 'In the next 7 days' : monthOf(event, now)
    groups.set(title, [...(groups.get(title) ?? []), event])
  }
  // What is under way is listed with its next session, yet stands first whenever that is.
  const order = [...groups].sort(([a], [b]) => Number(b === 'In progress') - Number(a === 'In progress'))
  return order.map(([title, list]) => ({ title, events: list }))
}

const aboutKind: Record<EventKind, string> = {
  class: 'Several weeks on one topic, with an instructor and homework.',
  webinar: 'One session, then your questions. Usually free.',
  breakout: 'Peers with a shared goal. Members only, not recorded.',
  conference: 'Meet the people you usually email.',
  meeting: 'Open meetings of the community and its partners.',
}

const Kinds = ({ events }: { events: readonly Event[] }) => (
  <ul class="hairline grid gap-px overflow-hidden rounded-box bg-base-300 sm:grid-cols-2 lg:grid-cols-5">
    {EventKind.options.map((kind) => {
      const count = events.filter((event) => event.kind === kind).length
      return (
        <li class="relative grid content-start gap-1.5 bg-base-100 px-5 py-5 last:sm:max-lg:col-span-2 hover:bg-base-200">
          <h3 class="text-lg font-semibold">
            <a class="after:absolute after:inset-0" href={siteLinks.find((link) => link.key === kind)?.href}>
              {kindLabels[kind].many}
            </a>
          </h3>
          <p class="text-[0.95rem] text-muted">{aboutKind[kind]}</p>
          <p class="nums mt-auto pt-2 text-sm font-medium text-secondary">
            {count === 0 ? 'None scheduled' : `${count} coming up`}
          </p>
        </li>
      )
    })}
  </ul>
)

/** `/`: what comes next, and where to look for the rest; for anyone who is signed in, their own next session first. */
export const homePage = definePages({ who: 'everyone' }, (app, services) => {
  app.page('/', { audit: why.impersonal }, async (c) => {
    const { now, actor } = c.var
    const [page, mine, sales, titles] = await Promise.all([
      listEvents(services.table, { from: now, viewer: viewerOf(actor) }, { limit: 60 }),
      actor.kind === 'person' ? loadMine(services, requirePerson(actor), now) : undefined,
      listShownSales(services.table, now),
      listStore(services.table),
    ])
    const rows = await loadRows(services.table, page.items)
    const groups = groupByWhen(page.items, now)
    const next: Mine | undefined = mine?.upcoming[0]
    let left = shown
    return c.html(
      <SitePage
        title="Lectern"
        description={`Classes, webinars, breakouts, and conferences from ${services.organizer.name}.`}
        canonical="/"
      >
        <div class="grid items-end gap-8 md:grid-cols-[minmax(0,1fr)_auto]">
          <div>
            <p class="mb-3 text-sm font-medium text-secondary">{services.organizer.name}</p>
            <h1 class="max-w-3xl text-4xl  font-semibold ">
              Learn to run a better IT business from people who run one
            </h1>
            <p class="mt-5 max-w-prose text-lg leading-relaxed">
              Classes, webinars, peer groups, and conferences for owners, service managers, and technicians at small IT
              firms.{' '}
              {page.items.length > 0 &&
                `${plural(page.items.length, 'event')} ${page.items.length === 1 ? 'is' : 'are'} coming up.`}
            </p>
          </div>
          <div class="flex flex-wrap gap-3">
            <ButtonLink look={next ? 'plain' : 'primary'} href="/events">
              See all events
            </ButtonLink>
          </div>
        </div>
        <div class="mt-10 empty:hidden">
          <SaleStrip sales={sales} now={now} />
        </div>
        {next && (
          <div class="mt-10">
            <NextForYou mine={next} now={now} />
          </div>
        )}
        {groups.length === 0 && (
          <div class="mt-12">
            <EmptyState
              title="Nothing scheduled yet"
              action={<ButtonLink href="/events?when=past">See past events</ButtonLink>}
            >
              Check back soon for new classes and webinars.
            </EmptyState>
          </div>
        )}
        {groups.map((group) => {
          const events = group.events.slice(0, left)
          left -= events.length
          return events.length === 0 ? null : (
            <section class="mt-12">
              <h2 class="mb-4 text-2xl font-semibold">{group.title}</h2>
              <EventRows label={group.title} events={events} {...rows} now={now} headingLevel={3} />
            </section>
          )
        })}
        <FromTheStore titles={titles} />
        <section class="mt-14">
          <h2 class="mb-5 text-2xl font-semibold">Browse</h2>
          <Kinds events={page.items} />
        </section>
        <p class="mt-8 max-w-prose text-muted">
          Members see every class and join breakouts. <TextLink href="/membership">How membership works</TextLink>.
        </p>
      </SitePage>,
    )
  })
})
