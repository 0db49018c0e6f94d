/** @jsxImportSource react */
import * as z from 'zod'
import { Facts } from '../facts.tsx'
import { mail } from '../mail.tsx'
import { Action, Paragraph } from '../parts.tsx'
import { text, url } from '../props.ts'
import { salesProgram } from '../sample-event.ts'

/** To both sides of a slot that was booked: it's canceled. The sender attaches the cancellation for calendars. */
export const officeHourCancelled = mail({
  name: 'office-hour-cancelled',
  title: 'Office hours canceled',
  sentWhen: 'To both people, when booked office hours are canceled, with the cancellation for their calendars.',
  topic: 'transactional',
  props: z.object({
    name: text,
    eventTitle: text,
    /** The person they would have met. */
    other: text,
    /** When it was to be, with the zone, and how long. */
    when: text,
    /** Who canceled it: a sentence. */
    why: text,
    /** What can be done about it: a sentence; absent when it is nothing. */
    next: text.optional(),
    /** Where it can be done; absent when it is nothing. */
    officeHoursUrl: url.optional(),
  }),
  // Without a name: subjects are kept with its reader's mail, even when the other is erased.
  subject: (props) => `Canceled: office hours, ${props.when}`,
  preview: (props) => `${props.why} The attached file removes them from your calendar.`,
  label: 'Office hours canceled',
  heading: (props) => `Office hours with ${props.other}`,
  because: (props) => `you had office hours booked in ${props.eventTitle}`,
  about: 'your office hours',
  body: (props) => (
    <>
      <Paragraph>
        {`These office hours won’t take place. ${props.why} The attached file removes them from your calendar.`}
      </Paragraph>
      <Facts facts={{ When: props.when, Event: props.eventTitle }} />
      {props.next && <Paragraph>{props.next}</Paragraph>}
      {props.officeHoursUrl && <Action href={props.officeHoursUrl}>See office hours</Action>}
    </>
  ),
  sample: {
    name: 'Maria Okafor',
    eventTitle: salesProgram.eventTitle,
    other: 'James Kernan',
    when: 'Thu, Apr 25, 2024 · 10:00 AM Pacific, 15 minutes',
    why: 'They were canceled by James Kernan.',
    next: 'You can book another slot if any are open.',
    officeHoursUrl: 'https://events.example.com/events/5w22/class/office-hours',
  },
  variants: {
    'Without access': {
      next: undefined,
      officeHoursUrl: undefined,
      why: 'You’re no longer registered for this event.',
    },
  },
})
