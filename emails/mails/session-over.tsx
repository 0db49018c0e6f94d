/** @jsxImportSource react */
import * as z from 'zod'
import { mail } from '../mail.tsx'
import { Action, hello, Note, Paragraph } from '../parts.tsx'
import { text, url } from '../props.ts'
import { salesProgram } from '../sample-event.ts'

/** To whoever taught a session, soon after its end: one press leads to where its recording and handouts are posted. */
export const sessionOver = mail({
  name: 'session-over',
  title: 'After a session, to those who teach',
  sentWhen: 'Soon after each session, with the way to where its recording and handouts are posted.',
  topic: 'transactional',
  props: z.object({
    name: text,
    eventTitle: text,
    sessionTitle: text.optional(),
    /** Whether there is a recording to post. */
    recorded: z.boolean(),
    /** Where the session is seen to, already standing at it. */
    workspaceUrl: url,
  }),
  subject: (props) => `After the session: ${props.sessionTitle ?? props.eventTitle}`,
  preview: (props) => (props.recorded ? 'Post the recording and the handouts.' : 'Post the handouts.'),
  label: (props) => props.eventTitle,
  heading: (props) => props.sessionTitle ?? props.eventTitle,
  because: (props) => `You get this because you teach ${props.eventTitle}.`,
  about: 'what you teach',
  body: (props) => (
    <>
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
