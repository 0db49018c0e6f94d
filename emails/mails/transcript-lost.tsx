/** @jsxImportSource react */
import * as z from 'zod'
import { mail } from '../mail.tsx'
import { Action, Paragraph } from '../parts.tsx'
import { text, url } from '../props.ts'
import { salesProgram } from '../sample-event.ts'

const Props = z.object({
  name: text,
  eventTitle: text,
  recordingTitle: text,
  /** How many captions couldn't be read; 0 when none could. */
  lost: z.number(),
  /** What is wrong with the first of them. */
  why: text,
  captionsUrl: url,
})
type Props = z.infer<typeof Props>

const heading = ({ lost }: Props): string =>
  lost === 0 ? 'The captions from Zoom couldn’t be used' : 'Some captions from Zoom couldn’t be read'

/** To instructors, when the transcript that Zoom made has captions missing or can't be used at all. */
export const transcriptLost = mail({
  name: 'transcript-lost',
  title: 'Captions missing',
  sentWhen: 'To instructors, when captions of a Zoom recording couldn’t be read.',
  topic: 'transactional',
  props: Props,
  subject: (props) => `${heading(props)}: ${props.recordingTitle}`,
  preview: (props) => props.why,
  label: (props) => props.eventTitle,
  heading: (props) => heading(props),
  because: (props) => `you teach ${props.eventTitle}`,
  about: 'an event you teach',
  body: (props) => (
    <>
      <Paragraph>
        {props.lost === 0
          ? `${props.recordingTitle} has no captions, because the transcript that Zoom made couldn’t be used.`
          : `${props.recordingTitle} has captions, but ${props.lost === 1 ? 'one of them' : `${props.lost} of them`} couldn’t be read and ${props.lost === 1 ? 'is' : 'are'} missing.`}
      </Paragraph>
      <Paragraph>{props.why}</Paragraph>
      <Action href={props.captionsUrl}>Open the captions</Action>
    </>
  ),
  sample: {
    name: 'James Kernan',
    eventTitle: salesProgram.eventTitle,
    recordingTitle: 'Recording of Tue, Apr 30, 9:01 AM',
    lost: 2,
    why: 'Line 812 has an invalid time. Use a format like 00:12:30.500 --> 00:12:34.000.',
    captionsUrl: 'https://events.example.com/teach/5w22/materials/mat_01HV9M4B2K/captions',
  },
})
