/** @jsxImportSource react */
import * as z from 'zod'
import { Facts } from '../facts.tsx'
import { mail } from '../mail.tsx'
import { Action, Note, Paragraph } from '../parts.tsx'
import { text, url } from '../props.ts'

/** Someone is offered a seat in a team. */
export const teamInvitation = mail({
  name: 'team-invitation',
  title: 'Seat in a team',
  sentWhen: 'When an owner or manager invites someone to their team.',
  topic: 'transactional',
  props: z.object({ team: text, plan: text, until: text, invitationUrl: url }),
  subject: (props) => `You have a seat in ${props.team}`,
  preview: (props) => `Take it by ${props.until}.`,
  label: 'Invitation',
  heading: (props) => `${props.team} has a seat for you`,
  because: 'a manager of this team invited this email address',
  about: 'this invitation',
  body: (props) => (
    <>
      <Paragraph>
        Your team shares a membership, and one of its seats is yours. Sign in with this email address to take it.
      </Paragraph>
      <Facts facts={{ Team: props.team, Membership: props.plan, 'Good until': props.until }} />
      <Action href={props.invitationUrl}>Take your seat</Action>
      <Note>Don’t know this team? Ignore this email, and nothing happens.</Note>
    </>
  ),
  sample: {
    team: 'Northwind IT',
    plan: 'Team membership',
    until: 'Tuesday, April 30, 2024',
    invitationUrl: 'https://events.example.com/team-invitations/tem_01HV9M4B2K',
  },
})
