import { pastSessions, sessionsOf } from '@lectern/core/catalog'
import { opensRecordings } from '@lectern/core/materials'
import { secondsBetween } from '@lectern/core/platform'
import { isWeekly } from '@lectern/core/schedule'
import { Badge } from '../../components/badge.tsx'
import { Icon } from '../../components/icon.tsx'
import { Money } from '../../components/money.tsx'
import { ShareMenu } from '../../components/share-menu.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { signInAddress } from '../../layout/account-menu.tsx'
import { thisSite } from '../../layout/moments.ts'
import { Refusal } from '../checkout/refusal.tsx'
import { faceOf } from '../event-words.ts'
import { CalendarLinks } from './calendar-links.tsx'
import { Colleagues, deedOf, type Props } from './register-deeds.tsx'
import { priceOf } from './register-words.ts'

const minute = 60

/** "23 h 12 min", of what ends within two days. */
const formatRest = (seconds: number): string =>
  `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / minute)} min`

/** What the card says first, beside the price: where the event or the reader stands. */
const Face = ({ view, may }: Pick<Props, 'view' | 'may'>) => {
  const { event, seats, now } = view
  if (may.can === 'take-offer') {
    const rest = may.place.offeredUntil === undefined ? 0 : secondsBetween(now, may.place.offeredUntil)
    return <StateBadge state="offered">{rest > 0 ? `Yours for ${formatRest(rest)}` : undefined}</StateBadge>
  }
  const { state, words } = faceOf(event, seats, now)
  if (state === undefined) return null
  const past = state === 'under-way' ? pastSessions(event, now) : undefined
  const unit = isWeekly(sessionsOf(event)) ? 'week' : 'session'
  return (
    <StateBadge state={state}>{past ? `In progress · ${unit} ${past.over + 1} of ${past.total}` : words}</StateBadge>
  )
}

/** The price for its reader, and why it's less than it was. */
const Price = ({ c, view, may }: Pick<Props, 'c' | 'view' | 'may'>) => {
  const { event, now } = view
  const { price, was, note } = priceOf(view)
  const over = may.can === 'nothing' && may.why !== 'draft'
  const included = price === 'Included' && !over
  return (
    <>
      <div class="ticket-price">
        {over ? (
          opensRecordings(event, now) && <Money amount="Free" size="display" />
        ) : (
          <Money amount={price} was={included ? undefined : was} size="display" />
        )}
        {included ? <Badge tone="good">Member</Badge> : <Face view={view} may={may} />}
      </div>
      {note !== undefined && !over && (
        <p class="text-sm text-muted">
          {included && (
            <>
              <s>{was}</s> for non-members.{' '}
            </>
          )}
          {note}
          {c.var.actor.kind !== 'person' && event.includedInMembership && may.can === 'register' && (
            <>
              . <TextLink href={signInAddress(`/events/${event.slug}`)}>Sign in</TextLink>
            </>
          )}
        </p>
      )}
    </>
  )
}

/** The card of an event: what it costs, what one can do about it now, and the form to do it with. One card for every state. */
export const RegisterCard = (props: Props) => {
  const { c, view, may, sent } = props
  const { event, now } = view
  const isRegistered = may.can === 'see-own' && may.registration.status === 'confirmed'
  const { words, action, fine } = deedOf(props)
  const path = `/events/${event.slug}`
  return (
    <div class="grid gap-4" id="register">
      <section class="ticket ticket-words grid gap-3" aria-label="Price and registration">
        {isRegistered ? (
          <Badge tone="good">
            <Icon name="check" />
            You’re registered
          </Badge>
        ) : (
          <Price c={c} view={view} may={may} />
        )}
        {sent?.refusal && (
          <Refusal problem={sent.refusal} view={sent.cart} typed={sent.typed} actor={c.var.actor} inPlace={path} />
        )}
        {words && <div>{words}</div>}
        {action}
        {fine && <div class="grid gap-2 text-sm text-muted">{fine}</div>}
      </section>
      {event.status !== 'draft' && (
        <div class="ticket-more">
          {may.can !== 'nothing' && !isRegistered && <CalendarLinks event={event} now={now} />}
          {event.access !== 'invited' && <ShareMenu url={`${thisSite().siteUrl}${path}`} title={event.title} />}
        </div>
      )}
      {isRegistered && <Colleagues view={view} />}
    </div>
  )
}
