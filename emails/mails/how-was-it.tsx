/** @jsxImportSource react */
import * as z from 'zod'
import { mail } from '../mail.tsx'
import { Action, Note, Paragraph } from '../parts.tsx'
import { text, url } from '../props.ts'
import { salesProgram } from '../sample-event.ts'

/** After the last session: what did the reader make of it? Can be turned off. */
export const howWasIt = mail({
  name: 'how-was-it',
  title: 'How was it?',
  sentWhen: 'After the last session.',
  topic: 'followUps',
  picture: true,
  props: z.object({
    name: text,
    eventTitle: text,
    eventUrl: url,
    /** Where the questions are answered; without it the reader is asked to reply. */
    answerUrl: url.optional(),
  }),
  subject: (props) => `How was it? ${props.eventTitle}`,
  preview: 'Two minutes of your time help us make the next one better.',
  label: 'Feedback',
  heading: (props) => `How was ${props.eventTitle}?`,
  because: (props) => `you were registered for ${props.eventTitle}`,
  body: (props) => (
    <>
      <Paragraph>
        {`Thanks for joining us. What helped, what was missing, and what should we do differently next time? ${
          props.answerUrl ? 'It takes two minutes.' : 'Reply to this email; a line or two is plenty.'
        }`}
      </Paragraph>
      {props.answerUrl ? (
        <Action href={props.answerUrl}>Give feedback</Action>
      ) : (
        <Action href={props.eventUrl}>See the event</Action>
      )}
      <Note>Your answer goes to the organizer.</Note>
    </>
  ),
  sample: {
    name: 'Maria Okafor',
    eventTitle: salesProgram.eventTitle,
    eventUrl: salesProgram.eventUrl,
  },
  variants: {
    'With questions': { answerUrl: 'https://events.example.com/events/5w22/answers' },
  },
})
