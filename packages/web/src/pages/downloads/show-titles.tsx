import { requirePerson } from '@lectern/core/identity'
import { listTitlesFor } from '@lectern/core/materials'
import { ButtonLink } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { Pagination } from '../../components/pagination.tsx'
import { definePages, why } from '../../forms/pages.ts'
import { addressOf } from '../../layout/admin-page.tsx'
import { Stack } from '../../layout/columns.tsx'
import { myEvents } from '../../layout/navigation.ts'
import { SitePage } from '../site-page.tsx'
import { TitleDownloads } from './title-downloads.tsx'

/** One read of files for each. */
const onPage = 20

/** `/account/titles`: what anyone who is signed in may open, by purchase or by membership. */
export const showTitlesPage = definePages({ who: 'person' }, (app, services) => {
  app.page('/account/titles', { audit: why.own }, async (c) => {
    const person = requirePerson(c.var.actor)
    const asked = { cursor: c.req.query('cursor'), limit: onPage }
    const { items: titles, next } = await listTitlesFor(services.table, person.id, c.var.now, asked)
    return c.html(
      <SitePage title="Your titles" unlisted nav="titles" width="text" here="/account/titles">
        <PageHeading trail={[myEvents, { label: 'Your titles' }]} title="Your titles" size="work">
          {titles.length > 0 && <p>New versions appear here automatically. Earlier ones stay.</p>}
        </PageHeading>
        <Stack after>
          {titles.length === 0 ? (
            <EmptyState
              title="You have no titles yet"
              action={
                <ButtonLink look="primary" href="/store">
                  Go to the store
                </ButtonLink>
              }
            >
              Download the books, checklists, and recordings you buy or get for free here anytime.
            </EmptyState>
          ) : (
            <>
              <TitleDownloads titles={titles} heading="h2" />
              <Pagination address={addressOf(c)} next={next} />
            </>
          )}
        </Stack>
      </SitePage>,
    )
  })
})
