/** @jsxImportSource react */
import { MailSheet } from '../mail-frame.tsx'
import type { MailFrame, MailTemplate } from '../mail-template.ts'
import { Action, Facts, hello, Paragraph } from '../parts.tsx'
import { subjectLine } from '../subject-line.ts'

export type OfficeHourCancelled = MailFrame & {
  name: string
  eventTitle: string
  /** Who would have been met. */
  other: string
  /** When it was to be, with the zone, and how long. */
  when: string
  /** Who cancelled it: a sentence. */
  why: string
  /** What can be done about it: a sentence; absent when it is nothing. */
  next?: string
  /** Where it can be done; absent when it is nothing. */
  officeHoursUrl?: string
}

/** To both sides of a slot that was booked: they do not meet. The withdrawal for the calendar is attached by the sender. */
export const officeHourCancelled: MailTemplate<OfficeHourCancelled> = {
  transactional: true,
  // Without a name: subjects are kept with the mail of whoever reads it, also when the other is erased.
  subject: (props) => subjectLine(`Cancelled: office hours, ${props.when}`),
  body: (props) => (
    <MailSheet
      frame={props}
      subject={officeHourCancelled.subject(props)}
      preview={`${props.why} The attached file takes it out of your calendar.`}
      label="Office hours cancelled"
      heading={`Office hours with ${props.other}`}
      because={`You get this because of office hours of ${props.eventTitle} that were booked with this address.`}
      about="your office hours"
    >
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
    </MailSheet>
  ),
}
