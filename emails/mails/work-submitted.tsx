/** @jsxImportSource react */
import * as z from 'zod'
import { mail } from '../mail.tsx'
import { Action, Facts, hello, Note, Paragraph } from '../parts.tsx'
import { text, url } from '../props.ts'
import { salesProgram } from '../sample-event.ts'

/** To those who teach: somebody has handed in work, which waits for an answer. */
export const workSubmitted = mail({
  name: 'work-submitted',
  title: 'Work handed in',
  sentWhen: 'To those who teach, when somebody hands in work for an assignment: once for each version.',
  topic: 'transactional',
  props: z.object({
    name: text,
    eventTitle: text,
    assignmentTitle: text,
    /** Who handed it in. */
    studentName: text,
    /** When, with the zone: "Mon, Apr 29, 2024, 8:12 PM Pacific". */
    at: text,
    /** Which version of their work it is, from 1 on. */
    version: z.number(),
    isLate: z.boolean(),
    /** Where it is read and answered. */
    workUrl: url,
  }),
  // Without the name: subjects are kept with the record of a mail, also when its student was erased.
  subject: (props) => `Work handed in: ${props.assignmentTitle}`,
  preview: (props) => `From ${props.studentName}. It waits for your feedback.`,
  label: (props) => props.eventTitle,
  heading: (props) => props.assignmentTitle,
  because: (props) => `You get this because you teach ${props.eventTitle}.`,
  about: 'work that was handed in to you',
  body: (props) => (
    <>
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
    </>
  ),
  sample: {
    name: 'James Kernan',
    eventTitle: salesProgram.eventTitle,
    assignmentTitle: 'Five questions for your best customer',
    studentName: 'Maria Okafor',
    at: 'Mon, Apr 29, 2024, 8:12 PM Pacific',
    version: 2,
    isLate: false,
    workUrl: 'https://events.example.com/teach/5w22/assignments/asg_01HVK2/work/per_01HV9M',
  },
  variants: {
    'The first version, late': { version: 1, isLate: true },
  },
})
