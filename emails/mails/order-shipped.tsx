/** @jsxImportSource react */
import * as z from 'zod'
import { Facts } from '../facts.tsx'
import { mail } from '../mail.tsx'
import { Action, Names, Paragraph } from '../parts.tsx'
import { text, url } from '../props.ts'

/** What was ordered on paper is on its way. */
export const orderShipped = mail({
  name: 'order-shipped',
  title: 'Order shipped',
  sentWhen: 'When the printed copies in an order ship.',
  topic: 'transactional',
  props: z.object({
    name: text,
    orderNumber: text,
    /** What is in the parcel: title and format. */
    copies: z.array(text),
    shipTo: text,
    carrier: text.optional(),
    tracking: text.optional(),
    orderUrl: url,
  }),
  subject: (props) => `On its way: ${props.copies[0] ?? `order ${props.orderNumber}`}`,
  preview: (props) => `${props.carrier ? `Shipped with ${props.carrier}. ` : ''}Order ${props.orderNumber}.`,
  label: 'Shipped',
  heading: 'Your order is on its way',
  because: 'this order was placed with your email address',
  about: 'your order',
  body: (props) => (
    <>
      <Paragraph>We’ve shipped:</Paragraph>
      <Names names={props.copies} />
      <Facts
        facts={{
          'Shipped to': props.shipTo,
          Carrier: props.carrier,
          'Tracking number': props.tracking,
          Order: props.orderNumber,
        }}
      />
      <Action href={props.orderUrl}>See your order</Action>
    </>
  ),
  sample: {
    name: 'Tom Becker',
    orderNumber: 'L-20418',
    copies: ['Network Migration Workbook: Paperback'],
    shipTo: 'Tom Becker, 12 Harbor Street, Portland, OR 97201, United States',
    carrier: 'USPS',
    tracking: '9400 1000 0000 0000 0000 00',
    orderUrl: 'https://events.example.com/orders/ord_01HQTN5X8C',
  },
})
