/** @jsxImportSource react */
import * as z from 'zod'
import { mail } from '../mail.tsx'
import { Action, Note, Paragraph } from '../parts.tsx'
import { text, url } from '../props.ts'
import { salesProgram } from '../sample-event.ts'

/** What an organizer writes to the people who registered. */
export const rosterMail = mail({
  name: 'roster-mail',
  title: 'From the organizer',
  sentWhen: 'What organizers write to the people who registered.',
  topic: 'news',
  picture: true,
  props: z.object({
    name: text,
    /** The event to whose roster it goes. */
    eventTitle: text.optional(),
    subject: text,
    /** What the organizer wrote, a paragraph each; words only, no markup. */
    paragraphs: z.array(text),
    eventUrl: url.optional(),
    /** Who wrote it. */
    fromName: text,
    /**
     * Attendees have to know it (another room, what to bring): then it's about the registration, and comes whatever the
     * settings say. Otherwise it's news, which can be turned off.
     */
    mustKnow: z.boolean().optional(),
  }),
  subject: (props) => props.subject,
  preview: (props) => props.paragraphs[0] ?? props.subject,
  label: (props) => props.eventTitle ?? 'From the organizer',
  heading: (props) => props.subject,
  because: (props) =>
    props.eventTitle ? `you registered for ${props.eventTitle}` : 'you registered with this email address',
  about: (props) => (props.mustKnow ? 'what you registered for' : undefined),
  body: (props) => (
    <>
      {props.paragraphs.map((paragraph, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two paragraphs may be the same, and they never move
        <Paragraph key={index}>{paragraph}</Paragraph>
      ))}
      <Paragraph>{props.fromName}</Paragraph>
      {props.eventUrl && <Action href={props.eventUrl}>{props.eventTitle ? 'See the event' : 'Read more'}</Action>}
      {props.eventUrl && <Note>You’ll find the times, the location, and everything else there.</Note>}
    </>
  ),
  sample: {
    name: 'Maria Okafor',
    eventTitle: salesProgram.eventTitle,
    subject: 'A reading for the weeks after the class',
    paragraphs: [
      'Many of you asked what to read next. These are the two books I give to every new salesperson: “Spin Selling” and “The Challenger Sale”.',
      'If you’d like to keep going together, let me know. With eight people, we can start a group that meets once a month.',
    ],
    eventUrl: salesProgram.eventUrl,
    fromName: 'James Kernan',
  },
  variants: {
    'What they must know': { mustKnow: true },
  },
})
