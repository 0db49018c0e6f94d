/** @jsxImportSource react */
import * as z from 'zod'
import { mail } from '../mail.tsx'
import { Action, Facts, hello, Note, Paragraph } from '../parts.tsx'
import { text, url } from '../props.ts'
import { salesProgram } from '../sample-event.ts'

/** A seat came free and is kept for the next person on the waiting list until a given moment. */
export const waitingListOffer = mail({
  name: 'waiting-list-offer',
  title: 'A seat is free',
  sentWhen: 'When a seat is kept for the next person on the waiting list.',
  topic: 'transactional',
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
  subject: (props) => `A seat is free for you: ${props.eventTitle}`,
  preview: (props) => `It is kept for you until ${props.until}.`,
  label: 'From the waiting list',
  heading: (props) => `A seat is free: ${props.eventTitle}`,
  because: 'You get this because you joined the waiting list with this address.',
  about: 'your place on the waiting list',
  body: (props) => (
    <>
      <Paragraph>{hello(props.name)}</Paragraph>
      <Paragraph>A seat has come free, and you are next. We keep it for you until the time below.</Paragraph>
      <Facts
        facts={[
          { label: 'Kept until', words: props.until, strong: true },
          { label: 'Ticket', words: props.ticketName },
          { label: 'Price', words: props.price },
        ]}
      />
      <Action href={props.offerUrl}>Take the seat</Action>
      <Note>
        After that the seat goes to the next person on the list. If you no longer want it, there is nothing to do.
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
