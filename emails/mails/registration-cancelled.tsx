/** @jsxImportSource react */
import * as z from 'zod'
import { Facts } from '../facts.tsx'
import { mail } from '../mail.tsx'
import { Action, Note, Paragraph, refundPromise } from '../parts.tsx'
import { text } from '../props.ts'

/** One person's registration ended; the event itself takes place. */
export const registrationCancelled = mail({
  name: 'registration-cancelled',
  title: 'Registration canceled',
  sentWhen: 'When one person’s registration ends, to that person.',
  topic: 'transactional',
  props: z.object({
    name: text,
    eventTitle: text,
    /** When it takes place, with the zone. */
    when: text,
    /** The amount that goes back to the reader; absent when nothing does. */
    refund: text.optional(),
    /** The buyer gave the seat to someone else. */
    handedOn: z.boolean().optional(),
  }),
  subject: (props) => `Registration canceled: ${props.eventTitle}`,
  preview: (props) =>
    props.refund ? `You no longer have a seat. We’re refunding ${props.refund}.` : 'You no longer have a seat.',
  label: 'Registration canceled',
  heading: (props) => props.eventTitle,
  because: (props) => `you were registered for ${props.eventTitle}`,
  about: 'your registration',
  body: (props) => (
    <>
      <Paragraph>
        {props.handedOn
          ? 'The person who registered you gave your seat to someone else. We won’t send you any more reminders.'
          : 'Your registration is canceled, and your seat is open to someone else. We won’t send you any more reminders.'}
      </Paragraph>
      <Facts facts={{ When: props.when, Refund: props.refund }} />
      {props.refund && <Note>{refundPromise}</Note>}
      <Paragraph>Not what you wanted? You can register again while seats last.</Paragraph>
      <Action href={props.siteUrl}>Browse events</Action>
    </>
  ),
  sample: {
    name: 'Maria Okafor',
    eventTitle: 'Managing Your Service Board: Setup, Core SOPs, and Daily Procedures',
    when: 'Tuesdays, Feb 13 – Mar 12, 2024, 9:00 – 10:00 AM Pacific (noon Eastern)',
    refund: '$399.00',
  },
  variants: {
    'Nothing was paid': { refund: undefined },
    'Handed on': { refund: undefined, handedOn: true },
  },
})
