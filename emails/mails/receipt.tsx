/** @jsxImportSource react */
import * as z from 'zod'
import { Facts, MoneyRow, MoneyTable, Sum } from '../facts.tsx'
import { mail } from '../mail.tsx'
import { Action, Paragraph, Subheading } from '../parts.tsx'
import { text, url } from '../props.ts'

/** Amounts are ready-made words ("$566.58") and count for the whole line, whatever its quantity. */
const ReceiptLine = z.object({
  title: text,
  quantity: z.number(),
  list: text,
  discount: text.optional(),
  total: text,
})
type ReceiptLine = z.infer<typeof ReceiptLine>

/** What was bought, what it cost, and which discounts it got. */
export const receipt = mail({
  name: 'receipt',
  title: 'Receipt',
  sentWhen: 'When an order is paid, to the buyer.',
  topic: 'transactional',
  props: z.object({
    name: text,
    orderNumber: text,
    /** Day and time of the order, with the zone. */
    placedOn: text,
    lines: z.array(ReceiptLine),
    /** Where the discounts of the lines come from; they are already taken off in the lines' totals. */
    discounts: z.array(z.object({ title: text, amount: text })),
    /** Sales tax, when there is any; it is part of the total. */
    tax: text.optional(),
    total: text,
    /** "Visa ending in 4242"; absent when nothing was due. */
    paidWith: text.optional(),
    orderUrl: url,
  }),
  subject: (props) => `Receipt for order ${props.orderNumber}: ${props.total}`,
  preview: (props) => `${bought(props.lines)}. Keep it for your records.`,
  label: (props) => `Receipt · ${props.orderNumber}`,
  heading: 'Thanks for your order',
  because: 'this order was placed with your email address',
  about: 'your order',
  body: (props) => (
    <>
      <Sum>{props.total}</Sum>
      <Facts facts={{ Order: props.orderNumber, 'Placed on': props.placedOn, 'Paid with': props.paidWith }} />
      <Action href={props.orderUrl}>See your order</Action>
      <MoneyTable head="Item">
        {props.lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines of an order may be the same, and they never move
          <MoneyRow key={index} title={line.title} details={details(line)} amount={line.total} />
        ))}
        {props.tax && <MoneyRow title="Sales tax" amount={props.tax} />}
        <MoneyRow title="Total" amount={props.total} strong />
      </MoneyTable>
      {props.discounts.length > 0 && (
        <>
          <Subheading>Discounts</Subheading>
          <Paragraph>Already included in the amounts above.</Paragraph>
          <MoneyTable head="Discount">
            {props.discounts.map((discount) => (
              <MoneyRow key={discount.title} title={discount.title} amount={discount.amount} good />
            ))}
          </MoneyTable>
        </>
      )}
    </>
  ),
  sample: {
    name: 'Tom Becker',
    orderNumber: 'L-20418',
    placedOn: 'Thu, Feb 29, 2024, 10:12 AM Pacific',
    lines: [
      {
        title: 'MSP Professional Sales Program, seat in the class',
        quantity: 2,
        list: '$798.00',
        discount: '−$231.42',
        total: '$566.58',
      },
      {
        title: 'Managed Services in a Month, 3rd edition (e-book)',
        quantity: 1,
        list: '$39.95',
        discount: '−$11.59',
        total: '$28.36',
      },
      { title: 'Karl’s Famous 68-Point Checklist, version 4.0', quantity: 1, list: '$0.00', total: '$0.00' },
    ],
    discounts: [{ title: 'Leap day: 29% off everything', amount: '−$243.01' }],
    total: '$594.94',
    paidWith: 'Visa ending in 4242',
    orderUrl: 'https://events.example.com/orders/ord_01HQTN5X8C',
  },
})

function bought([first, ...others]: readonly ReceiptLine[]): string {
  return `${first?.title ?? 'Your order'}${others.length > 0 ? ` and ${others.length} more` : ''}`
}

function details({ quantity, list, discount }: ReceiptLine): string[] {
  const count = quantity === 1 ? undefined : `Quantity ${quantity}`
  if (!discount) return count ? [count] : []
  return [count ? `${count}, list price ${list}` : `List price ${list}`, `Discount ${discount}`]
}
