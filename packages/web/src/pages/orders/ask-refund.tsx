import { isRefundAsked, mayAskRefund, openSeats, seatTerms } from '@lectern/core/registration'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { Panel } from '../../components/panel.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextArea } from '../../components/text-area.tsx'
import { formatMoment } from '../event-words.ts'
import { OrganizerMail } from '../membership/contact.tsx'
import type { OrderView } from './load-order.ts'

type Props = { view: OrderView; token?: string; typed?: { reason: string; error: string } }

/** Why each part can no longer be canceled, and since when. */
const formatClosed = ({ order, events, now }: OrderView): string[] => {
  const seats = openSeats(order)
  const past = [...events.values()].flatMap((event) => {
    const terms = seats.filter((seat) => seat.event === event.slug).map((seat) => seatTerms(order, seat, event, now))
    const until = terms.find(({ open, paidCents }) => !open && paidCents > 0)?.until
    return until === undefined ? [] : [`${event.title}: refunds ended on ${formatMoment(until, event.zone, now)}.`]
  })
  return past.length > 0 ? past : ['You can’t cancel the rest of this order here. Ask the organizer for a refund.']
}

/** After the time for refunds: why and since when, and the request to the organizer, once until it is answered. */
export const AskRefund = ({ view, token, typed }: Props) => {
  const { order, events, now, zone } = view
  if (!mayAskRefund(order, events, now)) return null
  const asked = order.askedRefund
  return (
    <Panel title="Refunds" id="ask-refund">
      {formatClosed(view).map((words) => (
        <p>{words}</p>
      ))}
      {asked && (
        <p>
          {isRefundAsked(order)
            ? `You asked for a refund on ${formatMoment(asked.askedAt, zone, now)}. The organizer will answer by email.`
            : `Your request from ${formatMoment(asked.askedAt, zone, now)} was answered.`}
        </p>
      )}
      {!isRefundAsked(order) && (
        <form class="grid gap-3" method="post" action={`/orders/${order.id}/ask-refund`}>
          <HiddenFields values={{ token }} />
          <TextArea
            name="reason"
            label="Why should we make an exception?"
            hint="The organizer reads it and answers by email."
            rows={4}
            maxlength={1000}
            value={typed?.reason ?? ''}
            error={typed?.error}
          />
          <div>
            <SubmitButton look="plain">Request a refund</SubmitButton>
          </div>
        </form>
      )}
      <p class="text-sm text-muted">
        Or email <OrganizerMail />.
      </p>
    </Panel>
  )
}
