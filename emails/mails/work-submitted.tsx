/** @jsxImportSource react */
import * as z from 'zod'
import { Facts } from '../facts.tsx'
import { mail } from '../mail.tsx'
import { Action, Note, Paragraph } from '../parts.tsx'
import { text, url } from '../props.ts'
import { salesProgram } from '../sample-event.ts'

/** To instructors: someone turned in work, which waits for feedback. */
export const workSubmitted = mail({
  name: 'work-submitted',
  title: 'Work turned in',
  sentWhen: 'To instructors, when someone turns in work for an assignment: once for each version.',
  topic: 'transactional',
  props: z.object({
    name: text,
    eventTitle: text,
    assignmentTitle: text,
    /** Who turned it in. */
    studentName: text,
    /** When, with the zone: "Mon, Apr 29, 2024, 8:12 PM Pacific". */
    at: text,
    /** Which version of their work it is, from 1 on. */
    version: z.number(),
    isLate: z.boolean(),
    /** Where feedback is given. */
    workUrl: url,
  }),
  // Without the name: subjects are kept with the record of a mail, even when its student was erased.
  subject: (props) => `Work turned in: ${props.assignmentTitle}`,
  preview: (props) => `From ${props.studentName}. It’s waiting for your feedback.`,
  label: (props) => props.eventTitle,
  heading: (props) => props.assignmentTitle,
  because: (props) => `you teach ${props.eventTitle}`,
  about: 'work turned in to you',
  body: (props) => (
    <>
      <Paragraph>
        {props.version > 1
          ? `${props.studentName} turned in a new version of their work. It’s waiting for your feedback.`
          : `${props.studentName} turned in their work. It’s waiting for your feedback.`}
      </Paragraph>
      <Facts
        facts={{
          'Turned in': props.isLate ? `${props.at} (late)` : props.at,
          Version: props.version > 1 ? String(props.version) : undefined,
        }}
      />
      <Action href={props.workUrl}>Give feedback</Action>
      <Note>The page also shows what else is waiting, oldest first.</Note>
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
