// Every component with sample props, in its states; for people who build pages. Served locally only.
import type { MailEntry } from '@lectern/core/mail'
import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { RowTitle } from '../components/link.tsx'
import { PageHeading } from '../components/page-heading.tsx'
import type { Column } from '../components/table.tsx'
import { TablePanel } from '../components/table-panel.tsx'
import { Page } from '../layout/page.tsx'
import { EventGallery } from './event-gallery.tsx'
import { AdminGallery, FormGallery } from './form-gallery.tsx'
import { RoomGallery } from './room-gallery.tsx'
import { SiteGallery } from './site-gallery.tsx'

/** Pages made of components, by name. A new component goes into the one where it fits; a test finds those that are in none. */
export const galleries = {
  site: { title: 'Cards, badges, notices, prices, times, and empty states', Gallery: SiteGallery },
  event: { title: 'An event: facts, menus, weeks, people, questions, and the bar on phones', Gallery: EventGallery },
  room: { title: 'A page of one’s own: its head, a clock, folds, and shortcuts', Gallery: RoomGallery },
  form: { title: 'Fields with hints and errors, choices, and buttons', Gallery: FormGallery },
  admin: { title: 'Tables, pagination, numbers, and deleting', Gallery: AdminGallery },
} as const satisfies Record<string, { title: string; Gallery: () => Child }>

type Entry = { href: string; title: string }

/** @param dark  what is asked for in the address to see it in the dark */
const columns = (dark: string): Column<Entry>[] => [
  {
    key: 'title',
    label: 'Page',
    cell: ({ href, title }) => <RowTitle href={href} title={title} />,
  },
  {
    key: 'dark',
    label: 'In the dark',
    cell: ({ href, title }) => (
      <a class="text-link" href={`${href}?${dark}=dark`}>
        Dark<span class="sr-only">: {title}</span>
      </a>
    ),
  },
]

const Index = ({ mails }: { mails: readonly MailEntry[] }) => (
  <Page title="Gallery" unlisted>
    <PageHeading title="Gallery" size="work">
      Every component in its states, and every email. Light or dark follows your system, or the link.
    </PageHeading>
    <div class="mt-8 grid grid-cols-[minmax(0,1fr)] gap-6">
      <TablePanel
        title="Components"
        caption="Pages of components"
        columns={columns('theme')}
        rows={Object.entries(galleries).map(([name, { title }]) => ({ href: `/local/gallery/${name}`, title }))}
      />
      <TablePanel
        title="Emails, for admins"
        caption="Emails with sample data"
        columns={columns('scheme')}
        rows={mails.map(({ name, title }) => ({ href: `/admin/mails/${name}`, title }))}
      />
    </div>
  </Page>
)

/** To be mounted at `/local/gallery`. */
export const createGallery = (mails: readonly MailEntry[]): Hono => {
  const app = new Hono()
  app.get('/', (c) => c.html(<Index mails={mails} />))
  for (const [name, { Gallery }] of Object.entries(galleries)) {
    app.get(`/${name}`, (c) => {
      const html = String(<Gallery />)
      const dark = c.req.query('theme') === 'dark'
      return c.html(dark ? html.replace('<html lang="en">', '<html lang="en" data-theme="lectern-dark">') : html)
    })
  }
  return app
}
