/** @jsxImportSource react */
import * as z from 'zod'
import { Facts } from '../facts.tsx'
import { mail } from '../mail.tsx'
import { Action, Note, Paragraph } from '../parts.tsx'
import { text, url } from '../props.ts'
import { salesProgram } from '../sample-event.ts'

/** A spot opened up and is held for the next person on the waitlist until a given moment. */
export const waitingListOffer = mail({
  name: 'waiting-list-offer',
  title: 'A spot opened up',
  sentWhen: 'When a spot opens up, to the next person on the waitlist.',
  topic: 'transactional',
  picture: true,
  props: z.object({
    name: text,
    eventTitle: text,
    ticketName: text,
    /** "$399.00", or "free". */
    price: text,
    /** The moment the offer ends, in words with the zone. */
    until: text,
    offerUrl: url,
  }),
  subject: (props) => `A spot opened up: ${props.eventTitle}`,
  preview: (props) => `We’re holding it for you until ${props.until}.`,
  label: 'A spot opened up',
  heading: (props) => props.eventTitle,
  because: 'you joined the waitlist with this email address',
  about: 'your place on the waitlist',
  body: (props) => (
    <>
      <Paragraph>You’re next on the waitlist, so we’re holding the spot for you until the time below.</Paragraph>
      <Facts strong="Held until" facts={{ 'Held until': props.until, Ticket: props.ticketName, Price: props.price }} />
      <Action href={props.offerUrl}>Take the spot</Action>
      <Note>
        After that, it goes to the next person on the waitlist. If you don’t want it anymore, there’s nothing to do.
      </Note>
    </>
  ),
  sample: {
    name: 'Priya Raman',
    eventTitle: salesProgram.eventTitle,
    ticketName: 'Seat in the class',
    price: '$399.00',
    until: 'Sat, Apr 20, 2024, 9:00 AM Pacific (noon Eastern)',
    offerUrl: 'https://events.example.com/offers/wai_01HVB7Z0QD',
  },
})
