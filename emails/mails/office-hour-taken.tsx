/** @jsxImportSource react */
import * as z from 'zod'
import { mail } from '../mail.tsx'
import { Action, Facts, hello, Note, Paragraph } from '../parts.tsx'
import { text, url } from '../props.ts'
import { salesProgram } from '../sample-event.ts'

/** To an instructor: a student booked one of their slots. The invitation is attached by the sender. */
export const officeHourTaken = mail({
  name: 'office-hour-taken',
  title: 'Office hours booked, to who teaches',
  sentWhen: 'To whoever opened the slot, with the invitation for their calendar.',
  topic: 'transactional',
  props: z.object({
    name: text,
    eventTitle: text,
    /** Who booked it. */
    student: text,
    /** With the zone, and how long. */
    when: text,
    where: text,
    /** Where the instructor sees all slots, moves and cancels them. */
    officeHoursUrl: url,
  }),
  // Without a name: subjects are kept with the mail of whoever reads it, also when the other is erased.
  subject: (props) => `Somebody booked office hours: ${props.when}`,
  preview: (props) => `${props.student} booked ${props.when}.`,
  label: 'Office hours booked',
  heading: (props) => `Office hours with ${props.student}`,
  because: (props) => `You get this because you opened office hours of ${props.eventTitle}.`,
  about: 'your office hours',
  body: (props) => (
    <>
      <Paragraph>{hello(props.name)}</Paragraph>
      <Paragraph>
        {`${props.student} booked a slot of your office hours. The attached invitation puts it into your calendar.`}
      </Paragraph>
      <Facts
        facts={[
          { label: 'When', words: props.when, strong: true },
          { label: 'Where', words: props.where },
          { label: 'Of', words: props.eventTitle },
        ]}
      />
      <Action href={props.officeHoursUrl}>See your office hours</Action>
      <Note>If the time does not suit you any more, move the slot or cancel it there: both calendars follow.</Note>
    </>
  ),
  sample: {
    name: 'James Kernan',
    eventTitle: salesProgram.eventTitle,
    student: 'Maria Okafor',
    when: 'Thu, Apr 25, 2024 · 10:00 AM Pacific, 15 minutes',
    where: 'Online',
    officeHoursUrl: 'https://events.example.com/teach/5w22/office-hours',
  },
})
