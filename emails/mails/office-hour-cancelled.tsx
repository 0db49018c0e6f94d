/** @jsxImportSource react */
import * as z from 'zod'
import { mail } from '../mail.tsx'
import { Action, Facts, hello, Paragraph } from '../parts.tsx'
import { text, url } from '../props.ts'
import { salesProgram } from '../sample-event.ts'

/** To both sides of a slot that was booked: they do not meet. The withdrawal for the calendar is attached by the sender. */
export const officeHourCancelled = mail({
  name: 'office-hour-cancelled',
  title: 'Office hours cancelled',
  sentWhen: 'To both when a booked slot does not take place, with the withdrawal for calendars.',
  topic: 'transactional',
  props: z.object({
    name: text,
    eventTitle: text,
    /** Who would have been met. */
    other: text,
    /** When it was to be, with the zone, and how long. */
    when: text,
    /** Who cancelled it: a sentence. */
    why: text,
    /** What can be done about it: a sentence; absent when it is nothing. */
    next: text.optional(),
    /** Where it can be done; absent when it is nothing. */
    officeHoursUrl: url.optional(),
  }),
  // Without a name: subjects are kept with the mail of whoever reads it, also when the other is erased.
  subject: (props) => `Cancelled: office hours, ${props.when}`,
  preview: (props) => `${props.why} The attached file takes it out of your calendar.`,
  label: 'Office hours cancelled',
  heading: (props) => `Office hours with ${props.other}`,
  because: (props) => `You get this because of office hours of ${props.eventTitle} that were booked with this address.`,
  about: 'your office hours',
  body: (props) => (
    <>
      <Paragraph>{hello(props.name)}</Paragraph>
      <Paragraph>
        {`These office hours do not take place. ${props.why} The attached file takes them out of your calendar.`}
      </Paragraph>
      <Facts
        facts={[
          { label: 'When', words: props.when },
          { label: 'Of', words: props.eventTitle },
        ]}
      />
      {props.next && <Paragraph>{props.next}</Paragraph>}
      {props.officeHoursUrl && <Action href={props.officeHoursUrl}>See the office hours</Action>}
    </>
  ),
  sample: {
    name: 'Maria Okafor',
    eventTitle: salesProgram.eventTitle,
    other: 'James Kernan',
    when: 'Thu, Apr 25, 2024 · 10:00 AM Pacific, 15 minutes',
    why: 'James Kernan cancelled them.',
    next: 'You can book another slot, as long as one is free.',
    officeHoursUrl: 'https://events.example.com/events/5w22/class/office-hours',
  },
  variants: {
    'Without access': { next: undefined, officeHoursUrl: undefined, why: 'You do not attend the event any more.' },
  },
})
