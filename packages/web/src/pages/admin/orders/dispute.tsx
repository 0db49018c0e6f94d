import { formatCents, type Instant } from '@lectern/core/platform'
import type { Order, OrderDispute } from '@lectern/core/registration'
import { ButtonLink } from '../../../components/button.tsx'
import { KeyValue } from '../../../components/key-value.tsx'
import { Panel } from '../../../components/panel.tsx'
import { StateBadge } from '../../../components/state-badge.tsx'
import { momentInZone } from '../../../layout/moments.ts'

/** A payment in Stripe's dashboard, where disputes are answered and refunds looked into. */
export const stripePayment = (paymentId: string): string =>
  `https://dashboard.stripe.com/payments/${encodeURIComponent(paymentId)}`

const words: Record<OrderDispute['state'], string> = {
  open: 'The buyer disputed this payment with their bank. The bank holds the money until it decides. Seats, downloads, and shipments don’t change.',
  won: 'You won. You keep the money.',
  lost: 'The buyer won and got the money back. They keep access until you end it below.',
}

/** `product_not_received` as `product not received`. */
const formatReason = (reason: string): string => reason.replaceAll('_', ' ')

export const DisputeBadge = ({ dispute }: { dispute: OrderDispute }) => {
  if (dispute.state === 'open') return <StateBadge state="disputed" />
  return dispute.state === 'won' ? (
    <StateBadge state="confirmed">Dispute won</StateBadge>
  ) : (
    <StateBadge state="failed">Dispute lost</StateBadge>
  )
}

/** A buyer's objection at their bank: how it stands, and until when it can be answered. */
export const Dispute = ({ order, now }: { order: Order; now: Instant }) => {
  const { dispute, paymentId } = order
  if (!dispute) return null
  const open = dispute.state === 'open'
  const late = open && dispute.dueBy !== undefined && dispute.dueBy <= now
  return (
    <Panel title="Dispute" id="dispute" actions={<DisputeBadge dispute={dispute} />}>
      <p class="max-w-prose">{words[dispute.state]}</p>
      <KeyValue
        look="ruled"
        facts={[
          { term: 'Amount', detail: formatCents(dispute.amountCents) },
          { term: 'Reason', detail: formatReason(dispute.reason) },
          { term: 'Opened', detail: momentInZone(dispute.openedAt) },
          {
            term: 'Answer by',
            detail:
              open && dispute.dueBy
                ? `${momentInZone(dispute.dueBy)}${late ? ': that date has passed' : ''}`
                : undefined,
          },
          { term: 'Decided', detail: dispute.closedAt && momentInZone(dispute.closedAt) },
          { term: 'At Stripe', detail: <span class="font-mono text-sm break-all">{dispute.id}</span> },
        ]}
      />
      {paymentId && (
        <div>
          <ButtonLink href={stripePayment(paymentId)}>
            {open && !late ? 'Respond in Stripe' : 'View in Stripe'}
          </ButtonLink>
        </div>
      )}
    </Panel>
  )
}
