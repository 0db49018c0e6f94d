/** @jsxImportSource react */
import { MailSheet } from '../mail-frame.tsx'
import type { MailFrame, MailTemplate } from '../mail-template.ts'
import { Action, Facts, hello, Note, Paragraph } from '../parts.tsx'
import { subjectLine } from '../subject-line.ts'

export type WorkSubmitted = MailFrame & {
  name: string
  eventTitle: string
  assignmentTitle: string
  /** Who handed it in. */
  studentName: string
  /** When, with the zone: "Mon, Apr 29, 2024, 8:12 PM Pacific". */
  at: string
  /** Which version of their work it is, from 1 on. */
  version: number
  isLate: boolean
  /** Where it is read and answered. */
  workUrl: string
}

/** To those who teach: somebody has handed in work, which waits for an answer. */
export const workSubmitted: MailTemplate<WorkSubmitted> = {
  transactional: true,
  // Without the name: subjects are kept with the record of a mail, also when its student was erased.
  subject: (props) => subjectLine(`Work handed in: ${props.assignmentTitle}`),
  body: (props) => (
    <MailSheet
      frame={props}
      subject={workSubmitted.subject(props)}
      preview={`From ${props.studentName}. It waits for your feedback.`}
      label={props.eventTitle}
      heading={props.assignmentTitle}
      because={`You get this because you teach ${props.eventTitle}.`}
      about="work that was handed in to you"
    >
      <Paragraph>{hello(props.name)}</Paragraph>
      <Paragraph>
        {props.version > 1
          ? `${props.studentName} has handed in a new version of their work. It waits for your feedback.`
          : `${props.studentName} has handed in their work. It waits for your feedback.`}
      </Paragraph>
      <Facts
        facts={[
          { label: 'Handed in', words: props.isLate ? `${props.at}, after it was due` : props.at },
          { label: 'Version', words: props.version > 1 ? String(props.version) : undefined },
        ]}
      />
      <Action href={props.workUrl}>Read and answer it</Action>
      <Note>The page shows what else waits, the oldest first.</Note>
    </MailSheet>
  ),
}
