import { listEvents, listStore } from '@lectern/core/catalog'
import { requirePerson } from '@lectern/core/identity'
import { listShownSales } from '@lectern/core/pricing'
import { viewerOf } from '@lectern/core/registration'
import { ButtonLink } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Icon } from '../../components/icon.tsx'
import { definePages, why } from '../../forms/pages.ts'
import { loadMine, type Mine } from '../account/load-mine.ts'
import { NextForYou } from '../account/next-for-you.tsx'
import { EventRows } from '../event-row.tsx'
import { bySession } from '../event-words.ts'
import { loadRows } from '../load-rows.ts'
import { SaleStrip } from '../sales/sale-list.tsx'
import { SitePage } from '../site-page.tsx'
import { FromTheStore } from '../store/from-the-store.tsx'
import { Featured, featuredOf } from './featured.tsx'

const shown = 6

const memberGets = [
  'A free seat in every class marked as included',
  'Breakouts with owners who work on the same thing',
  'Member prices on everything else',
]

const MembershipBand = () => (
  <section class="section band" aria-labelledby="membership">
    <svg class="band-art" viewBox="0 0 420 210" aria-hidden="true">
      {['#076262', '#267b7b', '#439393', '#61abaa', '#83c1c0', '#fbf8f1'].map((fill, ring) => (
        <circle cx="210" cy="210" r={210 - ring * 35} fill={fill} />
      ))}
    </svg>
    <div class="band-words">
      <h2 id="membership">One membership. Every class, every breakout.</h2>
      <ul>
        {memberGets.map((words) => (
          <li>
            <Icon name="check" />
            <span>{words}</span>
          </li>
        ))}
      </ul>
      <ButtonLink look="paper" size="large" href="/membership">
        How membership works
      </ButtonLink>
    </div>
  </section>
)

/** `/`: one event large, what comes next, and where to look for the rest; for anyone who is signed in, their own next session first. */
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
    const featured = featuredOf(page.items, rows.levels, now)
    const others = bySession(page.items, now).filter((event) => event !== featured)
    const next: Mine | undefined = mine?.upcoming[0]
    return c.html(
      <SitePage
        title="Lectern"
        description={`Classes, webinars, breakouts, and conferences from ${services.organizer.name}.`}
        canonical="/"
        strip={<SaleStrip sales={sales} now={now} />}
        width="full"
      >
        <div class="page">
          <header class="opening">
            <h1>Learn to run a better IT business</h1>
            <p class="lead muted">
              Classes, webinars, peer groups, and conferences for owners, service managers, and technicians at small IT
              firms. Taught by people who run one.
            </p>
          </header>
          {next && (
            <div class="mb-8">
              <NextForYou mine={next} now={now} />
            </div>
          )}
          {featured && <Featured event={featured} {...rows} now={now} />}
          {page.items.length === 0 && (
            <EmptyState
              title="Nothing scheduled yet"
              action={<ButtonLink href="/events?when=past">See past events</ButtonLink>}
            >
              Check back soon for new classes and webinars.
            </EmptyState>
          )}
          {others.length > 0 && (
            <section class="section">
              <div class="section-head">
                <h2>Coming up</h2>
                <a class="quiet-link" href="/events">
                  See all events
                </a>
              </div>
              <EventRows label="Coming up" events={others.slice(0, shown)} {...rows} now={now} compact />
            </section>
          )}
          <MembershipBand />
          <FromTheStore titles={titles} />
        </div>
      </SitePage>,
    )
  })
})
