/** @jsxImportSource react */
import { MailSheet } from '../mail-frame.tsx'
import type { MailFrame, MailTemplate } from '../mail-template.ts'
import { Action, hello, Note, Paragraph } from '../parts.tsx'
import { subjectLine } from '../subject-line.ts'

export type HowWasIt = MailFrame & {
  name: string
  eventTitle: string
  eventUrl: string
  /** Where the questions are answered; without it the reader is asked to reply. */
  answerUrl?: string
}

/** After the last session: what did the reader make of it? Can be turned off. */
export const howWasIt: MailTemplate<HowWasIt> = {
  transactional: false,
  subject: (props) => subjectLine(`How was it? ${props.eventTitle}`),
  body: (props) => (
    <MailSheet
      frame={props}
      subject={howWasIt.subject(props)}
      preview="Two minutes of your time make the next one better."
      label="Afterwards"
      heading={`How was ${props.eventTitle}?`}
      because={`You get this because you were registered for ${props.eventTitle} with this address.`}
    >
      <Paragraph>{hello(props.name)}</Paragraph>
      <Paragraph>
        {`Thank you for taking part. What helped you, what was missing, and what should we do otherwise next time? ${
          props.answerUrl ? 'It takes two minutes.' : 'Reply to this mail; a line or two is enough.'
        }`}
      </Paragraph>
      {props.answerUrl ? (
        <Action href={props.answerUrl}>Say how it was</Action>
      ) : (
        <Action href={props.eventUrl}>Look back at it</Action>
      )}
      <Note>Your answer goes to the organiser.</Note>
    </MailSheet>
  ),
}
