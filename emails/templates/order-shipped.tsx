/** @jsxImportSource react */
import { MailSheet } from '../mail-frame.tsx'
import type { MailFrame, MailTemplate } from '../mail-template.ts'
import { Action, Facts, hello, Names, Paragraph } from '../parts.tsx'
import { subjectLine } from '../subject-line.ts'

export type OrderShipped = MailFrame & {
  name: string
  orderNumber: string
  /** What is in the parcel: title and format. */
  copies: string[]
  shipTo: string
  carrier?: string
  tracking?: string
  orderUrl: string
}

/** The parcel is on its way. */
export const orderShipped: MailTemplate<OrderShipped> = {
  transactional: true,
  subject: (props) => subjectLine(`On its way: ${props.copies[0] ?? `order ${props.orderNumber}`}`),
  body: (props) => (
    <MailSheet
      frame={props}
      subject={orderShipped.subject(props)}
      preview={`${props.carrier ? `With ${props.carrier}. ` : ''}Order ${props.orderNumber}.`}
      label="Shipped"
      heading="Your parcel is on its way"
      because="You get this because the order was placed with this address."
      about="your order"
    >
      <Paragraph>{hello(props.name)}</Paragraph>
      <Paragraph>We have sent what you ordered:</Paragraph>
      <Names names={props.copies} />
      <Facts
        facts={[
          { label: 'Goes to', words: props.shipTo },
          { label: 'Carrier', words: props.carrier },
          { label: 'Tracking number', words: props.tracking },
          { label: 'Order', words: props.orderNumber },
        ]}
      />
      <Action href={props.orderUrl}>See your order</Action>
    </MailSheet>
  ),
}
