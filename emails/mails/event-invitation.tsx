/** @jsxImportSource react */
import * as z from 'zod'
import { mail } from '../mail.tsx'
import { Action, Facts, Note, Paragraph } from '../parts.tsx'
import { text, url } from '../props.ts'

/** Somebody's address is on the list of an event for invited people. Registering is up to them. */
export const eventInvitation = mail({
  name: 'event-invitation',
  title: 'Invitation',
  sentWhen: 'To each address on the list of an event for invited people, once.',
  topic: 'news',
  props: z.object({
    eventTitle: text,
    kindLabel: text,
    summary: text.optional(),
    when: text,
    where: text,
    /** Leads to the event after signing in with the invited address. */
    eventUrl: url,
  }),
  subject: (props) => `You’re invited: ${props.eventTitle}`,
  preview: (props) => `${props.when}. Sign in with this address to register.`,
  label: (props) => props.kindLabel,
  heading: (props) => props.eventTitle,
  because: (props) => `You get this because ${props.organiser} invited this address to ${props.eventTitle}.`,
  body: (props) => (
    <>
      <Paragraph>Hello,</Paragraph>
      <Paragraph>{`${props.organiser} invites you to ${props.eventTitle}. It’s open to invited people only.`}</Paragraph>
      {props.summary && <Paragraph>{props.summary}</Paragraph>}
      <Facts
        facts={[
          { label: 'When', words: props.when, strong: true },
          { label: 'Where', words: props.where },
        ]}
      />
      <Action href={props.eventUrl}>See the event and register</Action>
      <Note>Sign in with the address that this email came to. We’ll only send this invitation once.</Note>
    </>
  ),
  sample: {
    eventTitle: 'Board meeting',
    kindLabel: 'Meeting',
    summary: 'Numbers of the quarter, and what we do next.',
    when: 'Thu, May 16, 2024, 10:00 AM Pacific (1:00 PM Eastern)',
    where: 'Online',
    eventUrl: 'https://events.example.com/sign-in?next=%2Fevents%2Fboard',
  },
})
