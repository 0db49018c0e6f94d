/** @jsxImportSource react */
import * as z from 'zod'
import { mail } from '../mail.tsx'
import { Action, Facts, hello, Note, Paragraph } from '../parts.tsx'
import { text } from '../props.ts'

/** One person's registration ended; the event itself takes place. */
export const registrationCancelled = mail({
  name: 'registration-cancelled',
  title: 'Registration ended',
  sentWhen: 'When one person’s registration ended.',
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
  subject: (props) => `Your registration has ended: ${props.eventTitle}`,
  preview: (props) =>
    props.refund ? `You no longer have a seat. ${props.refund} goes back to you.` : 'You no longer have a seat.',
  label: 'Registration canceled',
  heading: (props) => props.eventTitle,
  because: (props) => `You get this because you were registered for ${props.eventTitle} with this address.`,
  about: 'your registration',
  body: (props) => (
    <>
      <Paragraph>{hello(props.name)}</Paragraph>
      <Paragraph>
        {props.handedOn
          ? 'The person who registered you has given your seat to someone else. You get no more reminders for it.'
          : 'Your registration is canceled, and the seat is free for someone else. You get no more reminders for it.'}
      </Paragraph>
      <Facts
        facts={[
          { label: 'When', words: props.when },
          { label: 'Refund', words: props.refund },
        ]}
      />
      {props.refund && (
        <Note>
          The refund goes back the way you paid. You need to do nothing, and another message says when it is made.
        </Note>
      )}
      <Paragraph>
        If you did not ask for this, or it was a mistake, you can register again as long as there are seats.
      </Paragraph>
      <Action href={props.siteUrl}>See what is on</Action>
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
