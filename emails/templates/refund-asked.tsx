/** @jsxImportSource react */
import { MailSheet } from '../mail-frame.tsx'
import type { MailFrame, MailTemplate } from '../mail-template.ts'
import { Action, Facts, Names, Note, Paragraph, Subheading } from '../parts.tsx'
import { subjectLine } from '../subject-line.ts'

export type RefundAsked = MailFrame & {
  name: string
  /** Name and address of who asks. */
  buyer: string
  titles: string[]
  /** In the buyer's own words. */
  reason: string
  orderNumber: string
  orderUrl: string
}

/** To the organizer: a buyer asks for a refund that the policy no longer gives. */
export const refundAsked: MailTemplate<RefundAsked> = {
  transactional: true,
  subject: (props) => subjectLine(`Refund requested: order ${props.orderNumber}`),
  body: (props) => (
    <MailSheet
      frame={props}
      subject={refundAsked.subject(props)}
      preview="A buyer asks for a refund after the refund deadline."
      label="Refund requested"
      heading="A buyer asks for a refund"
      because="You get this because refund requests go to this address."
      about="a refund request"
    >
      <Paragraph>{`Hi ${props.name},`}</Paragraph>
      <Paragraph>The refund deadline is over, so this one is yours to decide.</Paragraph>
      <Facts
        facts={[
          { label: 'From', words: props.buyer },
          { label: 'Order', words: props.orderNumber },
        ]}
      />
      <Names names={props.titles} />
      <Subheading>Why</Subheading>
      <Paragraph>{props.reason}</Paragraph>
      <Action href={props.orderUrl}>Open the order</Action>
      <Note>Refund it there, or write to the buyer and mark the request as answered.</Note>
    </MailSheet>
  ),
}
