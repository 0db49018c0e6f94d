/** @jsxImportSource react */
import * as z from 'zod'
import { Facts } from '../facts.tsx'
import { mail } from '../mail.tsx'
import { Action, Note, Paragraph } from '../parts.tsx'
import { text, url } from '../props.ts'

/** A membership renews in 30 days: when, for how much, and how to stop it. */
export const membershipRenews = mail({
  name: 'membership-renews',
  title: 'Membership renews soon',
  sentWhen: 'Thirty days before a membership renews, to the person who pays for it.',
  topic: 'transactional',
  props: z.object({
    name: text,
    plan: text,
    /** The day of the renewal, with its weekday. */
    renewsOn: text,
    price: text,
    seats: z.number().optional(),
    manageUrl: url,
  }),
  subject: (props) => `Your membership renews on ${props.renewsOn}`,
  preview: (props) => `${props.price} for another year. Nothing to do if you’re staying.`,
  label: 'Renewal',
  heading: (props) => `${props.price} on ${props.renewsOn}`,
  because: 'you pay for this membership',
  about: 'your membership',
  body: (props) => (
    <>
      <Paragraph>We’ll charge the card we have for another year. If you’re staying, there’s nothing to do.</Paragraph>
      <Facts
        facts={{
          Plan: props.plan,
          Seats: props.seats === undefined ? undefined : String(props.seats),
          'Renews on': props.renewsOn,
          Price: props.price,
        }}
      />
      <Action href={props.manageUrl}>Manage your membership</Action>
      <Note>
        To stop the renewal, open that page and press Stop renewal. You’ll keep everything until {props.renewsOn}.
      </Note>
    </>
  ),
  sample: {
    name: 'Maria Okafor',
    plan: 'Community membership',
    renewsOn: 'Tuesday, April 15, 2025',
    price: '$799.00',
    manageUrl: 'https://events.example.com/account/membership',
  },
  variants: { 'For a team': { plan: 'Team membership', seats: 7, price: '$2,599.00' } },
})
