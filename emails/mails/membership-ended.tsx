/** @jsxImportSource react */
import * as z from 'zod'
import { Facts } from '../facts.tsx'
import { mail } from '../mail.tsx'
import { Action, Note, Paragraph } from '../parts.tsx'
import { text, url } from '../props.ts'

/** A membership has ended: what closed, what stays, and how to come back. */
export const membershipEnded = mail({
  name: 'membership-ended',
  title: 'Membership over',
  sentWhen: 'When a membership ends, to the person who paid for it.',
  topic: 'transactional',
  props: z.object({ name: text, plan: text, endedOn: text, team: text.optional(), membershipUrl: url }),
  subject: (props) => `Your ${props.plan.toLowerCase()} has ended`,
  preview: 'What you bought stays yours. You can come back at any time.',
  label: 'Membership ended',
  heading: (props) => `Ended ${props.endedOn}`,
  because: 'you paid for this membership',
  about: 'your membership',
  body: (props) => (
    <>
      <Facts facts={{ Plan: props.plan, Team: props.team }} />
      <Paragraph>
        {props.team
          ? `The seats of ${props.team} are closed. Everyone keeps their progress and what they bought themselves.`
          : 'What it included is closed now. You keep your progress, and everything you bought yourself.'}
      </Paragraph>
      <Action href={props.membershipUrl}>Join again</Action>
      <Note>You won’t be charged again.</Note>
    </>
  ),
  sample: {
    name: 'Maria Okafor',
    plan: 'Community membership',
    endedOn: 'Tuesday, April 29, 2025',
    membershipUrl: 'https://events.example.com/membership',
  },
  variants: { 'For a team': { plan: 'Team membership', team: 'Northwind IT' } },
})
