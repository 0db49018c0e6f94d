/** @jsxImportSource react */
import * as z from 'zod'
import { Facts } from '../facts.tsx'
import { mail } from '../mail.tsx'
import { Action, Names, Paragraph, Subheading } from '../parts.tsx'
import { text, url } from '../props.ts'

const Props = z.object({
  name: text,
  amount: text,
  orderNumber: text,
  /** A full sentence, or `too-late`: the payment came after the seat was gone, and all of it is refunded. */
  reason: text,
  /** What the refund is for: titles of the order's lines. */
  lines: z.array(text),
  /** How long banks take, in words: "5 to 10 days". */
  arrives: text,
  /** The page of the order; the button leads to the site without it. */
  orderUrl: url.optional(),
})
type Props = z.infer<typeof Props>

/** Money is on its way back. */
export const refundMade = mail({
  name: 'refund-made',
  title: 'Refund',
  sentWhen: 'When a refund is made, to the buyer.',
  topic: 'transactional',
  props: Props,
  subject: (props) =>
    props.reason === 'too-late'
      ? `Your payment arrived too late: we’re refunding ${props.amount}`
      : `Your refund of ${props.amount} is on its way`,
  preview: (props) => `Expect it in ${props.arrives}. Order ${props.orderNumber}.`,
  label: (props) => (props.reason === 'too-late' ? 'Full refund' : 'Refund'),
  heading: (props) =>
    props.reason === 'too-late' ? 'Your payment arrived too late' : `${props.amount} is on its way back to you`,
  because: 'this order was placed with your email address',
  about: 'your order',
  body: (props) => (
    <>
      <Paragraph>{formatWhy(props)}</Paragraph>
      <Facts facts={{ Refund: props.amount, Order: props.orderNumber, 'Arrives in': props.arrives }} />
      {props.lines.length > 0 && (
        <>
          <Subheading>What it’s for</Subheading>
          <Names names={props.lines} />
        </>
      )}
      <Paragraph>It goes to your original payment method. There’s nothing you need to do.</Paragraph>
      {props.orderUrl ? (
        <Action href={props.orderUrl}>See your order</Action>
      ) : (
        <Action href={props.siteUrl}>Browse events</Action>
      )}
    </>
  ),
  sample: {
    name: 'Tom Becker',
    amount: '$399.00',
    orderNumber: 'L-20418',
    reason: 'You canceled before the refund deadline, so you get a full refund.',
    lines: ['MSP Professional Sales Program, seat in the class'],
    arrives: '5 to 10 days',
    orderUrl: 'https://events.example.com/orders/ord_01HQTN5X8C',
  },
  variants: {
    'Paid too late': { reason: 'too-late' },
  },
})

function formatWhy({ reason, amount }: Props): string {
  if (reason !== 'too-late') return reason
  return `Your payment arrived after our hold on the seat ran out, and the seat was gone by then. You’re not registered, and we’ve refunded the full ${amount}. We’re sorry for the trouble.`
}
