import { coverOf, type Event, type Instructor, sessionsOf, shownTickets, skuOf } from '@lectern/core/catalog'
import { cover, coverAddress } from '@lectern/core/covers'
import type { Actor } from '@lectern/core/identity'
import type { Instant } from '@lectern/core/platform'
import { quote } from '@lectern/core/pricing'
import type { Levels } from '@lectern/core/registration'
import { raw } from 'hono/html'
import { Cover } from '../../../components/cover.tsx'
import { Icon } from '../../../components/icon.tsx'
import { Panel } from '../../../components/panel.tsx'
import { giveErrors, noErrors } from '../../../forms/errors.ts'
import { giveTyped, typedAt } from '../../../forms/typed.ts'
import type { EventView } from '../../event/load-event.ts'
import { RegisterCard } from '../../event/register-card.tsx'
import { registering } from '../../event/registering.ts'
import { hueOf } from '../../event-row.tsx'
import { kicker, seatsOf, whenLine } from '../../event-words.ts'
import { scheduleNotes } from './event-words.ts'

export type Live = { event: Event; saved?: Event | undefined; levels: Levels; instructors: readonly Instructor[] }

const visitor: Actor = { kind: 'visitor' }
const member: Actor = {
  ...{ kind: 'person', id: 'preview', name: 'A member', email: 'member@example.com', admin: false, via: 'session' },
}

/** What a member pays for each ticket that costs something, by the quote that buyers get. */
const memberQuotes = (event: Event, now: Instant): EventView['quotes'] =>
  new Map(
    event.tickets
      .filter(({ priceCents }) => priceCents > 0)
      .map((ticket) => {
        const sku = skuOf(event.slug, ticket)
        const line = {
          ...{ sku, quantity: 1, unitCents: ticket.priceCents, title: event.title, kind: event.kind },
          ...{ offering: event.slug, tags: event.tags, authors: [] },
          includedFor: event.includedInMembership ? ('all-access' as const) : ('nobody' as const),
        }
        const buyer = { known: true, memberships: [{ plan: 'all-access', allAccess: true }], uses: {}, invitedTo: [] }
        return [sku, quote({ lines: [line], codes: [], promotions: [], usesTaken: {}, buyer, now })]
      }),
  )

const reaching =
  / (?:id|for|name|method|action|formaction|form|list|href|autofocus|popovertarget|aria-(?:describedby|labelledby|controls))(?:="[^"]*"|(?=[ >]))/g

/** A picture of a page's part: its forms can't be sent, its links lead nowhere, and no id is there twice. */
const still = (html: string): string =>
  html
    .replaceAll(/<script[^>]*><\/script>/g, '')
    .replaceAll(/<(\/?)form\b/g, '<$1div')
    .replaceAll(/<[a-z][^>]*>/g, (tag) => tag.replaceAll(reaching, ''))

/**
 * The event's own card as a visitor or a member would see it once it's published, drawn before the page around it: what's
 * wrong with the editor's form, and what's typed there, is none of the card's.
 */
export const drawCards = ({ event, levels, instructors }: Live, now: Instant): { visitor: string; member: string } => {
  giveErrors(noErrors)
  giveTyped(undefined)
  const shown: Event = { ...event, status: event.status === 'draft' ? 'published' : event.status }
  const tickets = { ...shown, tickets: shownTickets(shown) }
  const view: EventView = {
    event: tickets,
    instructors: instructors.filter(({ slug }) => event.instructors.includes(slug)),
    levels,
    seats: seatsOf(tickets, levels),
    quotes: new Map(),
    registration: undefined,
    places: [],
    related: [],
    now,
  }
  const card = (actor: Actor, quotes: EventView['quotes']) => {
    const seen = { ...view, quotes }
    const may = registering(seen, actor.kind === 'person')
    return still(String(<RegisterCard c={{ var: { actor } }} view={seen} may={may} checkoutNext={false} />))
  }
  return { visitor: card(visitor, new Map()), member: card(member, memberQuotes(tickets, now)) }
}

/** The cover as it would be: the one there is, or drawn here while it isn't saved. */
const LiveCover = ({ event, saved }: Live) =>
  saved && coverAddress(coverOf(saved), 'card') === coverAddress(coverOf(event), 'card') ? (
    <Cover of={event} format="card" first />
  ) : (
    <div class="cover cover-drawn">{raw(cover(coverOf(event), 'card'))}</div>
  )

const views = [
  { value: 'visitor', label: 'Visitor' },
  { value: 'member', label: 'Member' },
]

/** Whose card is shown. Styles decide; nothing of it is saved. */
const Viewer = () => (
  <fieldset>
    <legend class="sr-only">Show the preview for</legend>
    <div class="pills">
      {views.map(({ value, label }) => (
        <label class="chip" for={`as-${value}`}>
          <input
            class={`as-${value}`}
            type="radio"
            id={`as-${value}`}
            name="as"
            value={value}
            checked={(typedAt('as') || 'visitor') === value}
          />
          {label}
        </label>
      ))}
    </div>
  </fieldset>
)

type Check = { fine: boolean; words: string }

/** What a published event should have, and what to take care of in its schedule. */
const checksOf = (event: Event, now: Instant): Check[] => [
  { fine: event.summary !== '', words: event.summary === '' ? 'No summary for lists and emails' : 'Summary' },
  {
    fine: event.instructors.length > 0,
    words: event.instructors.length > 0 ? 'Instructor' : 'No instructor',
  },
  {
    fine: sessionsOf(event, { admin: true }).length > 0,
    words: sessionsOf(event, { admin: true }).length > 0 ? `Dates: ${whenLine(event, now)}` : 'No dates yet',
  },
  event.venue !== undefined || event.joinUrl !== undefined
    ? { fine: true, words: event.venue ? `At ${event.venue.name}` : 'Where to join' }
    : { fine: false, words: 'No venue, and no link to join' },
  ...scheduleNotes(event, now).map((words) => ({ fine: false, words })),
]

const Sign = ({ fine }: Pick<Check, 'fine'>) => (
  <span class={fine ? 'c-good' : 'c-warn'}>
    <Icon name={fine ? 'check' : 'warning'} label={fine ? 'Done' : 'Check this'} />
  </span>
)

type Props = { live?: Live | undefined; cards?: ReturnType<typeof drawCards> | undefined; now: Instant }

/** What people will see of the event, beside the fields that make it. */
export const LivePreview = ({ live, cards, now }: Props) => (
  <aside class="live" id="live" aria-label="Preview">
    <div class="panel-head">
      <h2>Preview</h2>
      <Viewer />
    </div>
    <div class="live-part" data-part="card">
      {live && cards ? (
        <div class={`hue-${hueOf(live.event)}`}>
          <div class="ticket-cover">
            <LiveCover {...live} />
          </div>
          <div class="live-words">
            <p class="kind">{kicker(live.event)}</p>
            <h3>{live.event.title}</h3>
            <p class="small muted">{whenLine(live.event, now)}</p>
          </div>
          <div class="live-card for-visitor" inert>
            {raw(cards.visitor)}
          </div>
          <div class="live-card for-member" inert>
            {raw(cards.member)}
          </div>
        </div>
      ) : (
        <Panel>
          <p class="muted">The card appears here once the event has a title, dates, and a ticket.</p>
        </Panel>
      )}
    </div>
    <div data-part="checks">
      {live && (
        <Panel title="Before you save">
          <ul class="todo">
            {checksOf(live.event, now).map(({ fine, words }) => (
              <li>
                <Sign fine={fine} />
                <span class="grow">{words}</span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </div>
  </aside>
)
