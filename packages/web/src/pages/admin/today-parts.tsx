import { type Event, sessionsOf } from '@lectern/core/catalog'
import { formatCents, type Instant } from '@lectern/core/platform'
import type { Order } from '@lectern/core/registration'
import { formatTime, formatZone, type Session } from '@lectern/core/schedule'
import { Badge } from '../../components/badge.tsx'
import { ButtonLink } from '../../components/button.tsx'
import { Cover } from '../../components/cover.tsx'
import { Icon } from '../../components/icon.tsx'
import { Way } from '../../components/link.tsx'
import { Panel } from '../../components/panel.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import { formatMoment, organizerZone } from '../../layout/moments.ts'
import { contents, orderStatusLabels } from './orders/list-orders.tsx'

export type Next = { event: Event; session: Session; number: number; startsAt: Instant; endsAt: Instant }

/** The next sessions, each with its roster a press away. */
export const Sessions = ({
  next,
  seats,
  now,
}: {
  next: readonly Next[]
  seats: (event: Event) => string
  now: Instant
}) => (
  <Panel title="Next sessions" actions={<Way href="/admin/events" label="All events" />}>
    <ul class="todo">
      {next.map(({ event, session, number, startsAt }) => (
        <li id={session.id}>
          <Cover of={event} format="square" class="cover-mini" />
          <div class="grow">
            <a class="row-link" href={`/admin/events/${event.slug}`}>
              {event.title}
            </a>
            {(sessionsOf(event, { admin: true }).length > 1 || session.title !== undefined) && (
              <p>
                {sessionsOf(event, { admin: true }).length > 1 &&
                  `Session ${number} of ${sessionsOf(event, { admin: true }).length}`}
                {sessionsOf(event, { admin: true }).length > 1 && session.title !== undefined && ': '}
                {session.title}
              </p>
            )}
            <p class="nums">
              {startsAt <= now ? <StateBadge state="live" /> : formatMoment(startsAt)}
              {session.zone !== organizerZone() &&
                ` (${formatTime(startsAt, session.zone)} ${formatZone(session.zone, startsAt)})`}
              {` · ${seats(event)}`}
            </p>
          </div>
          <ButtonLink size="small" href={`/admin/events/${event.slug}/roster`}>
            Roster
            <span class="sr-only">
              {' '}
              of {event.title}, from session {number}
            </span>
          </ButtonLink>
        </li>
      ))}
    </ul>
  </Panel>
)

export type Task = { what: string; about: string; href: string; act: string; tone: 'c-error' | 'c-warn' | 'c-blue' }

/** What someone must look at, each with the way to settle it. */
export const Attention = ({ tasks }: { tasks: readonly Task[] }) => (
  <Panel title="Needs attention" actions={tasks.length > 0 && <Badge tone="ending">{tasks.length}</Badge>}>
    {tasks.length === 0 ? (
      <p class="muted">Nothing right now.</p>
    ) : (
      <ul class="todo">
        {tasks.map(({ what, about, href, act, tone }) => (
          <li>
            <span class={tone}>
              <Icon name={tone === 'c-error' ? 'error' : tone === 'c-warn' ? 'warning' : 'info'} />
            </span>
            <div class="grow">
              <b class="strong">{what}</b>
              <p>{about}</p>
            </div>
            <ButtonLink size="small" href={href}>
              {act}
            </ButtonLink>
          </li>
        ))}
      </ul>
    )}
  </Panel>
)

export const Latest = ({ orders }: { orders: readonly Order[] }) => (
  <Panel title="Latest orders" actions={<Way href="/admin/orders" label="All orders" />}>
    <ul class="todo">
      {orders.map((order) => (
        <li>
          <div class="grow">
            <a class="row-link" href={`/admin/orders/${order.id}`}>
              {order.buyer.name}
            </a>
            <p>{contents(order)}</p>
          </div>
          <div class="end">
            <b class="nums strong">{formatCents(order.totalCents)}</b>
            <p>{orderStatusLabels[order.status]}</p>
          </div>
        </li>
      ))}
    </ul>
  </Panel>
)
