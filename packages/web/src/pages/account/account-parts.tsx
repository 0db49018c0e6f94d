import type { Event } from '@lectern/core/catalog'
import type { LiveMembership } from '@lectern/core/membership'
import type { Instant, Zone } from '@lectern/core/platform'
import { isOffered, type Order, type OrderStatus, type Waiting } from '@lectern/core/registration'
import { formatZonedDate } from '@lectern/core/schedule'
import { ButtonLink, buttonClass } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { Panel } from '../../components/panel.tsx'
import { type State, StateBadge } from '../../components/state-badge.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { formatPage } from '../class/class-words.ts'
import { formatMoment, formatPrice, formatSession, kicker, whenLine } from '../event-words.ts'
import type { Registrations as Loaded, Mine } from './load-mine.ts'

export const Head = ({ title }: { title: string }) => <h2 class="mb-4 text-2xl font-semibold">{title}</h2>
const list = 'border-t border-base-300'
const row = 'flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-b border-base-300 py-4'

const MineRow = ({ mine, now }: { mine: Mine; now: Instant }) => {
  const { event, registration, next, canJoin, entitled } = mine
  return (
    <li class={row}>
      <div class="min-w-0 flex-1 basis-72">
        <p class="text-sm font-medium text-secondary">{kicker(event)}</p>
        <h3 class="text-lg leading-snug font-semibold">
          <a class="break-words hover:underline" href={`/events/${event.slug}`}>
            {event.title}
          </a>
        </h3>
        <p class="nums text-muted">{next ? `Next: ${formatSession(next, now)}` : whenLine(event, now)}</p>
        {registration.boughtBy && <p class="text-sm text-muted">Registered by {registration.boughtBy}</p>}
        {next && registration.accessEndedAt && (
          <p class="text-sm">
            Your membership ended. To get back in, <TextLink href="/membership">renew the membership</TextLink>.
          </p>
        )}
      </div>
      <div class="flex flex-wrap items-center gap-3">
        {event.status === 'cancelled' ? (
          <StateBadge state="cancelled" />
        ) : (
          registration.status === 'held' && <StateBadge state="held" />
        )}
        {canJoin && (
          <ButtonLink size="small" look="primary" href={`/events/${event.slug}/join`}>
            Join
          </ButtonLink>
        )}
        <ButtonLink size="small" look="ghost" href={`/registrations/${event.slug}`}>
          Change or cancel
          <span class="sr-only">: {event.title}</span>
        </ButtonLink>
        {entitled && (
          <ButtonLink size="small" href={`/events/${event.slug}/class`}>
            {formatPage(event)}
            <span class="sr-only"> of {event.title}</span>
          </ButtonLink>
        )}
        {next && !registration.accessEndedAt && (
          <ButtonLink size="small" look="ghost" href={`/api/events/${event.slug}/calendar.ics`} download>
            Calendar
          </ButtonLink>
        )}
      </div>
    </li>
  )
}

export const Registrations = ({ mine, now }: { mine: Loaded; now: Instant }) => (
  <>
    <section>
      <Head title="Coming up" />
      {mine.upcoming.length === 0 ? (
        <EmptyState
          title="No upcoming events"
          action={
            <ButtonLink look="primary" href="/events">
              See all events
            </ButtonLink>
          }
        >
          Events you register for appear here. You can join 30 minutes before each session.
        </EmptyState>
      ) : (
        <ul class={list}>
          {mine.upcoming.map((one) => (
            <MineRow mine={one} now={now} />
          ))}
        </ul>
      )}
    </section>
    {mine.past.length > 0 && (
      <section>
        <Head title="Past" />
        <ul class={list}>
          {mine.past.map((one) => (
            <MineRow mine={one} now={now} />
          ))}
        </ul>
      </section>
    )}
  </>
)

type PlacesProps = { places: readonly Waiting[]; events: ReadonlyMap<string, Event>; now: Instant }

export const Places = ({ places, events, now }: PlacesProps) =>
  places.length === 0 ? null : (
    <section>
      <Head title="Waitlist" />
      <ul class={list}>
        {places.map((place) => {
          const event = events.get(place.event)
          const offered = isOffered(place, now)
          return (
            <li class={row}>
              <div class="min-w-0">
                <h3 class="text-lg font-semibold">
                  <a class="hover:underline" href={`/events/${place.event}`}>
                    {event?.title ?? place.event}
                  </a>
                </h3>
                {offered && place.offeredUntil && event && (
                  <p class="text-ending">Held for you until {formatMoment(place.offeredUntil, event.zone, now)}</p>
                )}
              </div>
              <div class="flex items-center gap-3">
                <StateBadge state={offered ? 'offered' : 'waiting'} />
                {offered && (
                  <form method="post" action="/cart/lines">
                    <HiddenFields values={{ sku: place.sku }} />
                    <SubmitButton size="small">Take the spot</SubmitButton>
                  </form>
                )}
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )

const orderStates: Record<OrderStatus, State> = {
  'awaiting-payment': 'awaiting-payment',
  confirmed: 'confirmed',
  expired: 'expired',
  cancelled: 'cancelled',
  refunded: 'refunded',
}

export const Orders = ({ orders, zone }: { orders: readonly Order[]; zone: Zone }) =>
  orders.length === 0 ? null : (
    <section>
      <Head title="Orders" />
      <ul class={list}>
        {orders.map((order) => (
          <li class={row}>
            <p class="min-w-0 flex-1 basis-72">
              <TextLink href={`/orders/${order.id}`}>{order.lines.map((line) => line.title).join(', ')}</TextLink>
              <span class="nums block text-sm text-muted">{formatZonedDate(order.placedAt, zone)}</span>
            </p>
            <p class="nums flex items-center gap-4">
              {formatPrice(order.totalCents)}
              <StateBadge state={orderStates[order.status]} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  )

export const Memberships = ({ memberships, zone }: { memberships: readonly LiveMembership[]; zone: Zone }) =>
  memberships.length === 0 ? null : (
    <section>
      <Head title="Membership" />
      <ul class="grid gap-1">
        {memberships.map(({ title, until }) => (
          <li>
            {title}
            <span class="text-muted">{until ? `, until ${formatZonedDate(until, zone)}` : ', no end date'}</span>
          </li>
        ))}
      </ul>
    </section>
  )

type Named = { name: string }

const NameForm = ({ name, button }: Named & { button: string }) => (
  <form class="flex max-w-xl flex-wrap items-end gap-3" method="post" action="/account/name">
    <div class="min-w-0 flex-1 basis-64">
      <TextInput name="name" label="Your name" autocomplete="name" value={name} maxlength={120} />
    </div>
    <SubmitButton look="plain">{button}</SubmitButton>
  </form>
)

/** Asks someone for their name who hasn't given one: we made this one up, or it came with an order. */
export const AskName = (named: Named) => (
  <Panel title="Is this your name?" id="name">
    <p class="max-w-prose">
      It goes on rosters and certificates. People who register you can’t change it once you save it.
    </p>
    <NameForm {...named} button="Save my name" />
  </Panel>
)

/** Name, keys, and the ways out. The name is above while it is asked for. */
export const Self = ({ asked, ...named }: Named & { asked: boolean }) => (
  <section class="grid gap-6">
    <h2 class="text-2xl font-semibold">Your account</h2>
    {!asked && <NameForm {...named} button="Save name" />}
    <p>
      <TextLink href="/account/keys">API keys for your programs</TextLink>
    </p>
    <p>
      <TextLink href="/account/passkeys">Passkeys: sign in without a code</TextLink>
    </p>
    <p>
      <TextLink href="/account/data">Download or delete your data</TextLink>
    </p>
    <div class="flex flex-wrap gap-3">
      <form method="post" action="/sign-out">
        <button type="submit" class={buttonClass({})}>
          Sign out
        </button>
      </form>
      <form method="post" action="/sign-out-everywhere">
        <button type="submit" class={buttonClass({ look: 'ghost' })}>
          Sign out everywhere
        </button>
        <p class="mt-1 text-sm text-muted">On all devices. API keys stop working, too.</p>
      </form>
    </div>
  </section>
)
