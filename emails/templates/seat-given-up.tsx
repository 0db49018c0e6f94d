/** @jsxImportSource react */
import { MailSheet } from '../mail-frame.tsx'
import type { MailFrame, MailTemplate } from '../mail-template.ts'
import { Action, Facts, Paragraph } from '../parts.tsx'
import { subjectLine } from '../subject-line.ts'

export type SeatGivenUp = MailFrame & {
  name: string
  /** Who gave up their seat, as the buyer had named them or as they corrected it. */
  attendee: string
  eventTitle: string
  when: string
  /** The amount that goes back to the reader; absent when nothing does. */
  refund?: string
  /** What was paid stays: the time for refunds was over. */
  noRefund: boolean
  /** They registered for themselves, before this order was paid. */
  passedOn?: boolean
  orderUrl: string
}

/** To the buyer: somebody whom they registered gave up their seat. */
export const seatGivenUp: MailTemplate<SeatGivenUp> = {
  transactional: true,
  subject: (props) => subjectLine(`A seat you booked was canceled: ${props.eventTitle}`),
  body: (props) => (
    <MailSheet
      frame={props}
      subject={seatGivenUp.subject(props)}
      preview={
        props.refund
          ? `${props.refund} goes back to how you paid.`
          : `The person you registered ${props.passedOn ? 'registered for themselves' : 'gave up their seat'}.`
      }
      label="Seat canceled"
      heading={props.eventTitle}
      because="You get this because you registered someone with this address."
      about="your order"
    >
      <Paragraph>{`Hi ${props.name},`}</Paragraph>
      <Paragraph>
        {props.passedOn
          ? 'The person you registered has now registered for themselves, so their seat in your order has ended.'
          : 'The person you registered can’t come and canceled their own seat.'}{' '}
        The rest of your order stays as it is.
      </Paragraph>
      <Facts
        facts={[
          { label: 'Who', words: props.attendee },
          { label: 'When', words: props.when },
          { label: 'Refund', words: props.refund },
        ]}
      />
      <Paragraph>{moneyWords(props)}</Paragraph>
      <Action href={props.orderUrl}>See your order</Action>
    </MailSheet>
  ),
}

function moneyWords({ refund, noRefund }: SeatGivenUp): string {
  if (refund) return 'The refund goes back to how you paid. We’ll email you when it’s on its way.'
  return noRefund
    ? 'The time for refunds is over, so what you paid for this seat isn’t refunded. If there’s a reason to make an exception, ask for a refund on your order’s page.'
    : 'Nothing was paid for this seat yet. If you still pay for the order, this seat’s share goes back to you at once.'
}
