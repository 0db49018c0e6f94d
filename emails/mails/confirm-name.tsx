/** @jsxImportSource react */
import * as z from 'zod'
import { mail } from '../mail.tsx'
import { Action, Note, Paragraph } from '../parts.tsx'
import { text, url } from '../props.ts'
import { salesProgram } from '../sample-event.ts'

/** Its reader has earned a certificate, and someone else typed the name we have: they say what goes on it. */
export const confirmName = mail({
  name: 'confirm-name',
  title: 'Name for a certificate',
  sentWhen: 'When someone earns a certificate, but only other people have typed their name so far.',
  topic: 'transactional',
  picture: true,
  props: z.object({
    name: text,
    eventTitle: text,
    nameUrl: url,
  }),
  subject: (props) => `Confirm your name for the certificate: ${props.eventTitle}`,
  preview: 'You earned a certificate. Tell us the name to put on it.',
  label: 'Certificate',
  heading: (props) => props.eventTitle,
  because: (props) => `you attended ${props.eventTitle}`,
  about: 'your certificate',
  body: (props) => (
    <>
      <Paragraph>
        You earned a certificate! Someone else registered you, so please check how we spell your name. Once you save it,
        we’ll make your certificate and email it to you.
      </Paragraph>
      <Action href={props.nameUrl}>Confirm your name</Action>
      <Note>There’s no deadline. Your certificate will wait for you.</Note>
    </>
  ),
  sample: {
    name: '',
    eventTitle: salesProgram.eventTitle,
    nameUrl: 'https://events.example.com/registrations/5w22?token=per_01HV9M4B2K-q3Zb0sXyT1uLw8dKf#name',
  },
})
