/** @jsxImportSource react */
import * as z from 'zod'
import { When } from '../facts.tsx'
import { mail } from '../mail.tsx'
import { Action, Note, Paragraph, TextLink } from '../parts.tsx'
import { Day, text, url } from '../props.ts'
import { salesProgram } from '../sample-event.ts'

/** To a student: their slot of office hours is booked. The invitation is attached by the sender. */
export const officeHourBooked = mail({
  name: 'office-hour-booked',
  title: 'Office hours booked',
  sentWhen: 'To a student who books office hours, with the invitation for their calendar.',
  topic: 'transactional',
  props: z.object({
    name: text,
    eventTitle: text,
    /** The instructor. */
    teacher: text,
    /** With the zone, and how long. */
    when: text,
    day: Day.optional(),
    where: text,
    /** The link to join, which works for its reader alone; absent where it is at a place. */
    joinUrl: url.optional(),
    /** The page of the class's office hours, where it can be canceled. */
    officeHoursUrl: url,
  }),
  // Without a name: subjects are kept with its reader's mail, even when the other is erased.
  subject: (props) => `Office hours booked: ${props.when}`,
  preview: (props) => `One-on-one with ${props.teacher}. The invitation is attached.`,
  label: 'Office hours booked',
  heading: (props) => `Office hours with ${props.teacher}`,
  because: (props) => `you booked office hours in ${props.eventTitle}`,
  about: 'your booking',
  body: (props) => (
    <>
      <Paragraph>
        {`Bring your questions: it’s one-on-one time with ${props.teacher}. The attached invitation adds it to your calendar.`}
      </Paragraph>
      <When day={props.day} when={props.when} where={props.where} also={props.eventTitle} />
      {props.joinUrl ? (
        <Action href={props.joinUrl}>Join office hours</Action>
      ) : (
        <Action href={props.officeHoursUrl}>See your office hours</Action>
      )}
      <Note>
        Can’t make it? Until it starts, cancel on <TextLink href={props.officeHoursUrl}>the office hours page</TextLink>
        , so someone else can have the time.
      </Note>
    </>
  ),
  sample: {
    name: 'Maria Okafor',
    eventTitle: salesProgram.eventTitle,
    teacher: 'James Kernan',
    when: 'Thu, Apr 25, 2024 · 10:00 AM Pacific, 15 minutes',
    day: { month: 'Apr', day: '25' },
    where: 'Online',
    joinUrl: 'https://events.example.com/events/5w22/class/office-hours/ofh_01HV9M4B2K/join',
    officeHoursUrl: 'https://events.example.com/events/5w22/class/office-hours',
  },
  variants: {
    'At a place': { joinUrl: undefined, where: 'Room 2, Capital Library' },
  },
})
