import { formatCents } from '@lectern/core/platform'
import { copiesOf, type Order, openCents } from '@lectern/core/registration'
import { ButtonLink } from '../../../components/button.tsx'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { Notice } from '../../../components/notice.tsx'
import { PageHeading } from '../../../components/page-heading.tsx'
import { Panel } from '../../../components/panel.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { countWords } from '../../../layout/moments.ts'
import { lineWords, type RefundPlan } from './refund-amount.ts'

/** `This sends $399 back to Dana Goulston.` */
export const refundSentence = (order: Order, plan: RefundPlan): string =>
  plan.amountCents > 0
    ? `This sends ${formatCents(plan.amountCents)} back to ${order.buyer.name}, the way it was paid.`
    : 'No money goes back: nothing was paid for it, or all of it has gone back already.'

/** What else ends with it, each in a sentence. */
const consequences = (order: Order, plan: RefundPlan): string[] => {
  const sends = plan.lines.some((line) => copiesOf(line).length > 0)
  const postage = plan.lines.some((line) => line.kind === 'shipping')
  const shipped = order.shipment?.state === 'shipped'
  return [
    ...(plan.seats > 0
      ? [
          `${countWords(plan.seats, 'registration ends and its seat is free again', 'registrations end and their seats are free again')}. Who loses a registration gets a mail and a calendar update.`,
        ]
      : []),
    ...(plan.downloads > 0
      ? [`${countWords(plan.downloads, 'download closes', 'downloads close')}, unless the buyer has it otherwise too.`]
      : []),
    ...(sends && shipped ? ['The copies are on their way already: the postage stays paid.'] : []),
    ...(sends && postage ? ['Nothing is left to send, so the postage goes back as well.'] : []),
    ...(plan.whole && order.uses.length > 0 ? ['Uses of limited codes come back, and can be used again.'] : []),
    plan.whole ? 'The whole order is refunded.' : 'The rest of the order stays as it is.',
  ]
}

/** What a refund does, said before the money goes. */
export const RefundPage = ({ order, plan, changed }: { order: Order; plan: RefundPlan; changed: boolean }) => (
  <div class="grid grid-cols-[minmax(0,1fr)] gap-5">
    <PageHeading
      size="work"
      kicker={`Order of ${order.buyer.name}`}
      title={plan.amountCents > 0 ? 'Refund' : 'End registrations and access'}
    />
    {changed && (
      <Notice tone="warning" title="The order has changed since you looked">
        Nothing was done. This is what a refund would do now.
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
            {lineWords(line)}: {formatCents(openCents(order, line))}
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
          {plan.amountCents > 0 ? `Send ${formatCents(plan.amountCents)} back` : 'End them'}
        </SubmitButton>
        <ButtonLink look="ghost" href={`/admin/orders/${order.id}`}>
          Leave it as it is
        </ButtonLink>
      </form>
    </Panel>
  </div>
)
