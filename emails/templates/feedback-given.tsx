/** @jsxImportSource react */
import { MailSheet } from '../mail-frame.tsx'
import type { MailFrame, MailTemplate } from '../mail-template.ts'
import { Action, Facts, hello, Note, Paragraph } from '../parts.tsx'
import { subjectLine } from '../subject-line.ts'

export type FeedbackGiven = MailFrame & {
  name: string
  eventTitle: string
  assignmentTitle: string
  /** What it came to, where the work is judged: "Passed", "Not yet", "8 of 10 points". */
  result?: string
  /** Whether another version is asked for. */
  again?: boolean
  /** Where the feedback stands, and the work. */
  workUrl: string
}

/** To one who handed in work: those who teach have answered it. */
export const feedbackGiven: MailTemplate<FeedbackGiven> = {
  transactional: true,
  subject: (props) => subjectLine(`Feedback on your work: ${props.assignmentTitle}`),
  body: (props) => (
    <MailSheet
      frame={props}
      subject={feedbackGiven.subject(props)}
      preview={props.result ?? `Your work in ${props.eventTitle} was answered.`}
      label={props.eventTitle}
      heading={props.assignmentTitle}
      because={`You get this because you handed in work in ${props.eventTitle}.`}
      about="work that you handed in"
    >
      <Paragraph>{hello(props.name)}</Paragraph>
      <Paragraph>{`Your work in ${props.eventTitle} was read, and there is feedback for you.`}</Paragraph>
      <Facts facts={[{ label: 'Result', words: props.result, strong: true }]} />
      <Action href={props.workUrl}>Read the feedback</Action>
      <Note>
        {props.again
          ? 'You can hand in another version on the same page.'
          : 'If the page asks you to sign in: the code comes to this address.'}
      </Note>
    </MailSheet>
  ),
}
