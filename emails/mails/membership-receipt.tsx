/** @jsxImportSource react */
import * as z from 'zod'
import { Facts } from '../facts.tsx'
import { mail } from '../mail.tsx'
import { Action, Paragraph } from '../parts.tsx'
import { text, url } from '../props.ts'

/** A renewal, or a change of a membership, was paid. */
export const membershipReceipt = mail({
  name: 'membership-receipt',
  title: 'Membership receipt',
  sentWhen: 'When a renewal or a change of a membership is paid.',
  topic: 'transactional',
  props: z.object({
    name: text,
    plan: text,
    amount: text,
    paidOn: text,
    paidUntil: text,
    manageUrl: url,
  }),
  subject: (props) => `Receipt for your membership: ${props.amount}`,
  preview: (props) => `Paid on ${props.paidOn}. Your membership runs until ${props.paidUntil}.`,
  label: 'Receipt',
  heading: (props) => props.amount,
  because: 'you pay for this membership',
  about: 'your membership',
  body: (props) => (
    <>
      <Paragraph>Thanks! Here’s your receipt. Please keep it for your records.</Paragraph>
      <Facts facts={{ Plan: props.plan, 'Paid on': props.paidOn, 'Paid until': props.paidUntil }} />
      <Action href={props.manageUrl}>See your membership</Action>
    </>
  ),
  sample: {
    name: 'Maria Okafor',
    plan: 'Community membership',
    amount: '$799.00',
    paidOn: 'Tuesday, April 15, 2025',
    paidUntil: 'Wednesday, April 15, 2026',
    manageUrl: 'https://events.example.com/account/membership',
  },
})
