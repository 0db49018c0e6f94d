/** @jsxImportSource react */
import { Link } from '@react-email/components'
import * as z from 'zod'
import { mail } from '../mail.tsx'
import { Action, Facts, hello, Note, Paragraph } from '../parts.tsx'
import { text, url } from '../props.ts'
import { salesProgram } from '../sample-event.ts'
import { link } from '../theme.ts'

/** To a student: their slot of office hours is booked. The invitation is attached by the sender. */
export const officeHourBooked = mail({
  name: 'office-hour-booked',
  title: 'Office hours booked',
  sentWhen: 'When somebody books a slot of office hours, with the invitation for their calendar.',
  topic: 'transactional',
  props: z.object({
    name: text,
    eventTitle: text,
    /** Who is met: the instructor. */
    teacher: text,
    /** With the zone, and how long. */
    when: text,
    where: text,
    /** The way to it, which leads on for its reader alone; absent where it is a place. */
    joinUrl: url.optional(),
    /** The page of the class's office hours, where it can be cancelled. */
    officeHoursUrl: url,
  }),
  // Without a name: subjects are kept with the mail of whoever reads it, also when the other is erased.
  subject: (props) => `Office hours booked: ${props.when}`,
  preview: (props) => `${props.when}. The time is yours alone.`,
  label: 'Office hours booked',
  heading: (props) => `Office hours with ${props.teacher}`,
  because: (props) => `You get this because you booked office hours of ${props.eventTitle} with this address.`,
  about: 'your booking',
  body: (props) => (
    <>
      <Paragraph>{hello(props.name)}</Paragraph>
      <Paragraph>
        {`You have ${props.teacher} to yourself for your questions. The attached invitation puts the time into your calendar.`}
      </Paragraph>
      <Facts
        facts={[
          { label: 'When', words: props.when, strong: true },
          { label: 'Where', words: props.where },
          { label: 'Of', words: props.eventTitle },
        ]}
      />
      {props.joinUrl ? (
        <Action href={props.joinUrl}>Join at the time</Action>
      ) : (
        <Action href={props.officeHoursUrl}>See your office hours</Action>
      )}
      <Note>
        If you cannot come, cancel the slot on{' '}
        <Link className="link" href={props.officeHoursUrl} style={link}>
          the page of the office hours
        </Link>
        , so that somebody else can have it. You can until it starts.
      </Note>
    </>
  ),
  sample: {
    name: 'Maria Okafor',
    eventTitle: salesProgram.eventTitle,
    teacher: 'James Kernan',
    when: 'Thu, Apr 25, 2024 · 10:00 AM Pacific, 15 minutes',
    where: 'Online',
    joinUrl: 'https://events.example.com/events/5w22/class/office-hours/ofh_01HV9M4B2K/join',
    officeHoursUrl: 'https://events.example.com/events/5w22/class/office-hours',
  },
  variants: {
    'At a place': { joinUrl: undefined, where: 'Room 2, Capital Library' },
  },
})
