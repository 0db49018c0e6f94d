/** @jsxImportSource react */
import * as z from 'zod'
import { Facts } from '../facts.tsx'
import { mail } from '../mail.tsx'
import { Action, Names, Note, Paragraph, TextLink } from '../parts.tsx'
import { text, url } from '../props.ts'

/** A membership has begun: what it opens, when it renews, and where it's managed. */
export const membershipBegun = mail({
  name: 'membership-begun',
  title: 'Welcome to the community',
  sentWhen: 'When a membership begins, to the person who bought it.',
  topic: 'transactional',
  props: z.object({
    name: text,
    plan: text,
    /** What is in it, a line each. */
    includes: z.array(text),
    /** "Renews on April 15, 2025, for $799.00"; absent for one that doesn't renew. */
    renewal: text.optional(),
    until: text,
    /** Of a team: what it is called, and how many seats it has. */
    team: z.object({ name: text, seats: z.number() }).optional(),
    manageUrl: url,
    eventsUrl: url,
  }),
  subject: (props) => `You’re in: ${props.plan}`,
  preview: (props) => (props.team ? 'Invite your team, and look around.' : 'Here’s what’s open to you now.'),
  label: 'Membership',
  heading: (props) => (props.team ? `Welcome, ${props.team.name}` : 'Welcome to the community'),
  because: 'you bought a membership with this email address',
  about: 'your membership',
  body: (props) => (
    <>
      <Paragraph>
        {props.team
          ? `Your team has ${props.team.seats} seats. Invite people by email, and each gets a link that opens their seat.`
          : 'Your membership is active, and everything in it is open to you now.'}
      </Paragraph>
      <Facts facts={{ Plan: props.plan, 'Paid until': props.until, Renewal: props.renewal }} />
      {props.includes.length > 0 && <Names names={props.includes} />}
      <Action href={props.team ? props.manageUrl : props.eventsUrl}>
        {props.team ? 'Invite your team' : 'See what’s on'}
      </Action>
      <Note>
        You can stop the renewal at any time on <TextLink href={props.manageUrl}>your membership page</TextLink>.
      </Note>
    </>
  ),
  sample: {
    name: 'Maria Okafor',
    plan: 'All-access membership',
    includes: ['Everything in the community membership', 'A free seat in every class marked as included'],
    renewal: 'Tuesday, April 15, 2025, for $1,499.00',
    until: 'Tuesday, April 15, 2025',
    manageUrl: 'https://events.example.com/account/membership',
    eventsUrl: 'https://events.example.com/events',
  },
  variants: {
    'For a team': { plan: 'Team membership', team: { name: 'Northwind IT', seats: 7 } },
    'A gift': { renewal: undefined },
  },
})
