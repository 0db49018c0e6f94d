/** @jsxImportSource react */
import * as z from 'zod'
import { When } from '../facts.tsx'
import { mail } from '../mail.tsx'
import { Action, Note, Paragraph } from '../parts.tsx'
import { Day, text, url } from '../props.ts'
import { salesProgram } from '../sample-event.ts'

/** To an instructor: a student booked one of their slots. The invitation is attached by the sender. */
export const officeHourTaken = mail({
  name: 'office-hour-taken',
  title: 'Office hours booked, to the instructor',
  sentWhen: 'To the instructor whose slot was booked, with the invitation for their calendar.',
  topic: 'transactional',
  props: z.object({
    name: text,
    eventTitle: text,
    /** Who booked it. */
    student: text,
    /** With the zone, and how long. */
    when: text,
    day: Day.optional(),
    where: text,
    /** Where the instructor sees all slots, moves and cancels them. */
    officeHoursUrl: url,
  }),
  // Without a name: subjects are kept with its reader's mail, even when the other is erased.
  subject: (props) => `Someone booked office hours: ${props.when}`,
  preview: (props) => `With ${props.student}. The invitation is attached.`,
  label: 'Office hours booked',
  heading: (props) => `Office hours with ${props.student}`,
  because: (props) => `you offer office hours in ${props.eventTitle}`,
  about: 'your office hours',
  body: (props) => (
    <>
      <Paragraph>
        {`${props.student} booked a slot in your office hours. The attached invitation adds it to your calendar.`}
      </Paragraph>
      <When day={props.day} when={props.when} where={props.where} also={props.eventTitle} />
      <Action href={props.officeHoursUrl}>See your office hours</Action>
      <Note>Need another time? Move or cancel the slot there, and both calendars update.</Note>
    </>
  ),
  sample: {
    name: 'James Kernan',
    eventTitle: salesProgram.eventTitle,
    student: 'Maria Okafor',
    when: 'Thu, Apr 25, 2024 · 10:00 AM Pacific, 15 minutes',
    day: { month: 'Apr', day: '25' },
    where: 'Online',
    officeHoursUrl: 'https://events.example.com/teach/5w22/office-hours',
  },
})
