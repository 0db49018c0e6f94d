/** @jsxImportSource react */
import * as z from 'zod'
import { Facts } from '../facts.tsx'
import { mail } from '../mail.tsx'
import { Action, Note, Paragraph, TextLink } from '../parts.tsx'
import { text, url } from '../props.ts'
import { salesProgram } from '../sample-event.ts'

/** A membership ended, and the seat it included is closed. The sender attaches the cancellation for calendars. */
export const accessEnded = mail({
  name: 'access-ended',
  title: 'Membership ended',
  sentWhen: 'When a seat closes because its attendee’s membership ended. Removes it from their calendar.',
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
  preview: 'Renew your membership to keep your seat.',
  label: 'Membership ended',
  heading: (props) => props.eventTitle,
  because: (props) => `you’re registered for ${props.eventTitle}`,
  about: 'your registration',
  body: (props) => (
    <>
      <Paragraph>
        The membership that included this event has ended, so your seat is on hold. The attached file removes it from
        your calendar, and we won’t send reminders for it.
      </Paragraph>
      <Facts facts={{ When: props.when, Where: props.where }} />
      <Paragraph>
        We’re keeping your registration. If you renew before the event is over, your seat opens again and we’ll send a
        new invitation.
      </Paragraph>
      <Action href={props.membershipUrl}>Renew membership</Action>
      {props.eventUrl && (
        <Note>
          To come without a membership, cancel this seat on{' '}
          <TextLink href={props.manageUrl}>your registration page</TextLink>, then buy one on{' '}
          <TextLink href={props.eventUrl}>the event page</TextLink> while seats last.
        </Note>
      )}
      {!props.eventUrl && (
        <Note>
          This event is for members only. If you don’t want the seat anymore, cancel it on{' '}
          <TextLink href={props.manageUrl}>your registration page</TextLink>, so someone else can have it.
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
