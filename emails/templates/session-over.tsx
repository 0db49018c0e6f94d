/** @jsxImportSource react */
import { MailSheet } from '../mail-frame.tsx'
import type { MailFrame, MailTemplate } from '../mail-template.ts'
import { Action, hello, Note, Paragraph } from '../parts.tsx'
import { subjectLine } from '../subject-line.ts'

export type SessionOver = MailFrame & {
  name: string
  eventTitle: string
  sessionTitle?: string
  /** Whether there is a recording to post. */
  recorded: boolean
  /** Where the session is seen to, already standing at it. */
  workspaceUrl: string
}

/** To whoever taught a session, soon after its end: one press leads to where its recording and handouts are posted. */
export const sessionOver: MailTemplate<SessionOver> = {
  transactional: true,
  subject: (props) => subjectLine(`After the session: ${props.sessionTitle ?? props.eventTitle}`),
  body: (props) => (
    <MailSheet
      frame={props}
      subject={sessionOver.subject(props)}
      preview={props.recorded ? 'Post the recording and the handouts.' : 'Post the handouts.'}
      label={props.eventTitle}
      heading={props.sessionTitle ?? props.eventTitle}
      because={`You get this because you teach ${props.eventTitle}.`}
      about="what you teach"
    >
      <Paragraph>{hello(props.name)}</Paragraph>
      <Paragraph>
        {`The session is over. ${
          props.recorded
            ? 'Drop its recording and handouts where this button leads, and say who was there.'
            : 'It is not recorded. Drop its handouts where this button leads, and say who was there.'
        }`}
      </Paragraph>
      <Action href={props.workspaceUrl}>Open the session</Action>
      <Note>Those who attend get one mail, ten minutes after the last file.</Note>
    </MailSheet>
  ),
}
