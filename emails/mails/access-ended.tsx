/** @jsxImportSource react */
import { Link } from '@react-email/components'
import * as z from 'zod'
import { mail } from '../mail.tsx'
import { Action, Facts, hello, Note, Paragraph } from '../parts.tsx'
import { text, url } from '../props.ts'
import { salesProgram } from '../sample-event.ts'
import { link } from '../theme.ts'

/** A membership ended, and what it opened is closed. The withdrawal for the calendar is attached by the sender. */
export const accessEnded = mail({
  name: 'access-ended',
  title: 'Membership ended',
  sentWhen: 'When a seat closes because the membership has ended, with the withdrawal for the calendar.',
  topic: 'transactional',
  props: z.object({
    name: text,
    eventTitle: text,
    /** When it takes place, with the zone. */
    when: text,
    where: text,
    membershipUrl: url,
    /** The reader's own page of the registration, where they can end it. */
    manageUrl: url,
    /** Where a seat can be bought; absent when the event is for members alone. */
    eventUrl: url.optional(),
  }),
  subject: (props) => `Your membership has ended: ${props.eventTitle}`,
  preview: 'Your seat is no longer open to you. Renew your membership, and it is.',
  label: 'Membership ended',
  heading: (props) => props.eventTitle,
  because: (props) => `You get this because you are registered for ${props.eventTitle} with this address.`,
  about: 'your registration',
  body: (props) => (
    <>
      <Paragraph>{hello(props.name)}</Paragraph>
      <Paragraph>
        The membership that opened this event to you has ended, so your seat is no longer open to you. The attached file
        takes it out of your calendar, and you get no more reminders for it.
      </Paragraph>
      <Facts
        facts={[
          { label: 'When', words: props.when },
          { label: 'Where', words: props.where },
        ]}
      />
      <Paragraph>
        Your registration is kept. If your membership is renewed before the event is over, your seat opens again, and a
        new invitation comes by itself.
      </Paragraph>
      <Action href={props.membershipUrl}>Renew your membership</Action>
      {props.eventUrl && (
        <Note>
          To come without a membership, cancel this seat on{' '}
          <Link className="link" href={props.manageUrl} style={link}>
            your registration’s page
          </Link>
          , and then buy one on{' '}
          <Link className="link" href={props.eventUrl} style={link}>
            the page of the event
          </Link>
          , as long as there are seats.
        </Note>
      )}
      {!props.eventUrl && (
        <Note>
          It’s for members only. If you don’t want the seat anymore, cancel it on{' '}
          <Link className="link" href={props.manageUrl} style={link}>
            your registration’s page
          </Link>
          , so that someone else can have it.
        </Note>
      )}
    </>
  ),
  sample: {
    ...salesProgram,
    name: 'Maria Okafor',
    where: 'Online',
    membershipUrl: 'https://events.example.com/membership',
    manageUrl: 'https://events.example.com/registrations/5w22?token=per_01HV9M4B2K',
  },
  variants: {
    'For members alone': { eventUrl: undefined },
  },
})
