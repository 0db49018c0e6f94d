/** @jsxImportSource react */
import * as z from 'zod'
import { Facts } from '../facts.tsx'
import { mail } from '../mail.tsx'
import { Action, Note, Paragraph, TextLink } from '../parts.tsx'
import { text, url } from '../props.ts'

/** An invoice for a team's membership: what it's for, where to pay it, and what waits for the payment. */
export const membershipInvoice = mail({
  name: 'membership-invoice',
  title: 'Invoice for a membership',
  sentWhen: 'When a team orders by invoice, and when its renewal’s invoice is ready, to the person who pays.',
  topic: 'transactional',
  props: z.object({
    name: text,
    plan: text,
    price: text,
    /** Of the first one: the day by which it is to be paid. */
    dueOn: text.optional(),
    purchaseOrder: text.optional(),
    team: text.optional(),
    /** Of a renewal: until when everything stays open, with the zone. */
    accessUntil: text.optional(),
    /** The page on which it can be paid, and downloaded. */
    payUrl: url,
    manageUrl: url,
  }),
  subject: (props) => `Your invoice for ${props.plan}: ${props.price}`,
  preview: (props) =>
    props.accessUntil
      ? `Pay it by ${props.accessUntil} to keep your team’s access.`
      : `Due ${props.dueOn ?? 'soon'}. Your seats open when it’s paid.`,
  label: 'Invoice',
  heading: (props) => (props.accessUntil ? 'Your renewal invoice' : 'Your invoice is ready'),
  because: 'you asked to pay by invoice',
  about: 'your invoice',
  body: (props) => (
    <>
      <Paragraph>
        {props.accessUntil
          ? 'Your team’s next year has begun. Pay this invoice to keep its seats.'
          : 'Pay by card or bank transfer on the invoice page, or forward it to the person who does. Your team’s seats open as soon as it’s paid.'}
      </Paragraph>
      <Facts
        facts={{
          Plan: props.plan,
          Team: props.team,
          'PO number': props.purchaseOrder,
          'Amount due': props.price,
          Due: props.dueOn,
          'Access until': props.accessUntil,
        }}
      />
      <Action href={props.payUrl}>See the invoice</Action>
      <Note>
        Changed your mind?{' '}
        <TextLink href={props.manageUrl}>{props.accessUntil ? 'Open your team' : 'Open your order'}</TextLink> to
        cancel.
      </Note>
    </>
  ),
  sample: {
    name: 'Olivia Brandt',
    plan: 'Team membership',
    price: '$1,999.00',
    dueOn: 'Wednesday, May 15, 2024',
    purchaseOrder: 'PO-1187',
    team: 'Northwind IT',
    payUrl: 'https://invoice.example.com/i/acct_1/test_2',
    manageUrl: 'https://events.example.com/orders/ord_1',
  },
  variants: {
    'A renewal': {
      dueOn: undefined,
      purchaseOrder: undefined,
      team: undefined,
      accessUntil: 'Tuesday, April 29, 2025, 9:00 AM Pacific',
    },
  },
})
