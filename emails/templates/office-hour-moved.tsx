/** @jsxImportSource react */
import { MailSheet } from '../mail-frame.tsx'
import type { MailFrame, MailTemplate } from '../mail-template.ts'
import { Action, Facts, hello, Note, Paragraph } from '../parts.tsx'
import { subjectLine } from '../subject-line.ts'

export type OfficeHourMoved = MailFrame & {
  name: string
  eventTitle: string
  /** Who is met: the instructor, or the student where an instructor reads it. */
  other: string
  /** Now, with the zone, and how long. */
  when: string
  where: string
  /** When it was to be; absent when only the place is another. */
  was?: string
  officeHoursUrl: string
}

/** To both sides of a booked slot: it has a new time or place. The invitation that moves it is attached by the sender. */
export const officeHourMoved: MailTemplate<OfficeHourMoved> = {
  transactional: true,
  // Without a name: subjects are kept with the mail of whoever reads it, also when the other is erased.
  subject: (props) => subjectLine(`${props.was ? 'New time' : 'New place'}: office hours, ${props.when}`),
  body: (props) => (
    <MailSheet
      frame={props}
      subject={officeHourMoved.subject(props)}
      preview={`Now ${props.when}, ${props.where}`}
      label={props.was ? 'New time' : 'New place'}
      heading={`Office hours with ${props.other}`}
      because={`You get this because of office hours of ${props.eventTitle} that are booked with this address.`}
      about="your office hours"
    >
      <Paragraph>{hello(props.name)}</Paragraph>
      <Paragraph>
        {props.was
          ? 'Your office hours have a new time. The attached invitation moves them in your calendar.'
          : 'Your office hours are held elsewhere. The attached invitation says so in your calendar.'}
      </Paragraph>
      <Facts
        facts={[
          { label: 'Now', words: props.when, strong: true },
          { label: 'Was', words: props.was },
          { label: 'Where', words: props.where },
          { label: 'Of', words: props.eventTitle },
        ]}
      />
      <Action href={props.officeHoursUrl}>See your office hours</Action>
      <Note>If it does not suit you, cancel it there.</Note>
    </MailSheet>
  ),
}
