import { findPersonById } from '@lectern/core/identity'
import { findTeam, listMemberships, type Membership, type Standing, standingOf } from '@lectern/core/membership'
import { formatCents, type Instant, type Page, type PageRequest, type Table } from '@lectern/core/platform'
import { Badge } from '../../../components/badge.tsx'
import { ButtonLink } from '../../../components/button.tsx'
import { RowTitle } from '../../../components/link.tsx'
import { type ListColumn, moment, plain } from '../../../lists/columns.ts'
import { choice } from '../../../lists/filters.tsx'
import { defineList, type List } from '../../../lists/list-page.tsx'

/** A membership with the person who pays for it, as a row. */
export type MembershipRow = Membership & { who: string; email: string; standing: Standing }

const looks = {
  active: ['good', 'Active'],
  grace: ['ending', 'Payment due'],
  lapsed: ['error', 'Lapsed'],
  ended: ['quiet', 'Ended'],
} as const

export const StandingBadge = ({ standing }: { standing: Standing }) => {
  const [tone, words] = looks[standing]
  return <Badge tone={tone}>{words}</Badge>
}

/** A membership's row: its team, or its holder. Two reads. */
export const rowOf = async (table: Table, membership: Membership, now: Instant): Promise<MembershipRow> => {
  const { holder, owner } = membership
  const [person, team] = await Promise.all([
    findPersonById(table, owner),
    holder.team === undefined ? undefined : findTeam(table, holder.team),
  ])
  const email = person?.email ?? ''
  return { ...membership, who: team?.name ?? person?.name ?? 'Erased', email, standing: standingOf(membership, now) }
}

const columns: ListColumn<MembershipRow>[] = [
  {
    key: 'who',
    label: 'Member',
    cell: ({ id, who, email }) => <RowTitle href={`/admin/memberships/${id}`} title={who} under={email} />,
    file: { Member: ({ who }) => who, Email: ({ email }) => email },
  },
  plain('plan', 'Plan', ({ opens, holder, seats }) =>
    holder.team === undefined ? opens.title : `${opens.title}, ${seats} seats`,
  ),
  {
    key: 'standing',
    label: 'Status',
    cell: ({ standing }) => <StandingBadge standing={standing} />,
    file: { Status: ({ standing }) => standing },
  },
  moment('until', 'Paid until', ({ paidUntil }) => paidUntil),
  plain('renewal', 'Renewal', ({ renews, renewalCents }) => (renews ? formatCents(renewalCents) : 'Doesn’t renew'), {
    align: 'end',
  }),
]

const standings = { active: 'Active', grace: 'Payment due', lapsed: 'Lapsed', ended: 'Ended' } as const

/** Memberships by the end of their period. A filter looks through the page that is shown. */
export const membershipList = (table: Table) =>
  defineList({
    filters: { standing: choice('Status', standings), holder: choice('Kind', { one: 'One person', team: 'Teams' }) },
    list: async (c, { standing, holder }): Promise<List<MembershipRow>> => ({
      title: 'Memberships',
      nav: 'memberships',
      about: 'Who pays for a membership, by when it’s paid until.',
      actions: (
        <>
          <ButtonLink href="/admin/orders?status=invoiced">Unpaid invoices</ButtonLink>
          <ButtonLink href="/admin/memberships/import">Import members</ButtonLink>
          <ButtonLink href="/admin/plans">Plans</ButtonLink>
        </>
      ),
      caption: 'Memberships',
      columns,
      rowId: ({ id }) => id,
      empty: {
        title: 'No memberships yet',
        words: 'They appear here when someone buys a plan. Put one on sale first.',
      },
      noMatch: 'No memberships match on this page.',
      read: async (page: PageRequest): Promise<Page<MembershipRow>> => {
        const { items, next } = await listMemberships(table, page)
        const kept = items.filter(
          (one) =>
            (standing === undefined || standingOf(one, c.var.now) === standing) &&
            (holder === undefined || (one.holder.team === undefined) === (holder === 'one')),
        )
        const rows = await Promise.all(kept.map((one) => rowOf(table, one, c.var.now)))
        return next === undefined ? { items: rows } : { items: rows, next }
      },
      file: 'memberships',
    }),
  })
