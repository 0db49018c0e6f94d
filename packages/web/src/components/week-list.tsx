import type { Child } from 'hono/jsx'
import { StateBadge } from './state-badge.tsx'

export type Week = {
  id?: string
  /** The day in its block: { month: 'Apr', day: '23', weekday: 'Tue' }. */
  date: { month: string; day: string; weekday: string }
  instant?: string
  /** "9:00 AM Pacific · 60 minutes". */
  time: Child
  title?: string
  summary?: string
  state?: 'past' | 'live' | 'upcoming' | 'cancelled'
  /** "New time": what changed since people registered. */
  change?: string
  /** Links of the session: join, recording, handouts. */
  actions?: Child
}

/** Sessions in their order, each with its day at the left. */
export const WeekList = ({ weeks }: { weeks: readonly Week[] }) => (
  <ol class="weeks">
    {weeks.map(({ id, date, instant, time, title, summary, state, change, actions }) => (
      <li class={state === 'past' || state === 'cancelled' ? 'week week-over' : 'week'} id={id}>
        <span class="day" aria-hidden="true">
          <span>{date.month}</span>
          <b>{date.day}</b>
        </span>
        <div>
          <p class="week-time nums">
            <time datetime={instant}>
              <span aria-hidden="true">{date.weekday}</span>
              <span class="sr-only">{`${date.weekday}, ${date.month} ${date.day}`}</span> · {time}
            </time>
            {state === 'live' && <StateBadge state="live" />}
            {state === 'cancelled' && <StateBadge state="cancelled" />}
            {change !== undefined && <span class="week-change">{change}</span>}
          </p>
          {title !== undefined && <h3>{title}</h3>}
          {summary !== undefined && <p>{summary}</p>}
          {actions !== undefined && <div class="actions">{actions}</div>}
        </div>
      </li>
    ))}
  </ol>
)
