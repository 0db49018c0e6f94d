import { type Event, seenBy } from '@lectern/core/catalog'
import type { Actor } from '@lectern/core/identity'
import { formatCents, type Problem } from '@lectern/core/platform'
import { invoiceDueAt, isMembership, liveLines, mayCancel, type Order, payableUntil } from '@lectern/core/registration'
import { formatZonedDate } from '@lectern/core/schedule'
import { ButtonLink } from '../../components/button.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { Icon } from '../../components/icon.tsx'
import { Notice } from '../../components/notice.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { Panel } from '../../components/panel.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { flashOf } from '../../layout/admin-page.tsx'
import { Stack, WithAside } from '../../layout/columns.tsx'
import type { Flash } from '../../layout/page.tsx'
import { describePlace, formatMoment, whenLine } from '../event-words.ts'
import { OrganizerMail } from '../membership/contact.tsx'
import { type Request, SitePage } from '../site-page.tsx'
import { AskRefund } from './ask-refund.tsx'
import type { OrderView } from './load-order.ts'
import { calledOf, Moment } from './moment.tsx'
import { NextSteps, Share } from './next-steps.tsx'
import { Costs, Facts, OrderCard, Summary } from './order-costs.tsx'
import { OrderParcel, OrderTitles } from './order-goods.tsx'
import { aboutLive, faceOfOrder, formatCancel, type OrderFace } from './order-words.ts'
import { SeatRow, type TypedSeatChange } from './seat-forms.tsx'

/** What was typed on the page and refused. */
export type OrderTyped = { seat?: TypedSeatChange; refund?: { reason: string; error: string } }

type Props = {
  c: Request
  view: OrderView
  token?: string
  refusal?: Problem
  typed?: OrderTyped
}

const Seats = ({ view, token, typed }: Pick<Props, 'view' | 'token' | 'typed'>) => {
  const { events, registrations, now } = view
  if (events.size === 0) return null
  return (
    <div class="grid gap-6" id="seats">
      {[...events.values()].map((event) => {
        const people = registrations.filter((one) => one.event === event.slug)
        return (
          <Panel>
            <div>
              <h2 class="text-xl font-semibold">
                <a class="break-words hover:underline" href={`/events/${event.slug}`}>
                  {event.title}
                </a>
              </h2>
              <p class="nums mt-1">{whenLine(event, now)}</p>
              <p class="text-muted">{describePlace(event)}</p>
            </div>
            <ul class="grid gap-2" aria-label="Who’s registered">
              {people.map((one) => (
                <SeatRow view={view} token={token} registration={one} typed={typed?.seat} />
              ))}
            </ul>
          </Panel>
        )
      })}
    </div>
  )
}

const Cancel = ({ view, token }: Pick<Props, 'view' | 'token'>) => {
  const { order, events, now } = view
  if (!mayCancel(order, events, now)) return null
  // Titles were delivered when they were paid: cancelling leaves them.
  const part = order.status === 'confirmed' && aboutLive(order).titles
  return (
    <details>
      <summary class="text-link w-fit">{part ? 'Cancel the seats' : 'Cancel this order'}</summary>
      <form class="mt-4 grid gap-4" method="post" action={`/orders/${order.id}/cancel`}>
        <HiddenFields values={{ token }} />
        <p class="max-w-prose">{formatCancel(order, events.values(), now)}</p>
        <div>
          <SubmitButton look="danger" busy="Canceling…">
            {order.paidCents > 0
              ? 'Cancel and get a refund'
              : order.seats.length > 0
                ? part
                  ? 'Cancel the seats'
                  : 'Cancel registration'
                : 'Cancel order'}
          </SubmitButton>
        </div>
      </form>
    </details>
  )
}

/** What cancelling did; nothing where the address only claims that it was done. */
const cancelledFlash = (order: Order): Flash | undefined => {
  const { seats, titles } = aboutLive(order)
  if (order.status === 'awaiting-payment' || (order.status === 'confirmed' && seats)) return undefined
  const stay = order.status === 'confirmed' && titles
  const words = stay
    ? 'Seats canceled. You keep your titles.'
    : order.seats.length > 0
      ? 'Order and seats canceled.'
      : 'Order canceled.'
  return { tone: 'success', words }
}

const seatFlashes = {
  'seat-cancelled': 'Seat canceled. The other seats didn’t change.',
  'seat-changed': 'Saved. We’re emailing the people affected.',
  'refund-asked': 'Request sent. The organizer will answer by email.',
}

/** The events of which a seat of the order is confirmed, with the days of its ticket where all seats have the same. */
const comingOf = ({ events, registrations }: OrderView): Event[] =>
  [...events.values()].flatMap((event) => {
    const own = registrations.filter((one) => one.event === event.slug && one.status === 'confirmed')
    const [sku, ...others] = new Set(own.map((one) => one.sku))
    if (sku === undefined) return []
    return [others.length > 0 ? event : seenBy(event, { sku })]
  })

/** What anyone must know before anything else: a refusal, or that the payment service is silent. */
const Told = ({ refusal, unsure }: { refusal?: Problem | undefined; unsure: boolean }) => (
  <>
    {refusal && (
      <Notice tone="warning" title={refusal.message}>
        Email <OrganizerMail /> and include the order number.
      </Notice>
    )}
    {unsure && (
      <Notice tone="warning" title="Our payment service isn’t responding">
        If you paid, your payment is safe, and this page will update soon.
      </Notice>
    )}
  </>
)

/** Where a membership that was bought is used and managed, for its buyer; someone who isn't signed in is asked to first. */
const Joined = ({ order, actor }: { order: Order; actor: Actor }) => {
  const plan = liveLines(order).find(isMembership)
  if (!plan || (actor.kind === 'person' && actor.id !== order.buyer.personId)) return null
  return (
    <div class="flex flex-wrap gap-3">
      {plan.team === undefined ? (
        <>
          <ButtonLink look="primary" href="/events">
            See what’s on
          </ButtonLink>
          <ButtonLink href="/account/membership">Your membership</ButtonLink>
        </>
      ) : (
        <ButtonLink look="primary" href="/account/team">
          Invite your team
        </ButtonLink>
      )}
    </div>
  )
}

/** A confirmed order: what it means first, then what comes next; what can be done about it below. */
const Confirmed = ({ c, view, token, typed, refusal, face }: Props & { face: OrderFace }) => {
  const coming = comingOf(view)
  return (
    <>
      <Moment view={view} coming={coming} face={face} />
      <div class="keep">
        <Told refusal={refusal} unsure={view.unsure} />
        <Joined order={view.order} actor={c.var.actor} />
        {coming.map((event) => (
          <NextSteps event={event} now={view.now} />
        ))}
        <OrderTitles view={view} token={token} />
        <OrderParcel view={view} />
        <div class="two">
          {coming.map((event) => (
            <Share event={event} />
          ))}
          <OrderCard view={view} token={token} />
        </div>
        <Seats view={view} token={token} typed={typed} />
        <details class="sum">
          <summary>
            What it cost <Icon name="down" look="chev" />
          </summary>
          <div class="sum-in">
            <Costs order={view.order} />
            <Facts view={view} />
          </div>
        </details>
        <Cancel view={view} token={token} />
        <AskRefund view={view} token={token} typed={typed?.refund} />
      </div>
    </>
  )
}

const payAddress = ({ status, checkout, totalCents, payBy }: Order) =>
  status === 'awaiting-payment' && checkout?.state === 'open' && checkout.url !== undefined ? (
    <ButtonLink look="primary" size="large" href={checkout.url}>
      {payBy === 'invoice' ? 'See the invoice' : `Pay ${formatCents(totalCents)} now`}
    </ButtonLink>
  ) : null

/** An order that waits for its payment, or has ended. */
const Unconfirmed = ({ view, token, typed, refusal, face }: Omit<Props, 'c'> & { face: OrderFace }) => {
  const { order } = view
  return (
    <WithAside aside={<Summary view={view} token={token} />}>
      <PageHeading title={face.title} badge={<StateBadge state={face.state} />}>
        <p>{face.words}</p>
      </PageHeading>
      <Stack after gap="large">
        <Told refusal={refusal} unsure={view.unsure} />
        {order.status === 'awaiting-payment' ? (
          payAddress(order)
        ) : (
          <div>
            <ButtonLink look="primary" href={order.seats.length > 0 ? '/events' : '/store'}>
              {order.seats.length > 0 ? 'See all events' : 'Back to the store'}
            </ButtonLink>
          </div>
        )}
        <Seats view={view} token={token} typed={typed} />
        <OrderTitles view={view} token={token} />
        <OrderParcel view={view} />
        <Cancel view={view} token={token} />
        <AskRefund view={view} token={token} typed={typed?.refund} />
      </Stack>
    </WithAside>
  )
}

/** An order: where it stands, who is registered, what it costs, and what can be done about it. */
export const OrderPage = ({ c, ...props }: Props) => {
  const { order, zone, now } = props.view
  const until =
    order.payBy === 'invoice'
      ? formatZonedDate(invoiceDueAt(order), zone)
      : formatMoment(payableUntil(order), zone, now)
  const face = faceOfOrder(order, until, calledOf(props.view))
  const cancelled = c.req.query('done') === 'cancelled'
  const confirmed = order.status === 'confirmed'
  return (
    <SitePage
      title={face.title}
      unlisted
      here={`/orders/${order.id}`}
      width={confirmed ? 'full' : 'wide'}
      flash={cancelled ? cancelledFlash(order) : flashOf(c, seatFlashes)}
    >
      {confirmed ? <Confirmed c={c} {...props} face={face} /> : <Unconfirmed {...props} face={face} />}
    </SitePage>
  )
}
