/** @jsxImportSource react */
import { MailSheet } from '../mail-frame.tsx'
import type { MailFrame, MailTemplate } from '../mail-template.ts'
import { Action, Paragraph } from '../parts.tsx'
import { subjectLine } from '../subject-line.ts'

export type TranscriptLost = MailFrame & {
  name: string
  eventTitle: string
  recordingTitle: string
  /** How many captions couldn't be read; 0 when none could. */
  lost: number
  /** What is wrong with the first of them. */
  why: string
  captionsUrl: string
}

const heading = ({ lost }: TranscriptLost): string =>
  lost === 0 ? 'The captions from Zoom couldn’t be used' : 'Some captions from Zoom couldn’t be read'

/** To instructors, when the transcript that Zoom made has captions missing or can't be used at all. */
export const transcriptLost: MailTemplate<TranscriptLost> = {
  transactional: true,
  subject: (props) => subjectLine(`${heading(props)}: ${props.recordingTitle}`),
  body: (props) => (
    <MailSheet
      frame={props}
      subject={transcriptLost.subject(props)}
      preview={props.why}
      label={props.eventTitle}
      heading={heading(props)}
      because={`You get this because you teach ${props.eventTitle}.`}
      about="what you teach"
    >
      <Paragraph>{`Hi ${props.name},`}</Paragraph>
      <Paragraph>
        {props.lost === 0
          ? `${props.recordingTitle} has no captions, because the transcript that Zoom made couldn’t be used.`
          : `${props.recordingTitle} has captions, but ${props.lost === 1 ? 'one of them' : `${props.lost} of them`} couldn’t be read and ${props.lost === 1 ? 'is' : 'are'} missing.`}
      </Paragraph>
      <Paragraph>{props.why}</Paragraph>
      <Action href={props.captionsUrl}>Open the captions</Action>
    </MailSheet>
  ),
}
