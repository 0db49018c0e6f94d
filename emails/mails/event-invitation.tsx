/** @jsxImportSource react */
import * as z from 'zod'
import { When } from '../facts.tsx'
import { mail } from '../mail.tsx'
import { Action, hello, Note, Paragraph } from '../parts.tsx'
import { Day, text, url } from '../props.ts'

/** An address is on an event's guest list. Registering is up to its owner. */
export const eventInvitation = mail({
  name: 'event-invitation',
  title: 'Invitation',
  sentWhen: 'Once, to each address on the guest list of an event or of a session.',
  topic: 'news',
  picture: true,
  props: z.object({
    eventTitle: text,
    kindLabel: text,
    summary: text.optional(),
    when: text,
    day: Day.optional(),
    where: text,
    /** Leads to the event after signing in with the invited address. */
    eventUrl: url,
    /** They’re registered for the event that it is a part of. */
    registered: z.boolean().optional(),
  }),
  subject: (props) => `You’re invited: ${props.eventTitle}`,
  preview: (props) => `${props.when}. Sign in with this address to ${props.registered ? 'see it' : 'register'}.`,
  label: (props) => props.kindLabel,
  heading: (props) => props.eventTitle,
  because: (props) => `${props.organizer} invited this email address to ${props.eventTitle}`,
  body: (props) => (
    <>
      <Paragraph>{hello('')}</Paragraph>
      <Paragraph>{`${props.organizer} invites you to ${props.eventTitle}. It’s by invitation only.`}</Paragraph>
      {props.summary && <Paragraph>{props.summary}</Paragraph>}
      <When day={props.day} when={props.when} where={props.where} />
      <Action href={props.eventUrl}>{props.registered ? 'See the event' : 'See the event and register'}</Action>
      <Note>Sign in with the email address this came to. We’ll only send this invitation once.</Note>
    </>
  ),
  sample: {
    eventTitle: 'Board meeting',
    kindLabel: 'Meeting',
    summary: 'The quarter’s numbers, and what we do next.',
    when: 'Thu, May 16, 2024, 10:00 AM Pacific (1:00 PM Eastern)',
    day: { month: 'May', day: '16' },
    where: 'Online',
    eventUrl: 'https://events.example.com/sign-in?next=%2Fevents%2Fboard',
  },
})
