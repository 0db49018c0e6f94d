import { accessUntil } from '@lectern/core/membership'
import type { Payment } from '@lectern/core/payments'
import { type Cents, formatCents } from '@lectern/core/platform'
import { ActButton } from '../../../components/act-button.tsx'
import { KeyValue } from '../../../components/key-value.tsx'
import { Panel } from '../../../components/panel.tsx'
import { TextLink } from '../../../components/text-link.tsx'
import { formatMoment } from '../../../layout/moments.ts'
import { type MembershipRow, StandingBadge } from './membership-list.tsx'

export const membershipHead = (row: MembershipRow) => ({
  title: row.who,
  kicker: row.opens.title,
  trail: [{ href: '/admin/memberships', label: 'Memberships' }, { label: row.who }],
  badge: <StandingBadge standing={row.standing} />,
  about: row.email,
})

type Props = { row: MembershipRow; payments: readonly Payment[]; refundCents: Cents }

/** One membership: until when, what was paid, and the refund with its amount on the button. */
export const MembershipPage = ({ row, payments, refundCents }: Props) => (
  <>
    <Panel title="Membership">
      <KeyValue
        look="ruled"
        facts={[
          { term: 'Plan', detail: row.opens.title },
          { term: 'Seats', detail: row.holder.team === undefined ? undefined : row.seats },
          { term: 'Since', detail: formatMoment(row.startedAt) },
          { term: 'Paid until', detail: formatMoment(row.paidUntil) },
          { term: 'Access until', detail: formatMoment(accessUntil(row)) },
          { term: 'Renewal', detail: row.renews ? formatCents(row.renewalCents) : 'Doesn’t renew' },
          { term: 'Due', detail: row.owed && formatCents(row.owed.cents) },
          {
            term: 'Order',
            detail: row.order && <TextLink href={`/admin/orders/${row.order}`}>See the order</TextLink>,
          },
          { term: 'At Stripe', detail: row.subscription },
        ]}
      />
    </Panel>
    <Panel title="Payments">
      {payments.length === 0 ? (
        <p class="text-muted">Nothing was paid for it.</p>
      ) : (
        <ul class="grid gap-2">
          {payments.map(({ id, cents, paidAt }) => (
            <li class="flex justify-between gap-4" id={id}>
              <span>{formatMoment(paidAt)}</span>
              <span class="nums">{formatCents(cents)}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
    {row.endedAt === undefined && refundCents > 0 && (
      <Panel title="Refund">
        <p>
          All of it within 14 days of a payment, after that for the days that are left. It ends the membership at once
          {row.holder.team === undefined ? '' : ', for everyone in the team'}.
        </p>
        <ActButton
          action={`/admin/memberships/${row.id}/refund`}
          words={`Refund ${formatCents(refundCents)} and end it`}
          values={{ cents: refundCents }}
          look="danger"
          size="medium"
        />
      </Panel>
    )}
  </>
)
