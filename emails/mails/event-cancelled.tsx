/** @jsxImportSource react */
import * as z from 'zod'
import { mail } from '../mail.tsx'
import { Action, Facts, hello, Note, Paragraph } from '../parts.tsx'
import { text } from '../props.ts'
import { salesProgram } from '../sample-event.ts'

/** The organiser called the event off. */
export const eventCancelled = mail({
  name: 'event-cancelled',
  title: 'Event cancelled',
  sentWhen: 'To everybody who was registered, with the withdrawal for calendars.',
  topic: 'transactional',
  props: z.object({
    name: text,
    eventTitle: text,
    /** When it would have been, with the zone. */
    when: text,
    /** The amount that goes back to the reader; absent when nothing was paid. */
    refund: text.optional(),
    /** Why, in the organiser's own sentence. */
    reason: text.optional(),
  }),
  subject: (props) => `Cancelled: ${props.eventTitle}`,
  preview: (props) =>
    props.refund
      ? `It will not take place. ${props.refund} goes back to you.`
      : `It will not take place: ${props.when}`,
  label: 'Event cancelled',
  heading: (props) => `${props.eventTitle} is cancelled`,
  because: (props) => `You get this because you were registered for ${props.eventTitle} with this address.`,
  about: 'your registration',
  body: (props) => (
    <>
      <Paragraph>{hello(props.name)}</Paragraph>
      <Paragraph>We are sorry: this will not take place, and your registration has ended.</Paragraph>
      {props.reason && <Paragraph>{props.reason}</Paragraph>}
      <Facts
        facts={[
          { label: 'Was to be', words: props.when },
          { label: 'Refund', words: props.refund },
        ]}
      />
      {props.refund && (
        <Note>
          The refund goes back the way you paid. You need to do nothing, and another message says when it is made.
        </Note>
      )}
      <Action href={props.siteUrl}>See what else is on</Action>
    </>
  ),
  sample: {
    name: 'Maria Okafor',
    eventTitle: salesProgram.eventTitle,
    when: salesProgram.when,
    refund: '$399.00',
    reason: 'James Kernan is ill and cannot teach this spring. The class comes back in the fall.',
  },
  variants: {
    'Nothing was paid': { refund: undefined },
  },
})
