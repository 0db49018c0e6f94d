/** @jsxImportSource react */
import * as z from 'zod'
import { Facts } from '../facts.tsx'
import { mail } from '../mail.tsx'
import { Action, Note, Paragraph } from '../parts.tsx'
import { text, url } from '../props.ts'
import { salesProgram } from '../sample-event.ts'

/** To both sides of a booked slot: it has a new time or place. The invitation that moves it is attached by the sender. */
export const officeHourMoved = mail({
  name: 'office-hour-moved',
  title: 'Office hours moved',
  sentWhen: 'To both people, when a booked slot gets a new time or location, with the updated invitation.',
  topic: 'transactional',
  props: z.object({
    name: text,
    eventTitle: text,
    /** The instructor, or the student where an instructor reads it. */
    other: text,
    /** Now, with the zone, and how long. */
    when: text,
    where: text,
    /** When it was to be; absent when only the place is another. */
    was: text.optional(),
    officeHoursUrl: url,
  }),
  // Without a name: subjects are kept with its reader's mail, even when the other is erased.
  subject: (props) => `${props.was ? 'New time' : 'New location'}: office hours, ${props.when}`,
  preview: (props) =>
    `${props.was ? `Instead of ${props.was}.` : `Now at ${props.where}.`} The attached invitation updates your calendar.`,
  label: (props) => (props.was ? 'New time' : 'New location'),
  heading: (props) => `Office hours with ${props.other}`,
  because: (props) => `you have office hours booked in ${props.eventTitle}`,
  about: 'your office hours',
  body: (props) => (
    <>
      <Paragraph>
        {props.was
          ? 'Your office hours have a new time. The attached invitation updates your calendar.'
          : 'Your office hours have a new location. The attached invitation updates your calendar.'}
      </Paragraph>
      <Facts strong="Now" facts={{ Now: props.when, Was: props.was, Where: props.where, Event: props.eventTitle }} />
      <Action href={props.officeHoursUrl}>See your office hours</Action>
      <Note>Doesn’t work for you? Cancel there.</Note>
    </>
  ),
  sample: {
    name: 'Maria Okafor',
    eventTitle: salesProgram.eventTitle,
    other: 'James Kernan',
    when: 'Fri, Apr 26, 2024 · 2:00 PM Pacific, 15 minutes',
    was: 'Thu, Apr 25, 2024 · 10:00 AM Pacific, 15 minutes',
    where: 'Online',
    officeHoursUrl: 'https://events.example.com/events/5w22/class/office-hours',
  },
  variants: {
    'At another place': { was: undefined, where: 'Room 2, Capital Library' },
  },
})
