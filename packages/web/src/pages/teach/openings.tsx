import type { Event } from '@lectern/core/catalog'
import { formatOpened, listMaterials, listOpeningsOf } from '@lectern/core/materials'
import { type Instant, notFound } from '@lectern/core/platform'
import { Pagination } from '../../components/pagination.tsx'
import { Panel } from '../../components/panel.tsx'
import { type Column, Table } from '../../components/table.tsx'
import { definePages, recorded } from '../../forms/pages.ts'
import { addressOf } from '../../layout/admin-page.tsx'
import { formatMoment } from '../event-words.ts'
import { showTeach, taughtEvent } from './teach-page.tsx'

const onPage = 50

type Row = Awaited<ReturnType<typeof listOpeningsOf>>['items'][number]

const columnsIn = ({ zone }: Event, now: Instant): Column<Row>[] => [
  {
    key: 'name',
    label: 'Who',
    cell: ({ name, email }) => (
      <>
        {name} <span class="block text-sm break-all text-muted">{email}</span>
      </>
    ),
  },
  { key: 'how', label: 'Progress', cell: ({ position, ...row }) => formatOpened({ ...row, position }) },
  { key: 'first', label: 'First opened', cell: ({ firstAt }) => formatMoment(firstAt, zone, now) },
  { key: 'last', label: 'Last opened', cell: ({ lastAt }) => formatMoment(lastAt, zone, now) },
  { key: 'count', label: 'Times', align: 'end', cell: ({ count }) => count },
]

/** `/teach/:slug/materials/:id/openings`: who of those who attend opened a recording or handout, fifty at a time. */
export const openingPages = definePages({ who: 'teacher' }, (app, services) => {
  app.page(
    '/teach/:slug/materials/:id/openings',
    { audit: recorded('material.openings', '{id}', { everyone: true }) },
    async (c) => {
      const event = await taughtEvent(c, services)
      const id = c.req.param('id')
      const material = (await listMaterials(services.table, event.slug)).find((one) => one.id === id)
      if (!material) throw notFound('material')
      const options = { cursor: c.req.query('cursor'), limit: onPage }
      const { items, next } = await listOpeningsOf(services.table, { event: event.slug, material: id }, options)
      return showTeach(
        c,
        { event, tab: 'materials', title: `Who opened ${material.title}` },
        <>
          <h2 class="text-2xl font-semibold wrap-anywhere">Who opened {material.title}</h2>
          <Panel flush>
            <Table
              caption="Who opened it, by name"
              columns={columnsIn(event, c.var.now)}
              rows={items}
              empty="No attendee has opened it yet."
            />
          </Panel>
          <Pagination address={addressOf(c)} next={next} />
        </>,
      )
    },
  )
})
