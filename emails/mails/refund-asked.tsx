/** @jsxImportSource react */
import * as z from 'zod'
import { Facts } from '../facts.tsx'
import { mail } from '../mail.tsx'
import { Action, Names, Note, Paragraph, Subheading } from '../parts.tsx'
import { text, url } from '../props.ts'

/** To the organizer: a buyer asks for a refund that the policy no longer gives. */
export const refundAsked = mail({
  name: 'refund-asked',
  title: 'Refund requested',
  sentWhen: 'To the organizer, when a buyer asks for a refund after the deadline.',
  topic: 'transactional',
  props: z.object({
    /** Name and address of who asks. */
    buyer: text,
    titles: z.array(text),
    /** In the buyer's own words. */
    reason: text,
    orderNumber: text,
    orderUrl: url,
  }),
  subject: (props) => `Refund requested: order ${props.orderNumber}`,
  preview: 'A buyer asked for a refund after the deadline.',
  label: 'Refund requested',
  heading: 'A buyer asked for a refund',
  because: 'refund requests go to this email address',
  about: 'a refund request',
  body: (props) => (
    <>
      <Paragraph>The refund deadline has passed, so this one’s up to you.</Paragraph>
      <Facts facts={{ From: props.buyer, Order: props.orderNumber }} />
      <Names names={props.titles} />
      <Subheading>Why</Subheading>
      <Paragraph>{props.reason}</Paragraph>
      <Action href={props.orderUrl}>Open the order</Action>
      <Note>Refund it there, or write to the buyer and mark the request as answered.</Note>
    </>
  ),
  sample: {
    buyer: 'Tom Becker, tom@example.com',
    titles: ['MSP Professional Sales Program: Seat in the class'],
    reason: 'Our office was flooded this week, and none of us can attend.',
    orderNumber: 'L-20418',
    orderUrl: 'https://events.example.com/admin/orders/ord_01HQTN5X8C',
  },
})
