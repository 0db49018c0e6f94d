import { sessionsOf } from '@lectern/core/catalog'
import {
  type ClassHit,
  type ClassSearch,
  formatClock,
  mostSearchCharacters,
  searchClass,
} from '@lectern/core/materials'
import { cutText } from '@lectern/core/platform'
import { buttonClass } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Field } from '../../components/field.tsx'
import { Notice } from '../../components/notice.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { definePages, why } from '../../forms/pages.ts'
import { myEvents } from '../../layout/navigation.ts'
import { SitePage } from '../site-page.tsx'
import { formatPage, sessionTitle } from './class-words.ts'
import { materialAddress, watchAddress } from './watch-address.ts'

/** The field that leads here, for this page and for the class page. */
export const ClassSearchForm = ({ event, query = '' }: { event: { slug: string }; query?: string }) => (
  <search>
    <form
      class="flex max-w-xl items-end gap-2 *:first:flex-1"
      method="get"
      action={`/events/${event.slug}/class/search`}
    >
      <Field name="q" label="Search titles and transcripts">
        {(wiring) => <input class="control" type="search" maxlength={mostSearchCharacters} value={query} {...wiring} />}
      </Field>
      <button type="submit" class={buttonClass({})}>
        Search
      </button>
    </form>
  </search>
)

const Hit = ({ event, hit: { material, seconds, text } }: { event: ClassSearch['event']; hit: ClassHit }) => {
  const session = sessionsOf(event).find(({ id }) => id === material.session)
  const place = seconds === undefined ? undefined : formatClock(seconds)
  return (
    <li class="py-3">
      <a class="text-link font-medium break-words" href={watchAddress(material, seconds) ?? materialAddress(material)}>
        {material.title}
        {place !== undefined && <span class="nums"> at {place}</span>}
      </a>
      {session && <p class="text-sm text-muted">{sessionTitle(event, session)}</p>}
      {text !== undefined && <p class="mt-1 max-w-prose break-words">{text}</p>}
    </li>
  )
}

const Found = ({ of: { event, hits, partly }, query }: { of: ClassSearch; query: string }) => (
  <>
    {partly && <Notice>There’s too much to search at once, so we searched the newest captions.</Notice>}
    {hits.length === 0 ? (
      <EmptyState title="No results">
        <p>Nothing here matches “{query}”. You can find recordings by what’s said once they have captions.</p>
      </EmptyState>
    ) : (
      <ol class="divide-y divide-base-300 border-y border-base-300" aria-label="Search results">
        {hits.map((hit) => (
          <Hit event={event} hit={hit} />
        ))}
      </ol>
    )}
  </>
)

/** `/events/:slug/class/search?q=`: finds titles and places in recordings, of what the asker may open at this moment. */
export const searchPage = definePages({ who: 'person' }, (app, services) => {
  app.page('/events/:slug/class/search', { audit: why.own }, async (c) => {
    const { actor, now } = c.var
    const query = cutText((c.req.query('q') ?? '').trim(), mostSearchCharacters)
    const times = { now, realNow: services.realNow() }
    const found = await searchClass(services, c.req.param('slug'), query, actor, times)
    const { event } = found
    return c.html(
      <SitePage title={`Search: ${event.title}`} unlisted nav="account" width="text">
        <PageHeading
          trail={[myEvents, { label: formatPage(event), href: `/events/${event.slug}/class` }, { label: 'Search' }]}
          size="work"
          kicker={event.title}
          title="Search"
        />
        <div class="mt-6 grid grid-cols-[minmax(0,1fr)] gap-6">
          <ClassSearchForm event={event} query={query} />
          {query !== '' && <Found of={found} query={query} />}
        </div>
      </SitePage>,
    )
  })
})
