import { type Event, kindLabels, listEvents } from '@lectern/core/catalog'
import { listMaterials } from '@lectern/core/materials'
import type { Table as DataTable } from '@lectern/core/platform'
import { RowTitle } from '../../components/link.tsx'
import { type ListColumn, plain, rowsOn } from '../../lists/columns.ts'
import { oneOf } from '../../lists/filters.tsx'
import { defineList, type List } from '../../lists/list-page.tsx'
import { formatSize } from '../downloads/file-words.ts'

/** One query for each, so that a page costs the same however many events there are. */
const onPage = 25

type Row = { event: Event; files: number; awaited: number; links: number; bytes: number }

const readRow = async (table: DataTable, event: Event): Promise<Row> => {
  const materials = await listMaterials(table, event.slug)
  const there = materials.filter(({ state, file }) => state === 'there' && file)
  return {
    event,
    files: there.length,
    awaited: materials.filter(({ state }) => state === 'awaiting').length,
    links: materials.filter(({ link }) => link !== undefined).length,
    bytes: there.reduce((sum, { file }) => sum + (file?.bytes ?? 0), 0),
  }
}

const columns: readonly ListColumn<Row>[] = [
  {
    key: 'event',
    label: 'Event',
    cell: ({ event }) => (
      <RowTitle
        href={`/teach/${event.slug}/materials`}
        title={event.title}
        under={[kindLabels[event.kind].one, event.code].filter(Boolean).join(' · ')}
      />
    ),
    file: { Event: ({ event }) => event.title, Slug: ({ event }) => event.slug },
  },
  plain('files', 'Files', ({ files }) => files, { align: 'end' }),
  plain('awaited', 'Not arrived', ({ awaited }) => awaited, { align: 'end' }),
  plain('links', 'Links', ({ links }) => links, { align: 'end' }),
  {
    key: 'bytes',
    label: 'Storage',
    align: 'end',
    cell: ({ bytes }) => (bytes === 0 ? '–' : formatSize(bytes)),
    file: { Bytes: ({ bytes }) => bytes },
  },
]

/** `/admin/storage`: what the files of recordings and handouts take, by event, those that end last first. */
export const storageList = (table: DataTable) =>
  defineList({
    filters: {
      status: oneOf('State', { published: 'Published', cancelled: 'Canceled', draft: 'Drafts' }, 'published'),
    },
    list: (_, { status }): List<Row> => ({
      title: 'Storage',
      nav: 'events',
      about:
        'Space taken by recordings and handouts, including earlier versions. Files of store titles aren’t counted here.',
      caption: 'Storage by event',
      columns,
      empty: { title: 'No published events yet', words: 'An event’s files appear here once it’s published.' },
      onPage,
      inFile: onPage,
      sum: (rows) =>
        rows.length > 0 ? `${formatSize(rows.reduce((sum, { bytes }) => sum + bytes, 0))} on this page` : undefined,
      read: async (page) => {
        const found = await listEvents(table, { status }, { ...page, order: 'desc' })
        return rowsOn(found, (events) => Promise.all(events.map((event) => readRow(table, event))))
      },
      file: 'storage',
    }),
  })
