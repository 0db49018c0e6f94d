/** @jsxImportSource react */
import { MailSheet } from '../mail-frame.tsx'
import type { MailFrame, MailTemplate } from '../mail-template.ts'
import { Action, Facts, hello, Note, Paragraph } from '../parts.tsx'
import { subjectLine } from '../subject-line.ts'

export type OfficeHourTaken = MailFrame & {
  name: string
  eventTitle: string
  /** Who booked it. */
  student: string
  /** With the zone, and how long. */
  when: string
  where: string
  /** Where the instructor sees all slots, moves and cancels them. */
  officeHoursUrl: string
}

/** To an instructor: a student booked one of their slots. The invitation is attached by the sender. */
export const officeHourTaken: MailTemplate<OfficeHourTaken> = {
  transactional: true,
  // Without a name: subjects are kept with the mail of whoever reads it, also when the other is erased.
  subject: (props) => subjectLine(`Somebody booked office hours: ${props.when}`),
  body: (props) => (
    <MailSheet
      frame={props}
      subject={officeHourTaken.subject(props)}
      preview={`${props.student} booked ${props.when}.`}
      label="Office hours booked"
      heading={`Office hours with ${props.student}`}
      because={`You get this because you opened office hours of ${props.eventTitle}.`}
      about="your office hours"
    >
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
    </MailSheet>
  ),
}
