import type { OpenTitle } from '@lectern/core/materials'
import type { LiveMembership } from '@lectern/core/membership'
import type { Zone } from '@lectern/core/platform'
import type { Order, OrderStatus } from '@lectern/core/registration'
import { formatZonedDate } from '@lectern/core/schedule'
import { buttonClass } from '../../components/button.tsx'
import { Cover } from '../../components/cover.tsx'
import { Fold } from '../../components/fold.tsx'
import { Panel } from '../../components/panel.tsx'
import { type SideLink, SideList } from '../../components/side-list.tsx'
import { type State, StateBadge } from '../../components/state-badge.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { formatPrice } from '../event-words.ts'

const list = new Intl.ListFormat('en-US', { type: 'conjunction' })

/** The first of what they may download, with what each can be read or heard as: "EPUB and PDF". */
export const Downloads = ({ titles, more }: { titles: readonly OpenTitle[]; more: boolean }) =>
  titles.length === 0 ? null : (
    <section>
      <div class="section-head">
        <h2>Your downloads</h2>
        <a class="quiet-link" href="/account/titles">
          {more ? 'All your downloads' : 'See the files'}
        </a>
      </div>
      <ul class="free-strip">
        {titles.map(({ product, formats }) => (
          <li class="free-item">
            <Cover of={product} format="book" class="cover-spine" />
            <div class="min-w-0">
              <h3>
                <a href="/account/titles">{product.title}</a>
              </h3>
              <p class="small muted">{list.format(formats.map(({ name }) => name))}</p>
            </div>
          </li>
        ))}
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
    <Fold title="Orders and receipts" note={`the last ${orders.length}`} icon="list" id="orders">
      <ul class="lines">
        {orders.map((order) => (
          <li>
            <p class="grow">
              <TextLink href={`/orders/${order.id}`}>{order.lines.map((line) => line.title).join(', ')}</TextLink>
              <span class="nums block">{formatZonedDate(order.placedAt, zone)}</span>
            </p>
            <span class="nums flex items-center gap-4">
              {formatPrice(order.totalCents)}
              <StateBadge state={orderStates[order.status]} />
            </span>
          </li>
        ))}
      </ul>
    </Fold>
  )

export const Memberships = ({ memberships, zone }: { memberships: readonly LiveMembership[]; zone: Zone }) => (
  <section class="panel">
    <h2>Membership</h2>
    {memberships.length === 0 && <p class="small muted">You’re not a member.</p>}
    {memberships.map(({ title, until }) => (
      <>
        <p class="flex flex-wrap items-center gap-2">
          <b class="strong">{title}</b> <span class="badge badge-good">Active</span>
        </p>
        <p class="small muted">{until ? `Until ${formatZonedDate(until, zone)}` : 'No end date'}</p>
      </>
    ))}
    <a
      class={`${buttonClass({ size: 'small', block: true })} mt-4`}
      href={memberships.length === 0 ? '/membership' : '/account/membership'}
    >
      {memberships.length === 0 ? 'See what members get' : 'Manage membership'}
    </a>
  </section>
)

const shortcuts: readonly SideLink[] = [
  { icon: 'calendar', label: 'Subscribe to my calendar', href: '#calendar' },
  { icon: 'list', label: 'Orders and receipts', href: '#orders' },
  { icon: 'download', label: 'Your downloads', href: '/account/titles' },
  { icon: 'mail', label: 'Email preferences', href: '/account/mail' },
  { icon: 'person', label: 'Name and sign-out', href: '#profile' },
  { icon: 'key', label: 'Passkeys', href: '/account/passkeys' },
  { icon: 'code', label: 'API keys', href: '/account/keys' },
  { icon: 'info', label: 'Your data', href: '/account/data' },
]

/** @param orders  whether there are any to lead to */
export const Shortcuts = ({ orders }: { orders: boolean }) => (
  <section>
    <h2>Shortcuts</h2>
    <SideList links={orders ? shortcuts : shortcuts.filter(({ href }) => href !== '#orders')} />
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

/** Their name, unless it's asked for above, and the ways out. */
export const Self = ({ asked, open, ...named }: Named & { asked: boolean; open: boolean }) => (
  <Fold title="Name and sign-out" note={asked ? undefined : named.name} icon="person" id="profile" open={open}>
    {!asked && <NameForm {...named} button="Save name" />}
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
  </Fold>
)
