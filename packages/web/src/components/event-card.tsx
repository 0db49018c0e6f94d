import type { Hue } from '@lectern/core/covers'
import type { Child, PropsWithChildren } from 'hono/jsx'
import { Badge } from './badge.tsx'
import { Money } from './money.tsx'
import { type State, StateBadge } from './state-badge.tsx'

export type EventCardProps = {
  href: string
  /** "Five-week class", and the code that people quote: "5W22". */
  kind: string
  code?: string
  title: string
  /** Its picture, and the hue that it brings. */
  cover?: Child
  hue?: Hue
  /** The day it starts, set large at the side: { month: 'Apr', day: '23', weekday: 'Tue' }. */
  date: { month: string; day: string; weekday: string; instant?: string }
  /** The whole rhythm in words: "Tuesdays, Apr 23 – May 21, 9:00 AM Pacific (noon Eastern)". */
  when: string
  where?: string
  price?: string
  was?: string
  priceNote?: string
  /** "7 of 20 left". */
  seats?: string
  state?: State
  formatState?: string
  instructor?: { name: string }
  headingLevel?: 2 | 3
}

/** A list of events between hairlines; `two` columns for compact rows. */
export const EventList = ({ children, label, two = false }: PropsWithChildren<{ label?: string; two?: boolean }>) => (
  <ul class={two ? 'rows rows-two' : 'dates'} aria-label={label}>
    {children}
  </ul>
)

const hueClass = (hue: Hue | undefined) => (hue === undefined ? '' : ` hue-${hue}`)

const Words = ({ card, more }: { card: EventCardProps; more?: Child }) => {
  const Heading = card.headingLevel === 2 ? 'h2' : 'h3'
  return (
    <div class="row-words">
      <p class="kind">{[card.kind, card.code].filter(Boolean).join(' · ')}</p>
      <Heading class="row-title">
        <a href={card.href}>{card.title}</a>
      </Heading>
      <p class="row-meta">
        <span class="when">{card.when}</span>
        {card.instructor && <span>{card.instructor.name}</span>}
        {card.where !== undefined && <span>{card.where}</span>}
      </p>
      {more}
    </div>
  )
}

const End = ({ card }: { card: EventCardProps }) => (
  <>
    {card.price !== undefined && <Money amount={card.price} was={card.was} size="card" />}
    {card.state && <StateBadge state={card.state}>{card.formatState}</StateBadge>}
    {card.seats !== undefined && <Badge tone="ending">{card.seats}</Badge>}
    {card.priceNote !== undefined && <span>{card.priceNote}</span>}
  </>
)

/** An event in a list by date, an <li>: the day at the left, its picture, what it is, and price and state at the right. */
export const EventCard = (card: EventCardProps) => (
  <li class={`dated${hueClass(card.hue)}`}>
    <time class="stamp" datetime={card.date.instant}>
      <span>{card.date.month}</span>
      <b>{card.date.day}</b>
      <span>{card.date.weekday}</span>
    </time>
    {card.cover ?? <span />}
    <Words card={card} />
    <div class="dated-end">
      <End card={card} />
    </div>
  </li>
)

/** An event in a compact list, an <li>: its picture and three lines. */
export const EventRow = (card: EventCardProps) => (
  <li class={`row${hueClass(card.hue)}`}>
    {card.cover}
    <Words
      card={card}
      more={
        <p class="row-meta">
          <End card={card} />
        </p>
      }
    />
  </li>
)
