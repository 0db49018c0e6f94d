/** @jsxImportSource react */
import { Link } from '@react-email/components'
import { MailSheet } from '../mail-frame.tsx'
import type { MailFrame, MailTemplate } from '../mail-template.ts'
import { Action, Facts, hello, Note, Paragraph } from '../parts.tsx'
import { subjectLine } from '../subject-line.ts'
import { link } from '../theme.ts'

export type OfficeHourBooked = MailFrame & {
  name: string
  eventTitle: string
  /** Who is met: the instructor. */
  teacher: string
  /** With the zone, and how long. */
  when: string
  where: string
  /** The way to it, which leads on for its reader alone; absent where it is a place. */
  joinUrl?: string
  /** The page of the class's office hours, where it can be cancelled. */
  officeHoursUrl: string
}

/** To a student: their slot of office hours is booked. The invitation is attached by the sender. */
export const officeHourBooked: MailTemplate<OfficeHourBooked> = {
  transactional: true,
  // Without a name: subjects are kept with the mail of whoever reads it, also when the other is erased.
  subject: (props) => subjectLine(`Office hours booked: ${props.when}`),
  body: (props) => (
    <MailSheet
      frame={props}
      subject={officeHourBooked.subject(props)}
      preview={`${props.when}. The time is yours alone.`}
      label="Office hours booked"
      heading={`Office hours with ${props.teacher}`}
      because={`You get this because you booked office hours of ${props.eventTitle} with this address.`}
      about="your booking"
    >
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
    </MailSheet>
  ),
}
