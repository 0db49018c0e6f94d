/** @jsxImportSource react */
import * as z from 'zod'
import { mail } from '../mail.tsx'
import { Action, Facts, Paragraph } from '../parts.tsx'
import { text, url } from '../props.ts'
import { salesProgram } from '../sample-event.ts'

const Props = z.object({
  name: text,
  /** Who gave up their seat, as the buyer had named them or as they corrected it. */
  attendee: text,
  eventTitle: text,
  when: text,
  /** The amount that goes back to the reader; absent when nothing does. */
  refund: text.optional(),
  /** What was paid stays: the time for refunds was over. */
  noRefund: z.boolean(),
  /** They registered for themselves, before this order was paid. */
  passedOn: z.boolean().optional(),
  orderUrl: url,
})
type Props = z.infer<typeof Props>

/** To the buyer: somebody whom they registered gave up their seat. */
export const seatGivenUp = mail({
  name: 'seat-given-up',
  title: 'Seat canceled by its attendee',
  sentWhen: 'To the buyer, when someone whom they registered gives up their seat.',
  topic: 'transactional',
  props: Props,
  subject: (props) => `A seat you booked was canceled: ${props.eventTitle}`,
  preview: (props) =>
    props.refund
      ? `${props.refund} goes back to how you paid.`
      : `The person you registered ${props.passedOn ? 'registered for themselves' : 'gave up their seat'}.`,
  label: 'Seat canceled',
  heading: (props) => props.eventTitle,
  because: 'You get this because you registered someone with this address.',
  about: 'your order',
  body: (props) => (
    <>
      <Paragraph>{`Hi ${props.name},`}</Paragraph>
      <Paragraph>
        {props.passedOn
          ? 'The person you registered has now registered for themselves, so their seat in your order has ended.'
          : 'The person you registered can’t come and canceled their own seat.'}{' '}
        The rest of your order stays as it is.
      </Paragraph>
      <Facts
        facts={[
          { label: 'Who', words: props.attendee },
          { label: 'When', words: props.when },
          { label: 'Refund', words: props.refund },
        ]}
      />
      <Paragraph>{moneyWords(props)}</Paragraph>
      <Action href={props.orderUrl}>See your order</Action>
    </>
  ),
  sample: {
    name: 'Tom Becker',
    attendee: 'Maria Okafor',
    eventTitle: salesProgram.eventTitle,
    when: salesProgram.when,
    refund: '$399.00',
    noRefund: false,
    orderUrl: 'https://events.example.com/orders/ord_01HQTN5X8C',
  },
  variants: {
    'After the refund deadline': { refund: undefined, noRefund: true },
    'Not paid yet': { refund: undefined },
    'Registered for themselves': { refund: undefined, attendee: 'maria@example.com', passedOn: true },
  },
})

function moneyWords({ refund, noRefund }: Props): string {
  if (refund) return 'The refund goes back to how you paid. We’ll email you when it’s on its way.'
  return noRefund
    ? 'The time for refunds is over, so what you paid for this seat isn’t refunded. If there’s a reason to make an exception, ask for a refund on your order’s page.'
    : 'Nothing was paid for this seat yet. If you still pay for the order, this seat’s share goes back to you at once.'
}
