/** @jsxImportSource react */
import * as z from 'zod'
import { Facts } from '../facts.tsx'
import { mail } from '../mail.tsx'
import { Action, Paragraph } from '../parts.tsx'
import { text, url } from '../props.ts'

/** A renewal couldn't be charged: where to pay it, and until when access lasts. */
export const membershipPaymentFailed = mail({
  name: 'membership-payment-failed',
  title: 'Membership payment failed',
  sentWhen: 'When a renewal can’t be charged, to the person who pays for it.',
  topic: 'transactional',
  props: z.object({
    name: text,
    plan: text,
    price: text,
    /** Until when everything stays open, with the zone. */
    accessUntil: text,
    /** The page on which it can be paid. */
    payUrl: url,
  }),
  subject: (props) => `We couldn’t renew your ${props.plan.toLowerCase()}`,
  preview: (props) => `Pay ${props.price} by ${props.accessUntil} to keep your access.`,
  label: 'Payment failed',
  heading: 'Your card was declined',
  because: 'you pay for this membership',
  about: 'your membership',
  body: (props) => (
    <>
      <Paragraph>
        We tried to renew your membership, and the card was declined. We’ll try again in a few days. You can also pay
        now with this or another card.
      </Paragraph>
      <Facts facts={{ Plan: props.plan, 'Amount due': props.price, 'Access until': props.accessUntil }} />
      <Action href={props.payUrl}>{`Pay ${props.price}`}</Action>
    </>
  ),
  sample: {
    name: 'Maria Okafor',
    plan: 'Community membership',
    price: '$799.00',
    accessUntil: 'Tuesday, April 29, 2025, 9:00 AM Pacific',
    payUrl: 'https://invoice.example.com/i/acct_1/test_2',
  },
})
