import {
  type Event,
  kindLabels,
  pastSessions,
  recordingAccessOf,
  salesState,
  salesWindow,
  seenBy,
  sessionsOf,
  skuOf,
} from '@lectern/core/catalog'
import { opensRecordings } from '@lectern/core/materials'
import { mayAskNextRun } from '@lectern/core/registration'
import { nextSession } from '@lectern/core/schedule'
import type { Child } from 'hono/jsx'
import { ButtonLink, type ButtonLook } from '../../components/button.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { Notice } from '../../components/notice.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { signInAddress } from '../../layout/account-menu.tsx'
import { formatMoment, formatRefund, formatSession, whenLine } from '../event-words.ts'
import type { Request } from '../site-page.tsx'
import { CalendarLinks } from './calendar-links.tsx'
import type { SentForm } from './in-place.ts'
import { type EventView, isRunOf } from './load-event.ts'
import { RegisterForm } from './register-form.tsx'
import { mostPeople } from './register-words.ts'
import type { Registering } from './registering.ts'
import { WaitingForm } from './waiting-form.tsx'

/** What a card is made of. */
export type Props = {
  /** The request, of which only who asks counts. */
  c: { var: Pick<Request['var'], 'actor'> }
  view: EventView
  may: Registering
  /** Whether the cart holds more than this, so that the second step is the checkout. */
  checkoutNext: boolean
  /** The form as it was sent and refused. */
  sent?: SentForm | undefined
}

/** What can be done, as the card's one action; a word above it, and the small print below. */
type Deed = { words?: Child; action?: Child; fine?: Child }

const link = (href: string, words: string, look?: ButtonLook): Child => (
  <ButtonLink look={look} size={look === 'primary' ? 'large' : 'medium'} block href={href}>
    {words}
  </ButtonLink>
)

const formatOpens = (event: Event, now: string): string => {
  const { from } = salesWindow(event)
  return from === undefined
    ? 'Registration isn’t open yet.'
    : `Registration opens ${formatMoment(from, event.zone, now)}.`
}

/** Another run that one can go to instead, or hear about once there is one. */
const NextRun = ({ view: { event, related, now } }: Pick<Props, 'view'>) => {
  const next = related.find((other) => isRunOf(event, other) && salesState(other, now) !== 'closed')
  if (next) {
    return (
      <p>
        Next run: <TextLink href={`/events/${next.slug}`}>{whenLine(next, now)}</TextLink>
      </p>
    )
  }
  return mayAskNextRun(event, now) ? (
    <p>
      <TextLink href={`/events/${event.slug}/next-run`}>Tell me about the next run</TextLink>
    </p>
  ) : null
}

/** What is left to do where nobody can register any more. */
const afterwards = (event: Event, now: string): Record<Extract<Registering, { can: 'nothing' }>['why'], Deed> => {
  const isPublic = recordingAccessOf(event) === 'public'
  return {
    cancelled: {
      action: link('/events', 'See all events'),
      words: event.cancelReason ?? 'Canceled. Everyone who paid gets a full refund.',
    },
    ended: opensRecordings(event, now)
      ? {
          action: link(
            `/events/${event.slug}/recording`,
            isPublic ? 'Watch the recording' : 'Get the recording',
            'primary',
          ),
          words: isPublic
            ? 'This event has ended. Anyone can watch the recording.'
            : 'This event has ended. Register to watch the recording.',
        }
      : {
          action: link(`/events?kind=${event.kind}`, `See all ${kindLabels[event.kind].many.toLowerCase()}`),
          words:
            event.recording === 'always'
              ? 'This event has ended. The recording is for people who registered.'
              : 'This event has ended, and it wasn’t recorded.',
        },
    closed: { action: link(`/events?kind=${event.kind}`, 'See other dates'), words: 'Registration is closed.' },
    draft: { words: 'This is a draft. Only organizers can see it.' },
  }
}

/** Someone registered brings others: each is named in the checkout. */
export const Colleagues = ({ view: { event, levels } }: Pick<Props, 'view'>) => {
  const [ticket, ...more] = event.tickets
  const most = mostPeople(event, levels)
  if (!ticket || more.length > 0 || most < 1 || event.access === 'members') return null
  return (
    <details class="text-sm">
      <summary class="text-muted">
        Coming with your team? <span class="text-link">Register several people at once</span>
      </summary>
      <form class="mt-4 grid gap-4 text-base" method="post" action="/cart/lines">
        <HiddenFields values={{ sku: skuOf(event.slug, ticket), next: 'checkout' }} />
        <TextInput name="quantity" label="Number of people" type="number" value={1} min={1} max={most} step={1} />
        <SubmitButton look="plain">Continue to checkout</SubmitButton>
      </form>
    </details>
  )
}

const registered = ({ view }: Props): Deed => {
  const { now, registration } = view
  const event = registration ? seenBy(view.event, registration) : view.event
  const next = nextSession(sessionsOf(event), now)
  return {
    words: (
      <p class="nums">
        {next ? `Next session: ${formatSession(next, now)}.` : 'All sessions are over.'} We emailed you a calendar
        invite.
      </p>
    ),
    action: (
      <>
        {link(
          `/events/${event.slug}/class`,
          event.kind === 'class' ? 'Go to class page' : 'Go to event page',
          'primary',
        )}
        <CalendarLinks event={event} now={now} flow own />
      </>
    ),
    fine: (
      <p>
        <TextLink href="/account">Transfer or cancel</TextLink>
      </p>
    ),
  }
}

const register = (props: Props, { sku, words }: { sku?: string; words?: string } = {}): Deed => {
  const { c, view, checkoutNext, sent } = props
  const { event, now } = view
  if (event.tickets.length === 0) return {}
  const person = c.var.actor.kind === 'person' ? c.var.actor : undefined
  const past = pastSessions(event, now)
  const paid = event.tickets.some((ticket) => ticket.priceCents > 0)
  return {
    words: past && (
      <Notice>
        <p>{past.message}</p>
      </Notice>
    ),
    action: <RegisterForm {...{ view, person, checkoutNext, sku, words }} sent={sent} />,
    fine: (
      <>
        <p>{formatRefund(event, paid, now)}</p>
        {past && <NextRun view={view} />}
      </>
    ),
  }
}

const waitlist = ({ c, view, view: { event, levels }, sent }: Props): Deed => ({
  action: (
    <WaitingForm
      event={event}
      levels={levels}
      actor={c.var.actor.kind === 'person' ? c.var.actor : undefined}
      typed={sent && { sku: sent.sku, ...sent.typed.buyer }}
    />
  ),
  fine: (
    <>
      <NextRun view={view} />
      {event.tickets[0] && (
        <form method="post" action="/cart/lines">
          <HiddenFields values={{ sku: skuOf(event.slug, event.tickets[0]), next: 'checkout' }} />
          Did we offer you a spot?{' '}
          <button type="submit" class="text-link cursor-pointer">
            Register with the address we emailed
          </button>
        </form>
      )}
    </>
  ),
})

/** What a member's event says to others. */
const forMembers = ({ c, view: { event } }: Props): Deed => ({
  words: `This ${event.kind} is for members.`,
  action: link('/membership', 'How to become a member', 'primary'),
  fine: c.var.actor.kind !== 'person' && (
    <p>
      Already a member? <TextLink href={signInAddress(`/events/${event.slug}`)}>Sign in to register</TextLink>
    </p>
  ),
})

/** What its reader can do about an event now. */
export const deedOf = (props: Props): Deed => {
  const { view, may, sent } = props
  const { event, now } = view
  switch (may.can) {
    case 'see-own':
      return may.registration.status === 'held'
        ? {
            action: link(`/orders/${may.registration.orderId}`, 'Finish payment', 'primary'),
            words: 'We’re holding your seat while you pay.',
          }
        : registered(props)
    case 'take-offer': {
      const until = may.place.offeredUntil && formatMoment(may.place.offeredUntil, event.zone, now)
      const own = register(props, { sku: may.place.sku, words: 'Take the spot' })
      return { ...own, words: until && `We’re holding a spot for you until ${until}.` }
    }
    case 'see-place':
      return { words: 'You’re on the waitlist. We’ll email you when a spot opens.' }
    case 'join-waiting-list':
      return waitlist(props)
    case 'join-membership':
      return forMembers(props)
    case 'wait-for-sales':
      return { words: formatOpens(event, now) }
    case 'register':
      // Of several tickets the others can still be had; of one, its waitlist is all there is.
      return sent?.refusal?.code === 'registration.sold-out' && event.tickets.length === 1
        ? waitlist(props)
        : register(props)
    case 'nothing': {
      const deed = afterwards(event, now)[may.why]
      return may.why === 'draft' ? deed : { ...deed, fine: <NextRun view={view} /> }
    }
  }
}
