/** @jsxImportSource react */
import { MailSheet } from '../mail-frame.tsx'
import type { MailFrame, MailTemplate } from '../mail-template.ts'
import { Action, Facts, hello, Names, Paragraph, Subheading } from '../parts.tsx'
import { subjectLine } from '../subject-line.ts'

export type RefundMade = MailFrame & {
  name: string
  amount: string
  orderNumber: string
  /** A full sentence, or `too-late`: the payment came after the seat had gone, and all of it goes back. */
  reason: string
  /** What the refund is for: titles of the order's lines. */
  lines: string[]
  /** How long banks take, in words: "5 to 10 days". */
  arrives: string
  /** The page of the order; the button leads to the site without it. */
  orderUrl?: string
}

/** Money is on its way back. */
export const refundMade: MailTemplate<RefundMade> = {
  transactional: true,
  subject: (props) =>
    subjectLine(
      props.reason === 'too-late'
        ? `Your payment came too late: ${props.amount} goes back to you`
        : `Your refund of ${props.amount} is on its way`,
    ),
  body: (props) => (
    <MailSheet
      frame={props}
      subject={refundMade.subject(props)}
      preview={`Expect it in ${props.arrives}. Order ${props.orderNumber}.`}
      label={props.reason === 'too-late' ? 'Full refund' : 'Refund'}
      heading={props.reason === 'too-late' ? 'Your payment came too late' : `${props.amount} is on its way back to you`}
      because="You get this because the order was placed with this address."
      about="your order"
    >
      <Paragraph>{hello(props.name)}</Paragraph>
      <Paragraph>{whyWords(props)}</Paragraph>
      <Facts
        facts={[
          { label: 'Refund', words: props.amount },
          { label: 'Order', words: props.orderNumber },
          { label: 'Arrives in', words: props.arrives },
        ]}
      />
      {props.lines.length > 0 && (
        <>
          <Subheading>What it is for</Subheading>
          <Names names={props.lines} />
        </>
      )}
      <Paragraph>The money goes back the way you paid. You need to do nothing.</Paragraph>
      {props.orderUrl ? (
        <Action href={props.orderUrl}>See your order</Action>
      ) : (
        <Action href={props.siteUrl}>See what is on</Action>
      )}
    </MailSheet>
  ),
}

function whyWords({ reason, amount }: RefundMade): string {
  if (reason !== 'too-late') return reason
  return `Your payment reached us after the time we could hold the seat, and by then the seat was gone. You are not registered, and we have refunded all of it: ${amount}. We are sorry for the trouble.`
}
