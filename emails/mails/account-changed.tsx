/** @jsxImportSource react */
import * as z from 'zod'
import { mail } from '../mail.tsx'
import { Action, Note, Paragraph } from '../parts.tsx'
import { text, url } from '../props.ts'

/** Who may do what in an account has changed, so the people it concerns hear of it. */
export const accountChanged = mail({
  name: 'account-changed',
  title: 'Account changed',
  sentWhen: 'When a passkey or an API key is added, to its owner. When someone becomes an admin, to the other admins.',
  topic: 'transactional',
  props: z.object({
    name: text,
    /** "New passkey" */
    heading: text,
    /** What happened, in a sentence. */
    what: text,
    /** What to do when it should not have. */
    undo: text,
    action: text,
    /** Where it can be undone. */
    accountUrl: url,
  }),
  subject: (props) => `Security: ${props.heading}`,
  preview: (props) => props.undo,
  label: 'Security',
  heading: (props) => props.heading,
  because: 'the change affects your account or your organization',
  about: 'your account’s security',
  body: (props) => (
    <>
      <Paragraph>{props.what}</Paragraph>
      <Action href={props.accountUrl}>{props.action}</Action>
      <Note>{props.undo}</Note>
    </>
  ),
  sample: {
    name: 'Karl',
    heading: 'New admin',
    action: 'See the person',
    what: 'Kara Schoonveld made Dana Goulston an admin. Admins see everyone’s orders and addresses.',
    undo: 'If that’s a mistake, remove them as an admin.',
    accountUrl: 'https://events.example.com/admin/people/per_01',
  },
})
