/** @jsxImportSource react */
import * as z from 'zod'
import { Facts } from '../facts.tsx'
import { mail } from '../mail.tsx'
import { Action, Note, Paragraph, refundPromise } from '../parts.tsx'
import { text } from '../props.ts'
import { salesProgram } from '../sample-event.ts'

/** The organizer canceled the event. */
export const eventCancelled = mail({
  name: 'event-cancelled',
  title: 'Event canceled',
  sentWhen: 'To everyone who was registered, with the cancellation for their calendars.',
  topic: 'transactional',
  props: z.object({
    name: text,
    eventTitle: text,
    /** When it would have been, with the zone. */
    when: text,
    /** The amount that goes back to the reader; absent when nothing was paid. */
    refund: text.optional(),
    /** Why, in the organizer's own words. */
    reason: text.optional(),
  }),
  subject: (props) => `Canceled: ${props.eventTitle}`,
  preview: (props) =>
    props.refund ? `It won’t take place. We’re refunding ${props.refund}.` : `It won’t take place: ${props.when}`,
  label: 'Event canceled',
  heading: (props) => `${props.eventTitle} is canceled`,
  because: (props) => `you were registered for ${props.eventTitle}`,
  about: 'your registration',
  body: (props) => (
    <>
      <Paragraph>We’re sorry: this event won’t take place, and your registration has ended.</Paragraph>
      {props.reason && <Paragraph>{props.reason}</Paragraph>}
      <Facts facts={{ Was: props.when, Refund: props.refund }} />
      {props.refund && <Note>{refundPromise}</Note>}
      <Action href={props.siteUrl}>Browse events</Action>
    </>
  ),
  sample: {
    name: 'Maria Okafor',
    eventTitle: salesProgram.eventTitle,
    when: salesProgram.when,
    refund: '$399.00',
    reason: 'James Kernan is ill and can’t teach this spring. The class comes back in the fall.',
  },
  variants: {
    'Nothing was paid': { refund: undefined },
  },
})
