import { formatCents } from '@lectern/core/platform'
import { copiesOf, type Order, openCents } from '@lectern/core/registration'
import { ButtonLink } from '../../../components/button.tsx'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { Notice } from '../../../components/notice.tsx'
import { Panel } from '../../../components/panel.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { formatCount } from '../../../layout/moments.ts'
import { formatLine, type RefundPlan } from './refund-amount.ts'

/** `This sends $399 back to Dana Goulston.` */
export const refundSentence = (order: Order, plan: RefundPlan): string =>
  plan.amountCents > 0
    ? `This refunds ${formatCents(plan.amountCents)} to ${order.buyer.name} the way they paid.`
    : 'There’s nothing to refund: it was free or already refunded.'

/** What else ends with it, each in a sentence. */
const consequences = (order: Order, plan: RefundPlan): string[] => {
  const sends = plan.lines.some((line) => copiesOf(line).length > 0)
  const postage = plan.lines.some((line) => line.kind === 'shipping')
  const shipped = order.shipment?.state === 'shipped'
  return [
    ...(plan.seats > 0
      ? [
          `${formatCount(plan.seats, 'registration ends and its seat opens up', 'registrations end and their seats open up')}. We’ll email each person a calendar update.`,
        ]
      : []),
    ...(plan.downloads > 0
      ? [
          `${formatCount(plan.downloads, 'download closes', 'downloads close')}, unless the buyer also has it another way.`,
        ]
      : []),
    ...(sends && shipped ? ['The copies already shipped, so we won’t refund shipping.'] : []),
    ...(sends && postage ? ['Nothing is left to ship, so we refund shipping, too.'] : []),
    ...(plan.whole && order.uses.length > 0 ? ['Limited codes can be used again.'] : []),
    plan.whole ? 'This refunds the whole order.' : 'The rest of the order doesn’t change.',
  ]
}

export const refundHead = (order: Order, plan: RefundPlan) => ({
  title: plan.amountCents > 0 ? 'Refund' : 'End registrations and access',
  window: 'Refund',
  kicker: `Order for ${order.buyer.name}`,
})

/** What a refund does, said before the money goes. */
export const RefundPage = ({ order, plan, changed }: { order: Order; plan: RefundPlan; changed: boolean }) => (
  <>
    {changed && (
      <Notice tone="warning" title="This order just changed">
        We didn’t refund anything yet. Here’s what a refund would do now.
      </Notice>
    )}
    {order.dispute?.state === 'open' && (
      <Notice tone="warning" title="This payment is disputed">
        The bank holds the money while the dispute is open, and Stripe may refuse the refund. Answer the dispute first.
      </Notice>
    )}
    <Panel>
      <p class="text-lg font-medium">{refundSentence(order, plan)}</p>
      <ul class="list-disc pl-5">
        {plan.lines.map((line) => (
          <li class="nums">
            {formatLine(line)}: {formatCents(openCents(order, line))}
            {line.taxCents ? ` (${formatCents(line.totalCents)} and ${formatCents(line.taxCents)} sales tax)` : ''}
          </li>
        ))}
      </ul>
      <ul class="grid gap-1.5">
        {consequences(order, plan).map((words) => (
          <li>{words}</li>
        ))}
      </ul>
      <form class="flex flex-wrap gap-2" method="post" action={`/admin/orders/${order.id}/refund`}>
        <HiddenFields values={{ line: plan.lines.map((line) => line.id), revision: order.revision }} />
        <SubmitButton look="danger" busy="Refunding…">
          {plan.amountCents > 0 ? `Refund ${formatCents(plan.amountCents)}` : 'End registrations'}
        </SubmitButton>
        <ButtonLink look="ghost" href={`/admin/orders/${order.id}`}>
          Keep as is
        </ButtonLink>
      </form>
    </Panel>
  </>
)
