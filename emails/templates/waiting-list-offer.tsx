/** @jsxImportSource react */
import { MailSheet } from '../mail-frame.tsx'
import type { MailFrame, MailTemplate } from '../mail-template.ts'
import { Action, Facts, hello, Note, Paragraph } from '../parts.tsx'
import { subjectLine } from '../subject-line.ts'

export type WaitingListOffer = MailFrame & {
  name: string
  eventTitle: string
  ticketName: string
  /** "$399.00", or "free". */
  price: string
  /** The moment the offer ends, in words with the zone. */
  until: string
  offerUrl: string
}

/** A seat came free and is kept for the next person on the waiting list until a given moment. */
export const waitingListOffer: MailTemplate<WaitingListOffer> = {
  transactional: true,
  subject: (props) => subjectLine(`A seat is free for you: ${props.eventTitle}`),
  body: (props) => (
    <MailSheet
      frame={props}
      subject={waitingListOffer.subject(props)}
      preview={`It is kept for you until ${props.until}.`}
      label="From the waiting list"
      heading={`A seat is free: ${props.eventTitle}`}
      because="You get this because you joined the waiting list with this address."
      about="your place on the waiting list"
    >
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
    </MailSheet>
  ),
}
