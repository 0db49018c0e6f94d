/** @jsxImportSource react */
import * as z from 'zod'
import { mail } from '../mail.tsx'
import { Action, Facts, hello, Note, Paragraph } from '../parts.tsx'
import { text, url } from '../props.ts'
import { salesProgram } from '../sample-event.ts'

/** A certificate was issued to its reader. Comes in any case: it is what they attended for. */
export const certificateReady = mail({
  name: 'certificate-ready',
  title: 'Certificate',
  sentWhen: 'When a certificate was issued, to whoever earned it.',
  topic: 'transactional',
  props: z.object({
    name: text,
    eventTitle: text,
    /** In which name it is issued: "Maria Okafor". */
    holder: text,
    /** What it was earned by: "Attended 4 of 5 sessions." */
    earnedBy: text,
    certificateUrl: url,
  }),
  subject: (props) => `Your certificate: ${props.eventTitle}`,
  preview: 'It is yours to keep, to print and to show.',
  label: 'Certificate',
  heading: (props) => props.eventTitle,
  because: (props) => `You get this because you attended ${props.eventTitle}.`,
  about: 'your certificate',
  body: (props) => (
    <>
      <Paragraph>{hello(props.name)}</Paragraph>
      <Paragraph>Congratulations. Your certificate has been issued.</Paragraph>
      <Facts
        facts={[
          { label: 'Issued to', words: props.holder },
          { label: 'Earned by', words: props.earnedBy },
        ]}
      />
      <Action href={props.certificateUrl}>See your certificate</Action>
      <Note>
        The page has it as a PDF to print and as a badge for profiles and wallets. Whoever has its address can check
        there that it is real, so share it as you like.
      </Note>
    </>
  ),
  sample: {
    name: 'Maria Okafor',
    eventTitle: salesProgram.eventTitle,
    holder: 'Maria Okafor',
    earnedBy: 'Attended 4 of 5 sessions.',
    certificateUrl: 'https://events.example.com/certificates/q3Zb0sXyT1uLw8dKfRjVh2NcE5g',
  },
})
