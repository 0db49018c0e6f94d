/** @jsxImportSource react */
import * as z from 'zod'
import { Facts } from '../facts.tsx'
import { mail } from '../mail.tsx'
import { Action, Paragraph } from '../parts.tsx'
import { text, url } from '../props.ts'

/** A team has another owner, who pays for it from now on. */
export const teamHandedOver = mail({
  name: 'team-handed-over',
  title: 'A team’s new owner',
  sentWhen: 'When a team’s owner makes someone else the owner, to both of them.',
  topic: 'transactional',
  props: z.object({
    name: text,
    team: text,
    /** The new owner’s name. */
    owner: text,
    /** Whether it goes to the new owner. */
    own: z.boolean(),
    /** "April 15, 2025, for $1,999"; absent for one that doesn’t renew. */
    renewal: text.optional(),
    teamUrl: url,
  }),
  subject: (props) => (props.own ? `You’re now the owner of ${props.team}` : `${props.owner} now owns ${props.team}`),
  preview: (props) =>
    props.own ? 'Check the card on file before the next renewal.' : 'Renewals are theirs from now on.',
  label: 'Your team',
  heading: (props) => (props.own ? `${props.team} is yours` : `${props.team} has a new owner`),
  because: 'you own or owned this team',
  about: 'your team',
  body: (props) => (
    <>
      <Paragraph>
        {props.own
          ? 'You now decide about its plan, seats, and renewal. Renewals are charged to the card on file, so replace it with yours.'
          : `${props.owner} now decides about its plan, seats, and renewal. Your card stays on file until they replace it, so ask them to.`}
      </Paragraph>
      <Facts facts={{ Team: props.team, Owner: props.owner, Renewal: props.renewal }} />
      <Action href={props.teamUrl}>Open the team</Action>
    </>
  ),
  sample: {
    name: 'Tara Nguyen',
    team: 'Northwind IT',
    owner: 'Tara Nguyen',
    own: true,
    renewal: 'Tuesday, April 15, 2025, for $1,999.00',
    teamUrl: 'https://events.example.com/account/team',
  },
  variants: { 'To the former owner': { name: 'Oscar Ortiz', own: false } },
})
