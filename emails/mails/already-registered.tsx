/** @jsxImportSource react */
import * as z from 'zod'
import { mail } from '../mail.tsx'
import { Action, hello, Note, Paragraph } from '../parts.tsx'
import { text, url } from '../props.ts'

/** Somebody asked to register an address that is registered: its owner is told, and who asked learns nothing from it. */
export const alreadyRegistered = mail({
  name: 'already-registered',
  title: 'Already registered',
  sentWhen: 'Once a day at most, when somebody who has not signed in asks to register an address that is registered.',
  topic: 'transactional',
  props: z.object({
    name: text,
    eventTitle: text,
    manageUrl: url,
  }),
  subject: (props) => `You're already registered: ${props.eventTitle}`,
  preview: 'Nothing has changed, and nothing was charged.',
  label: 'Already registered',
  heading: (props) => props.eventTitle,
  because: 'You get this because somebody asked to register this address again.',
  about: 'your registration',
  body: (props) => (
    <>
      <Paragraph>{hello(props.name)}</Paragraph>
      <Paragraph>
        You're already registered, so there's nothing to do. Nothing has changed, and nothing was charged. The
        invitation you have is still the right one.
      </Paragraph>
      <Action href={props.manageUrl}>See your registration</Action>
      <Note>If it wasn't you who asked, you can ignore this message. We send it once a day at most.</Note>
    </>
  ),
  sample: {
    name: 'Maria Okafor',
    eventTitle: 'MSP Professional Sales Program',
    manageUrl: 'https://events.example.com/account',
  },
})
