/** @jsxImportSource react */
import * as z from 'zod'
import { mail } from '../mail.tsx'
import { Action, Note, Paragraph } from '../parts.tsx'
import { text, url } from '../props.ts'
import { salesProgram } from '../sample-event.ts'

/** To instructors, soon after a session: one press leads to where its recording and handouts are posted. */
export const sessionOver = mail({
  name: 'session-over',
  title: 'After a session, to instructors',
  sentWhen: 'To instructors, soon after each session, with a link to post its recording and handouts.',
  topic: 'transactional',
  props: z.object({
    name: text,
    eventTitle: text,
    sessionTitle: text.optional(),
    /** Whether there is a recording to post. */
    recorded: z.boolean(),
    /** The workspace, opened at the session. */
    workspaceUrl: url,
  }),
  subject: (props) => `Wrap up your session: ${props.sessionTitle ?? props.eventTitle}`,
  preview: (props) =>
    props.recorded
      ? 'Post the recording and handouts, and take attendance.'
      : 'Post the handouts, and take attendance.',
  label: (props) => (props.sessionTitle === undefined ? 'After your session' : props.eventTitle),
  heading: (props) => props.sessionTitle ?? props.eventTitle,
  because: (props) => `you teach ${props.eventTitle}`,
  about: 'an event you teach',
  body: (props) => (
    <>
      <Paragraph>
        {`Your session is over. ${
          props.recorded
            ? 'Upload the recording and handouts, and take attendance.'
            : 'It’s not recorded. Upload the handouts, and take attendance.'
        }`}
      </Paragraph>
      <Action href={props.workspaceUrl}>Open the session</Action>
      <Note>Attendees get one email, ten minutes after the last file.</Note>
    </>
  ),
  sample: {
    name: 'James Kernan',
    eventTitle: salesProgram.eventTitle,
    sessionTitle: 'Qualifying',
    recorded: true,
    workspaceUrl: 'https://events.example.com/teach/5w22?session=ses_01HV9M4B2K',
  },
})
