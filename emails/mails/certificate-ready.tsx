/** @jsxImportSource react */
import * as z from 'zod'
import { Facts } from '../facts.tsx'
import { mail } from '../mail.tsx'
import { Action, Note, Paragraph } from '../parts.tsx'
import { text, url } from '../props.ts'
import { salesProgram } from '../sample-event.ts'

/** A certificate was issued to its reader. It always comes: it's what they attended for. */
export const certificateReady = mail({
  name: 'certificate-ready',
  title: 'Certificate',
  sentWhen: 'When a certificate is issued, to the person who earned it.',
  topic: 'transactional',
  props: z.object({
    name: text,
    eventTitle: text,
    /** The name it's issued in: "Maria Okafor". */
    holder: text,
    /** What it was earned by: "Attended 4 of 5 sessions." */
    earnedBy: text,
    certificateUrl: url,
  }),
  subject: (props) => `Your certificate: ${props.eventTitle}`,
  preview: 'It’s yours to keep, print, and share.',
  label: 'Certificate',
  heading: (props) => props.eventTitle,
  because: (props) => `you attended ${props.eventTitle}`,
  about: 'your certificate',
  body: (props) => (
    <>
      <Paragraph>Congratulations! Your certificate is ready.</Paragraph>
      <Facts facts={{ 'Issued to': props.holder, 'Earned by': props.earnedBy }} />
      <Action href={props.certificateUrl}>See your certificate</Action>
      <Note>
        Download it as a PDF to print, or as a badge for profiles and wallets. Anyone with the link can check that it’s
        real, so share it as you like.
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
