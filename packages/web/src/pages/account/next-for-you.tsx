import type { Instant } from '@lectern/core/platform'
import { sessionTimes } from '@lectern/core/schedule'
import { ButtonLink } from '../../components/button.tsx'
import { Clock } from '../../components/clock.tsx'
import { Cover } from '../../components/cover.tsx'
import { Icon } from '../../components/icon.tsx'
import { ReaderTime } from '../../components/local-time.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { formatPage, sessionTitle } from '../class/class-words.ts'
import { hueOf } from '../event-row.tsx'
import { formatSession, kicker, plural } from '../event-words.ts'
import type { Mine } from './load-mine.ts'

/** The one thing to do about the next session: join it, pay for it, or look at its page. */
const Deed = ({ mine: { event, registration, canJoin, entitled }, live }: { mine: Mine; live: boolean }) => {
  const page = `/events/${event.slug}`
  if (registration.status === 'held') {
    return (
      <ButtonLink look="primary" size="large" href={`/orders/${registration.orderId}`}>
        Finish payment
      </ButtonLink>
    )
  }
  if (canJoin) {
    return (
      <ButtonLink look="primary" size="large" href={`${page}/join`}>
        <Icon name="video" />
        {live ? 'Join now' : 'Join session'}
      </ButtonLink>
    )
  }
  return (
    <ButtonLink size="large" href={entitled ? `${page}/class` : page}>
      {entitled ? formatPage(event) : 'See the event'}
    </ButtonLink>
  )
}

const Fine = ({ mine: { event, entitled, canJoin }, handouts }: { mine: Mine; handouts: number }) => {
  if (!entitled) return null
  const page = `/events/${event.slug}/class`
  return (
    <p class="fine">
      {event.joinUrl !== undefined && (canJoin ? 'The room is open. ' : 'The room opens 30 minutes early. ')}
      {(canJoin || handouts > 0) && (
        <>
          <TextLink href={page}>{handouts > 0 ? plural(handouts, 'handout') : formatPage(event)}</TextLink>.{' '}
        </>
      )}
      {event.recording === 'always' && 'Can’t make it? You’ll get the recording.'}
    </p>
  )
}

type Props = {
  mine: Mine
  /** How many handouts of the session are there. */
  handouts?: number
  now: Instant
}

/** The session a person goes to next. It's what the account page is about. */
export const NextForYou = ({ mine, handouts = 0, now }: Props) => {
  const { event, registration, next } = mine
  if (next === undefined) return null
  const { startsAt } = sessionTimes(next)
  const live = now >= startsAt
  return (
    <section class={`next hue-${hueOf(event)}`} aria-label="Your next session">
      <Cover of={event} format="card" first />
      <div class="next-words">
        <p class="kind">
          {live ? 'Going on now' : 'Your next session'} · {next.title === undefined ? kicker(event) : event.title}
        </p>
        <h2>{next.title === undefined ? event.title : sessionTitle(event, next)}</h2>
        <p class="nums muted">
          {formatSession(next, now)}
          <ReaderTime zone={next.zone} instants={[startsAt]} before=" · " />
        </p>
        <div class="starts">
          <Deed mine={mine} live={live} />
          {registration.status === 'held' ? <StateBadge state="held" /> : <Clock until={startsAt} now={now} />}
        </div>
        <Fine mine={mine} handouts={handouts} />
      </div>
    </section>
  )
}
