import { coverOf, findInstructors, listEvents, listStore } from '@lectern/core/catalog'
import { coverAddress } from '@lectern/core/covers'
import { notFound, writeCursor } from '@lectern/core/platform'
import { viewerOf } from '@lectern/core/registration'
import { ButtonLink } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Portrait } from '../../components/portrait.tsx'
import { definePages, why } from '../../forms/pages.ts'
import { Section } from '../../layout/columns.tsx'
import { JsonLd } from '../../layout/json-ld.tsx'
import { EventRows } from '../event-row.tsx'
import { loadRows } from '../load-rows.ts'
import { Paragraphs } from '../paragraphs.tsx'
import { SitePage } from '../site-page.tsx'
import { Book } from '../store/book.tsx'

/** `/people/:slug`: someone who teaches, and where they can be heard. Their address stays private. */
export const instructorPages = definePages({ who: 'everyone' }, (app, services) => {
  app.page('/people/:slug', { audit: why.impersonal }, async (c) => {
    const { now, actor } = c.var
    const slug = c.req.param('slug')
    const filter = { viewer: viewerOf(actor), taughtBy: [slug] }
    const [[instructor], { items: next }, { items: past }, store] = await Promise.all([
      findInstructors(services.table, [slug]),
      listEvents(services.table, { ...filter, from: now }, { limit: 20 }),
      listEvents(services.table, filter, { limit: 10, order: 'desc', cursor: writeCursor(`${now}#~`) }),
      listStore(services.table),
    ])
    if (!instructor) throw notFound('instructor')
    const rows = await loadRows(services.table, [...next, ...past])
    const { name, headline, bio, website } = instructor
    const first = name.split(' ')[0]
    const written = store.filter(({ authors }) => authors.includes(name))
    return c.html(
      <SitePage
        title={name}
        description={headline || undefined}
        canonical={`/people/${slug}`}
        about={{ thing: instructor }}
        head={
          <JsonLd
            data={{
              '@context': 'https://schema.org',
              '@type': 'Person',
              name,
              url: `${services.siteUrl}/people/${slug}`,
              ...(instructor.picture
                ? { image: `${services.siteUrl}${coverAddress(coverOf(instructor), 'square')}` }
                : {}),
              ...(headline ? { description: headline } : {}),
              ...(website ? { sameAs: website } : {}),
            }}
          />
        }
      >
        <header class="profile">
          <Portrait name={name} of={instructor} />
          <div>
            <p class="kind">Instructor</p>
            <h1>{name}</h1>
            {headline && <p class="lead">{headline}</p>}
            {website && (
              <div class="actions">
                <ButtonLink href={website}>{new URL(website).host}</ButtonLink>
              </div>
            )}
          </div>
        </header>
        {bio && (
          <div class="mt-8">
            <Paragraphs text={bio} />
          </div>
        )}
        <Section title={`Live with ${first}`}>
          {next.length > 0 ? (
            <EventRows label="Coming up" events={next} {...rows} now={now} headingLevel={3} compact />
          ) : (
            <EmptyState title="Nothing scheduled" action={<ButtonLink href="/events">See all events</ButtonLink>} />
          )}
        </Section>
        {written.length > 0 && (
          <section class="section">
            <div class="section-head">
              <h2>By {first}</h2>
              <a class="quiet-link" href={`/store?q=${encodeURIComponent(name)}`}>
                See all {written.length}
              </a>
            </div>
            <ul class="shelf-scroll">
              {written.slice(0, 6).map((product) => (
                <Book product={product} />
              ))}
            </ul>
          </section>
        )}
        {past.length > 0 && (
          <Section title="Earlier">
            <EventRows label="Earlier" events={past} {...rows} now={now} headingLevel={3} compact />
          </Section>
        )}
      </SitePage>,
    )
  })
})
