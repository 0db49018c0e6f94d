import type { Child, PropsWithChildren } from 'hono/jsx'
import { ReaderTime, type ReaderTimes } from './local-time.tsx'
import { Money } from './money.tsx'
import { type State, StateBadge } from './state-badge.tsx'

export type PriceCardProps = PropsWithChildren<{
  /** Names the card for a screen reader, where a page has several. */
  label?: string
  price: string
  was?: string
  priceNote?: string
  state?: State
  formatState?: string
  /** "Tuesdays, Apr 23 – May 21" above "9:00 AM Pacific (noon Eastern)". */
  when: { days: string; clock: string; also?: string }
  reader?: ReaderTimes
  where?: Child
  /** words: "7 of 20 left". Without a capacity nothing is counted. */
  seats?: { words: string; taken: number; capacity: number }
  /** The one primary action: a <ButtonLink>, or a form. */
  action?: Child
  secondary?: Child
}>

/** What a decision needs, beside the event: price, when, where, seats, the action; children are the small notes. */
export const PriceCard = (props: PriceCardProps) => (
  <section class="hairline grid gap-4 rounded-box bg-base-200 p-6" aria-label={props.label ?? 'Price and registration'}>
    {props.state && <StateBadge state={props.state}>{props.formatState}</StateBadge>}
    <p class="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
      <Money amount={props.price} was={props.was} size="large" />
      {props.priceNote !== undefined && <span class="text-sm text-muted">{props.priceNote}</span>}
    </p>
    <dl class="nums grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2 text-[0.95rem]">
      <div class="contents">
        <dt class="text-muted">When</dt>
        <dd>
          {props.when.days}
          <br />
          <span class="font-medium">{props.when.clock}</span>
          {props.when.also !== undefined && <span class="text-muted"> ({props.when.also})</span>}
        </dd>
      </div>
      {props.reader && (
        <div class="contents" data-reader-row hidden>
          <dt class="text-muted">Your time</dt>
          <dd>
            <ReaderTime {...props.reader} />
          </dd>
        </div>
      )}
      {props.where !== undefined && (
        <div class="contents">
          <dt class="text-muted">Where</dt>
          <dd>{props.where}</dd>
        </div>
      )}
      {props.seats && (
        <div class="contents">
          <dt class="text-muted">Seats</dt>
          <dd>{props.seats.words}</dd>
        </div>
      )}
    </dl>
    {props.seats && (
      <progress
        class="gauge"
        value={props.seats.taken}
        max={props.seats.capacity}
        aria-label={`${props.seats.taken} of ${props.seats.capacity} seats taken`}
      />
    )}
    {(props.action !== undefined || props.secondary !== undefined) && (
      <div class="grid gap-2">
        {props.action}
        {props.secondary}
      </div>
    )}
    {props.children !== undefined && <div class="grid gap-2 text-sm text-muted">{props.children}</div>}
  </section>
)
