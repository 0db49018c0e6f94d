import { listSuppressions, type Suppression, type SuppressionReason, unsuppress } from '@lectern/core/mail'
import { Breadcrumbs } from '../../../components/breadcrumbs.tsx'
import { PageHeading } from '../../../components/page-heading.tsx'
import { Pagination } from '../../../components/pagination.tsx'
import { Panel } from '../../../components/panel.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { type Column, Table } from '../../../components/table.tsx'
import { type Declared, declarePages, done, nothing, recorded } from '../../../forms/pages.ts'
import { addressOf, flashOf, showAdmin } from '../../../layout/admin-page.tsx'
import { momentWords, organizerZoneWords } from '../../../layout/moments.ts'
import type { SiteServices } from '../../../site.ts'

const reasons: Readonly<Record<SuppressionReason, { what: string; so: string }>> = {
  bounced: { what: 'A mail came back for good', so: 'Nothing is sent but codes for signing in.' },
  complained: { what: 'Its reader called a mail unwanted', so: 'Only what must be told is sent.' },
}

const columns: Column<Suppression>[] = [
  {
    key: 'email',
    label: 'Address',
    cell: ({ email }) => (
      <a class="text-link break-all" href={`/admin/messages?to=${encodeURIComponent(email)}`}>
        {email}
      </a>
    ),
  },
  {
    key: 'why',
    label: 'Why',
    cell: ({ why, words }) => (
      <span class="block max-w-md break-words">
        {reasons[why].what}. {reasons[why].so}
        {words !== undefined && <span class="block text-muted">{words}</span>}
      </span>
    ),
  },
  { key: 'since', label: 'Since', cell: ({ since }) => momentWords(since) },
  {
    key: 'lift',
    label: 'Send again',
    cell: ({ address, email }) => (
      <form method="post" action={`/admin/messages/suppressed/${address}/lift`}>
        <SubmitButton size="small" look="plain" busy="Taking it off…">
          Take off the list<span class="sr-only">: {email}</span>
        </SubmitButton>
      </form>
    ),
  },
]

const flashes = {
  lifted: 'It is off the list. Mails go there again from now on; those that were not sent are not made up for.',
  gone: 'It was off the list before.',
} as const

/** `/admin/messages/suppressed`: addresses that take no mail, and taking one off the list. */
export const suppressedPages = ({ table }: Pick<SiteServices, 'table'>): Declared[] => {
  const app = declarePages({ who: 'admin', at: '/admin/messages/suppressed' })
  app.page('/', { audit: recorded('message.suppressions', 'suppressions') }, async (c) => {
    const page = await listSuppressions(table, { cursor: c.req.query('cursor'), limit: 50 })
    const body = (
      <div class="grid grid-cols-[minmax(0,1fr)] gap-5">
        <Breadcrumbs
          trail={[{ label: 'Messages', href: '/admin/messages' }, { label: 'Addresses that take no mail' }]}
        />
        <PageHeading size="work" title="Addresses that take no mail">
          Ask their owners by another way before you take one off. Times in {organizerZoneWords(c.var.now)} time.
        </PageHeading>
        <Panel flush>
          <Table
            caption="Addresses that take no mail, newest first"
            columns={columns}
            rows={page.items}
            rowId={({ address }) => address}
            empty="Every address takes mail."
          />
        </Panel>
        <Pagination address={addressOf(c)} next={page.next} />
      </div>
    )
    const title = 'Addresses that take no mail'
    return showAdmin(c, table, { title, nav: 'messages', flash: flashOf(c, flashes) }, body)
  })
  app.form('/:address/lift', { audit: recorded('message.unsuppress', 'address:{address}') }, async (c) => {
    const lifted = await unsuppress(table, c.req.param('address'), c.var.now)
    const list = '/admin/messages/suppressed'
    return lifted ? done(`${list}?done=lifted`) : nothing(`${list}?done=gone`)
  })
  return app.pages
}
