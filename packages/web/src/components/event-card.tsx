import type { PropsWithChildren } from 'hono/jsx'
import { Avatar } from './avatar.tsx'
import { Money } from './money.tsx'
import { type State, StateBadge } from './state-badge.tsx'

export type EventCardProps = {
  href: string
  /** "Five-week class", and the code that people quote: "5W22". */
  kind: string
  code?: string
  title: string
  summary?: string
  /** The day it starts, set large at the side: { month: 'Apr', day: '23', weekday: 'Tue' }. */
  date: { month: string; day: string; weekday: string; instant?: string }
  /** The whole rhythm in words: "Tuesdays, Apr 23 – May 21, 9:00 AM Pacific (noon Eastern)". */
  when: string
  where?: string
  price?: string
  was?: string
  priceNote?: string
  /** "7 of 20 seats left". */
  seats?: string
  state?: State
  formatState?: string
  instructor?: { name: string }
  headingLevel?: 2 | 3
}

/** The program: one event under the other between hairlines. */
export const EventList = ({ children, label }: PropsWithChildren<{ label?: string }>) => (
  <ul class="border-t border-base-300" aria-label={label}>
    {children}
  </ul>
)

/** One row of the program, an <li>: the day at the left, what it is, and price and state at the right. */
export const EventCard = (props: EventCardProps) => {
  const Heading = props.headingLevel === 3 ? 'h3' : 'h2'
  const { date, instructor } = props
  return (
    <li class="group relative border-b border-base-300 py-6 md:py-7">
      <article class="grid grid-cols-[3.25rem_minmax(0,1fr)] gap-x-5 md:grid-cols-[4.5rem_minmax(0,1fr)_11rem] md:gap-x-8">
        <p class="text-center leading-none">
          <time class="nums block" datetime={date.instant}>
            <span class="block text-sm text-muted">{date.month}</span>
            <span class="mt-1.5 block font-serif text-3xl font-semibold md:text-4xl">{date.day}</span>
            <span class="mt-1.5 block text-sm text-muted">{date.weekday}</span>
          </time>
        </p>
        <div class="min-w-0">
          <p class="text-sm font-medium text-secondary">
            {props.kind}
            {props.code !== undefined && ` · ${props.code}`}
          </p>
          <Heading class="mt-1 text-xl leading-snug font-semibold md:text-[1.375rem]">
            <a
              class="break-words decoration-1 underline-offset-4 group-hover:underline after:absolute after:inset-0"
              href={props.href}
            >
              {props.title}
            </a>
          </Heading>
          <p class="nums mt-1.5">{props.when}</p>
          {props.where !== undefined && <p class="text-muted">{props.where}</p>}
          {props.summary !== undefined && <p class="mt-2 line-clamp-3 max-w-prose text-muted">{props.summary}</p>}
          {instructor && (
            <p class="mt-3 flex items-center gap-2 text-sm">
              <Avatar name={instructor.name} size="small" />
              {instructor.name}
            </p>
          )}
        </div>
        <div class="col-start-2 mt-4 flex flex-wrap items-center gap-x-4 gap-y-2 md:col-start-3 md:mt-0 md:flex-col md:items-end md:text-right">
          {props.price !== undefined && (
            <p class="leading-tight">
              <Money amount={props.price} was={props.was} size="large" />
              {props.priceNote !== undefined && <span class="block text-sm text-muted">{props.priceNote}</span>}
            </p>
          )}
          {props.state && <StateBadge state={props.state}>{props.formatState}</StateBadge>}
          {props.seats !== undefined && <p class="nums text-sm text-muted">{props.seats}</p>}
        </div>
      </article>
    </li>
  )
}
