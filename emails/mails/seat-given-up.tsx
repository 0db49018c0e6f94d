/** @jsxImportSource react */
import * as z from 'zod'
import { Facts } from '../facts.tsx'
import { mail } from '../mail.tsx'
import { Action, Paragraph } from '../parts.tsx'
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

/** To the buyer: someone whom they registered gave up their seat. */
export const seatGivenUp = mail({
  name: 'seat-given-up',
  title: 'Attendee canceled',
  sentWhen: 'To the buyer, when someone they registered cancels their own seat.',
  topic: 'transactional',
  props: Props,
  subject: (props) => `A seat you booked was canceled: ${props.eventTitle}`,
  preview: (props) =>
    props.refund
      ? `We’re refunding ${props.refund}.`
      : `The person you registered ${props.passedOn ? 'signed up on their own' : 'canceled their seat'}.`,
  label: 'Seat canceled',
  heading: (props) => props.eventTitle,
  because: 'you registered someone with this email address',
  about: 'your order',
  body: (props) => (
    <>
      <Paragraph>
        {props.passedOn
          ? 'The person you registered has signed up on their own, so we canceled their seat in your order.'
          : 'The person you registered can’t come and canceled their own seat.'}{' '}
        The rest of your order stays as it is.
      </Paragraph>
      <Facts facts={{ Who: props.attendee, When: props.when, Refund: props.refund }} />
      <Paragraph>{moneyText(props)}</Paragraph>
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

function moneyText({ refund, noRefund }: Props): string {
  if (refund) return 'Your refund goes to your original payment method. We’ll email you when it’s on its way.'
  return noRefund
    ? 'The refund deadline has passed, so this seat isn’t refunded. If there’s a reason to make an exception, ask for a refund on your order’s page.'
    : 'This seat hasn’t been paid for yet. If you still pay for the order, we’ll refund this seat right away.'
}
