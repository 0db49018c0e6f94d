import { listSuppressions, type Suppression, type SuppressionReason, unsuppress } from '@lectern/core/mail'
import type { Table as DataTable } from '@lectern/core/platform'
import { ActButton } from '../../../components/act-button.tsx'
import { type Declared, declarePages, done, nothing, recorded } from '../../../forms/pages.ts'
import { flashOf } from '../../../layout/admin-page.tsx'
import { formatOrganizerZone } from '../../../layout/moments.ts'
import { type ListColumn, moment } from '../../../lists/columns.ts'
import { defineList, type List, listPage } from '../../../lists/list-page.tsx'
import type { SiteServices } from '../../../site.ts'

const reasons: Readonly<Record<SuppressionReason, { what: string; so: string }>> = {
  bounced: { what: 'An email bounced', so: 'We send only sign-in codes.' },
  complained: { what: 'The owner marked an email as spam', so: 'We send only what they need to know.' },
}

const columns: ListColumn<Suppression>[] = [
  {
    key: 'email',
    label: 'Address',
    cell: ({ email }) => (
      <a class="text-link inline-block min-h-6 break-all" href={`/admin/messages?to=${encodeURIComponent(email)}`}>
        {email}
      </a>
    ),
    file: { Address: ({ email }) => email },
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
    file: { Why: ({ why }) => why, Details: ({ words }) => words },
  },
  moment('since', 'Since', ({ since }) => since),
  {
    key: 'lift',
    label: 'Send again',
    cell: ({ address, email }) => (
      <ActButton
        action={`/admin/messages/suppressed/${address}/lift`}
        words="Unblock"
        about={`: ${email}`}
        busy="Unblocking…"
      />
    ),
  },
]

const flashes = {
  lifted: 'Unblocked. We’ll send new emails there, but not the ones we held back.',
  gone: 'Already unblocked.',
} as const

const blocked = (table: DataTable) =>
  defineList({
    filters: {},
    list: (c): List<Suppression> => ({
      title: 'Blocked addresses',
      nav: 'messages',
      trail: [{ label: 'Messages', href: '/admin/messages' }, { label: 'Blocked addresses' }],
      about: `Check with their owners some other way before you unblock one. Times in ${formatOrganizerZone(c.var.now)} time.`,
      flash: flashOf(c, flashes),
      caption: 'Blocked addresses, newest first',
      columns,
      rowId: ({ address }) => address,
      empty: {
        title: 'No blocked addresses',
        words: 'An address is blocked when emails to it bounce or are marked as spam.',
      },
      read: (page) => listSuppressions(table, page),
      file: 'blocked-addresses',
    }),
  })

/** `/admin/messages/suppressed`: addresses that get no email, and unblocking one. */
export const suppressedPages = ({ table }: Pick<SiteServices, 'table'>): Declared[] => {
  const app = declarePages({ who: 'admin', at: '/admin/messages/suppressed' })
  app.page('/', { audit: recorded('message.suppressions', 'suppressions') }, listPage(table, blocked(table)))
  app.form('/:address/lift', { audit: recorded('message.unsuppress', 'address:{address}') }, async (c) => {
    const lifted = await unsuppress(table, c.req.param('address'), c.var.now)
    const list = '/admin/messages/suppressed'
    return lifted ? done(`${list}?done=lifted`) : nothing(`${list}?done=gone`)
  })
  return app.pages
}
