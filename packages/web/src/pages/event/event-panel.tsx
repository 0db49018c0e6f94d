import { type Event, pastSessions, recordingAccessOf, salesWindow, type Ticket } from '@lectern/core/catalog'
import { opensRecordings } from '@lectern/core/materials'
import { formatCents } from '@lectern/core/platform'
import { describeSchedule, scheduledSessions, sessionTimes } from '@lectern/core/schedule'
import type { Child } from 'hono/jsx'
import { ButtonLink, type ButtonLook } from '../../components/button.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { PriceCard } from '../../components/price-card.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { signInAddress } from '../../layout/account-menu.tsx'
import { faceOf, formatMoment, formatPrice, formatRecording, formatRefund, formatTicketPrice } from '../event-words.ts'
import type { Request } from '../site-page.tsx'
import { CalendarLinks } from './calendar-links.tsx'
import type { EventView } from './load-event.ts'
import { RegisterButton, SeveralPeople, TicketForm } from './register-form.tsx'
import type { Registering } from './registering.ts'
import { WaitingForm } from './waiting-form.tsx'

type Props = { c: Request; view: EventView; may: Registering }

const formatOpens = (event: Event, now: string): string => {
  const { from } = salesWindow(event)
  return from === undefined
    ? 'Registration isn’t open yet.'
    : `Registration opens ${formatMoment(from, event.zone, now)}.`
}

const button = (href: string, words: string, look?: ButtonLook): Child => (
  <ButtonLink look={look} block href={href}>
    {words}
  </ButtonLink>
)

type Action = { action?: Child; words?: Child }

/** What is left to do where nobody can register any more. */
const afterwards = (event: Event, now: string): Record<Extract<Registering, { can: 'nothing' }>['why'], Action> => {
  const isPublic = recordingAccessOf(event) === 'public'
  return {
    cancelled: {
      action: button('/events', 'See all events'),
      words: event.cancelReason ?? 'Canceled. Everyone who paid gets a full refund.',
    },
    ended: opensRecordings(event, now)
      ? {
          action: button(
            `/events/${event.slug}/recording`,
            isPublic ? 'Watch the recording' : 'Get the recording',
            'primary',
          ),
          words: isPublic
            ? 'This event has ended. Anyone can watch the recording.'
            : 'This event has ended. Register to watch the recording.',
        }
      : {
          action: button(`/events?kind=${event.kind}`, 'See all events'),
          words:
            event.recording === 'always'
              ? 'This event has ended. The recording is for people who registered.'
              : 'This event has ended, and it wasn’t recorded.',
        },
    closed: { action: button(`/events?kind=${event.kind}`, 'See other dates'), words: 'Registration is closed.' },
    draft: { words: 'This is a draft. Only organizers can see it.' },
  }
}

/** What can be done, as the card's one action and a word about it. */
const actionOf = ({ c, view, may }: Props): Action => {
  const { event, levels, now } = view
  const person = c.var.actor.kind === 'person' ? c.var.actor : undefined
  switch (may.can) {
    case 'see-own':
      return may.registration.status === 'held'
        ? {
            action: button(`/orders/${may.registration.orderId}`, 'Finish payment', 'primary'),
            words: 'We’re holding your seat while you pay.',
          }
        : {
            action: button('/account', 'See my registration', 'primary'),
            words: 'You’re registered. We emailed you a calendar invite.',
          }
    case 'take-offer':
      return {
        action: (
          <form method="post" action="/cart/lines">
            <HiddenFields values={{ sku: may.place.sku }} />
            <SubmitButton block>Take the spot</SubmitButton>
          </form>
        ),
        words:
          may.place.offeredUntil &&
          `We’re holding a spot for you until ${formatMoment(may.place.offeredUntil, event.zone, now)}.`,
      }
    case 'see-place':
      return { words: 'You’re on the waitlist. We’ll email you when a spot opens.' }
    case 'join-waiting-list':
      return { action: <WaitingForm event={event} levels={levels} actor={person} /> }
    case 'join-membership': {
      const how = (look: ButtonLook) => button('/membership', 'How to become a member', look)
      if (person) return { action: how('primary'), words: 'This event is for members.' }
      return {
        action: [button(signInAddress(`/events/${event.slug}`), 'Sign in to register', 'primary'), how('ghost')],
        words: 'This event is for members. Sign in to register.',
      }
    }
    case 'wait-for-sales':
      return { words: formatOpens(event, now) }
    case 'register':
      return {
        action:
          event.tickets.length > 1 ? <TicketForm event={event} levels={levels} /> : <RegisterButton event={event} />,
      }
    case 'nothing':
      return afterwards(event, now)[may.why]
  }
}

const Where = ({ event }: { event: Event }) =>
  event.venue === undefined ? (
    <>Online, {formatRecording(event)}</>
  ) : (
    <>
      {event.venue.name}
      {event.venue.address && <span class="block text-muted">{event.venue.address}</span>}
    </>
  )

/** What the reader pays: less than the list price by a sale or a membership, with the reason. */
const priceOf = ({ event, quote }: EventView): { price: string; was?: string; priceNote?: string } => {
  const [applied] = quote?.applied ?? []
  if (quote && applied && quote.totalCents < quote.listCents) {
    return { price: formatPrice(quote.totalCents), was: formatCents(quote.listCents), priceNote: applied.title }
  }
  const note = event.includedInMembership && event.tickets.some((ticket: Ticket) => ticket.priceCents > 0)
  return { price: formatTicketPrice(event.tickets), priceNote: note ? 'included for all-access members' : undefined }
}

/** The card beside an event: price, when, where, seats, and the one thing to do. */
export const EventPanel = (props: Props) => {
  const { view, may } = props
  const { event, seats, levels, now } = view
  const { days, time, also } = describeSchedule(event.sessions, now)
  const instants = scheduledSessions(event.sessions).map((session) => sessionTimes(session).startsAt)
  const face =
    may.can === 'see-own' && may.registration.status === 'confirmed'
      ? { state: 'registered' as const }
      : faceOf(event, seats, now)
  const { action, words } = actionOf(props)
  const over = may.can === 'nothing'
  const past = over || may.can === 'see-own' ? undefined : pastSessions(event, now)
  const paid = event.tickets.some((ticket) => ticket.priceCents > 0)
  return (
    <div class="grid gap-4">
      <PriceCard
        {...priceOf(view)}
        state={face.state}
        formatState={'words' in face ? face.words : undefined}
        when={{ days, clock: time, also }}
        reader={instants.length > 0 && !over ? { zone: event.zone, instants } : undefined}
        where={<Where event={event} />}
        seats={
          over || seats === undefined
            ? undefined
            : { words: seats.words, taken: seats.capacity - seats.left, capacity: seats.capacity }
        }
        action={
          <>
            {past && <p class="mb-1 font-medium">{past.message}</p>}
            {words !== undefined && <p class="mb-1">{words}</p>}
            {action}
          </>
        }
        secondary={over ? undefined : <CalendarLinks event={event} now={now} />}
      >
        {may.can === 'register' && (
          <p>
            {paid && 'Have a code? Enter it in the cart. '}
            {formatRefund(event, paid, now)}
          </p>
        )}
        {may.can === 'join-waiting-list' && event.tickets[0] && (
          <form method="post" action="/cart/lines">
            <HiddenFields values={{ sku: `${event.slug}:${event.tickets[0].slug}` }} />
            Did we offer you a spot?{' '}
            <button type="submit" class="text-link cursor-pointer">
              Register with the address we emailed
            </button>
          </form>
        )}
      </PriceCard>
      {(may.can === 'register' || may.can === 'see-own') && <SeveralPeople event={event} levels={levels} />}
    </div>
  )
}
