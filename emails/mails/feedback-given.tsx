/** @jsxImportSource react */
import * as z from 'zod'
import { Facts } from '../facts.tsx'
import { mail } from '../mail.tsx'
import { Action, Note, Paragraph } from '../parts.tsx'
import { text, url } from '../props.ts'
import { salesProgram } from '../sample-event.ts'

/** To the person who turned in work: an instructor has given feedback on it. */
export const feedbackGiven = mail({
  name: 'feedback-given',
  title: 'Feedback',
  sentWhen: 'When an instructor gives feedback on work, to the person who turned it in.',
  topic: 'transactional',
  picture: true,
  props: z.object({
    name: text,
    eventTitle: text,
    assignmentTitle: text,
    /** What it came to, where the work is judged: "Passed", "Not yet", "8 of 10 points". */
    result: text.optional(),
    /** Whether another version is asked for. */
    again: z.boolean().optional(),
    /** The page with the feedback and the work. */
    workUrl: url,
  }),
  subject: (props) => `Feedback on your work: ${props.assignmentTitle}`,
  preview: (props) => `${props.result ? `${props.result}. ` : ''}From your instructor in ${props.eventTitle}.`,
  label: (props) => props.eventTitle,
  heading: (props) => props.assignmentTitle,
  because: (props) => `you turned in work in ${props.eventTitle}`,
  about: 'work you turned in',
  body: (props) => (
    <>
      <Paragraph>{`There’s feedback on your work in ${props.eventTitle}.`}</Paragraph>
      <Facts strong="Result" facts={{ Result: props.result }} />
      <Action href={props.workUrl}>Read the feedback</Action>
      <Note>
        {props.again
          ? 'You can turn in a new version on the same page.'
          : 'If you’re asked to sign in, we’ll email a code to this address.'}
      </Note>
    </>
  ),
  sample: {
    name: 'Maria Okafor',
    eventTitle: salesProgram.eventTitle,
    assignmentTitle: 'Five questions for your best customer',
    result: 'Passed',
    workUrl: 'https://events.example.com/events/5w22/class/assignments/asg_01HVK2',
  },
  variants: {
    'Not yet': { result: 'Not yet', again: true },
    'Words alone': { result: undefined },
  },
})
