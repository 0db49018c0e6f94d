/** @jsxImportSource react */
import * as z from 'zod'
import { mail } from '../mail.tsx'
import { Action, Paragraph } from '../parts.tsx'
import { text, url } from '../props.ts'

/** Somebody's seat in a team has ended. */
export const teamSeatEnded = mail({
  name: 'team-seat-ended',
  title: 'Seat in a team ended',
  sentWhen: 'When someone’s seat in a team is taken away.',
  topic: 'transactional',
  props: z.object({ name: text, team: text, membershipUrl: url }),
  subject: (props) => `Your seat in ${props.team} has ended`,
  preview: 'You keep your progress and what you bought yourself.',
  label: 'Seat ended',
  heading: (props) => `You’ve left ${props.team}`,
  because: 'you had a seat in this team',
  about: 'your seat',
  body: (props) => (
    <>
      <Paragraph>
        A manager of the team gave your seat back, so what it opened is closed now. You keep your progress, and
        everything you bought yourself.
      </Paragraph>
      <Action href={props.membershipUrl}>See memberships</Action>
    </>
  ),
  sample: { name: 'Maria Okafor', team: 'Northwind IT', membershipUrl: 'https://events.example.com/membership' },
})
