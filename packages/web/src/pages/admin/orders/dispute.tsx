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
  open: 'The buyer objected to this payment at their bank. The bank holds the money until it is decided; seats, downloads and parcels stay as they are.',
  won: 'The bank decided for you: the money is yours.',
  lost: 'The bank decided for the buyer, and the money went back to them. What they bought stays open to them until you end it below.',
}

/** `product_not_received` as `product not received`. */
const reasonWords = (reason: string): string => reason.replaceAll('_', ' ')

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
          { term: 'Reason', detail: reasonWords(dispute.reason) },
          { term: 'Opened', detail: momentInZone(dispute.openedAt) },
          {
            term: 'Answer by',
            detail:
              open && dispute.dueBy ? `${momentInZone(dispute.dueBy)}${late ? ': that time is over' : ''}` : undefined,
          },
          { term: 'Decided', detail: dispute.closedAt && momentInZone(dispute.closedAt) },
          { term: 'At Stripe', detail: <span class="font-mono text-sm break-all">{dispute.id}</span> },
        ]}
      />
      {paymentId && (
        <div>
          <ButtonLink href={stripePayment(paymentId)}>
            {open && !late ? 'Answer it at Stripe' : 'Look at it at Stripe'}
          </ButtonLink>
        </div>
      )}
    </Panel>
  )
}
