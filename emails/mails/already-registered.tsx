/** @jsxImportSource react */
import * as z from 'zod'
import { mail } from '../mail.tsx'
import { Action, Note, Paragraph } from '../parts.tsx'
import { text, url } from '../props.ts'

/** Someone asked to register an address that is registered. Its owner gets this, and the person who asked learns nothing from it. */
export const alreadyRegistered = mail({
  name: 'already-registered',
  title: 'Already registered',
  sentWhen:
    'When someone who isn’t signed in registers an email address that’s already registered. Once a day at most.',
  topic: 'transactional',
  picture: true,
  props: z.object({
    name: text,
    eventTitle: text,
    manageUrl: url,
  }),
  subject: (props) => `You’re already registered: ${props.eventTitle}`,
  preview: 'Nothing has changed, and you weren’t charged.',
  label: 'Already registered',
  heading: (props) => props.eventTitle,
  because: 'someone tried to register this email address again',
  about: 'your registration',
  body: (props) => (
    <>
      <Paragraph>
        You’re already registered, so there’s nothing to do. Nothing has changed, and you weren’t charged. Your calendar
        invitation still works.
      </Paragraph>
      <Action href={props.manageUrl}>See your registration</Action>
      <Note>If this wasn’t you, you can ignore this email. We send it once a day at most.</Note>
    </>
  ),
  sample: {
    name: 'Maria Okafor',
    eventTitle: 'MSP Professional Sales Program',
    manageUrl: 'https://events.example.com/account',
  },
})
