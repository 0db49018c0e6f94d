/** @jsxImportSource react */
import * as z from 'zod'
import { mail } from '../mail.tsx'
import { Action, Facts, hello, Note, Paragraph } from '../parts.tsx'
import { text, url } from '../props.ts'
import { salesProgram } from '../sample-event.ts'

/** To one who handed in work: those who teach have answered it. */
export const feedbackGiven = mail({
  name: 'feedback-given',
  title: 'Feedback',
  sentWhen: 'When work was answered, to whoever handed it in.',
  topic: 'transactional',
  props: z.object({
    name: text,
    eventTitle: text,
    assignmentTitle: text,
    /** What it came to, where the work is judged: "Passed", "Not yet", "8 of 10 points". */
    result: text.optional(),
    /** Whether another version is asked for. */
    again: z.boolean().optional(),
    /** Where the feedback stands, and the work. */
    workUrl: url,
  }),
  subject: (props) => `Feedback on your work: ${props.assignmentTitle}`,
  preview: (props) => props.result ?? `Your work in ${props.eventTitle} was answered.`,
  label: (props) => props.eventTitle,
  heading: (props) => props.assignmentTitle,
  because: (props) => `You get this because you handed in work in ${props.eventTitle}.`,
  about: 'work that you handed in',
  body: (props) => (
    <>
      <Paragraph>{hello(props.name)}</Paragraph>
      <Paragraph>{`Your work in ${props.eventTitle} was read, and there is feedback for you.`}</Paragraph>
      <Facts facts={[{ label: 'Result', words: props.result, strong: true }]} />
      <Action href={props.workUrl}>Read the feedback</Action>
      <Note>
        {props.again
          ? 'You can hand in another version on the same page.'
          : 'If the page asks you to sign in: the code comes to this address.'}
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
