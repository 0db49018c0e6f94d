import { accessUntil, type ChangeQuote, isOpen, type Membership, type Plan, standingOf } from '@lectern/core/membership'
import type { Payment } from '@lectern/core/payments'
import { addSeconds, formatCents, type Instant, secondsBetween, Temporal, type Zone } from '@lectern/core/platform'
import { formatInstant, formatZone, formatZonedDate } from '@lectern/core/schedule'
import { ActButton } from '../../components/act-button.tsx'
import { Badge } from '../../components/badge.tsx'
import { ButtonLink } from '../../components/button.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { Notice } from '../../components/notice.tsx'
import { Panel } from '../../components/panel.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { formatDay, longDay } from '../../layout/moments.ts'
import { formatPrice } from '../event-words.ts'

export const membershipPage = '/account/membership'

type Props = { membership: Membership; zone: Zone; now: Instant }

const daySeconds = 24 * 3600

/** How far before a renewal its mail goes. */
const noticeSeconds = 30 * daySeconds

/** A day, and the year where it is another one. */
const dayOf = (at: Instant, now: Instant): string => {
  const [day, year] = [longDay(at), formatDay(at).slice(-4)]
  return year === formatDay(now).slice(-4) ? day : `${day}, ${year}`
}

/** What there is to know first: when it renews and for how much, or until when it lasts. */
const headline = ({ membership, now }: Props): string => {
  const { paidUntil, renews, renewalCents } = membership
  switch (standingOf(membership, now)) {
    case 'active':
      return renews ? `Renews ${dayOf(paidUntil, now)}, for ${formatPrice(renewalCents)}` : 'Renewal is off'
    case 'grace':
      return `${formatPrice(membership.owed?.cents ?? renewalCents)} is due`
    default:
      return `Ended ${dayOf(accessUntil(membership), now)}`
  }
}

const StandingBadge = ({ membership, now }: Props) => {
  const standing = standingOf(membership, now)
  if (standing === 'grace') return <Badge tone="ending">Payment due</Badge>
  if (standing !== 'active') return <Badge tone="quiet">Ended</Badge>
  return membership.renews ? (
    <Badge tone="good">Active</Badge>
  ) : (
    <Badge tone="ending">Ends {longDay(membership.paidUntil)}</Badge>
  )
}

const explained = ({ membership, zone, now }: Props): string => {
  const { paidUntil, renews, subscription, invoiced } = membership
  const until = formatZonedDate(paidUntil, zone)
  switch (standingOf(membership, now)) {
    case 'active': {
      if (!renews) {
        return subscription === undefined
          ? `It’s yours until ${until}, and nothing is charged.`
          : `You keep everything until ${until}. We won’t charge you again.`
      }
      const notice = addSeconds(paidUntil, -noticeSeconds)
      const told =
        now < notice
          ? `We’ll email you on ${dayOf(notice, now)} with the date and the price.`
          : 'We’ve emailed you the date and the price.'
      return `${told} Dates are ${formatZone(zone, paidUntil)} time.`
    }
    case 'grace':
      return `${invoiced ? 'Your renewal invoice isn’t paid yet' : 'Your card was declined'}. Everything stays open until ${formatInstant(accessUntil(membership), zone)}.`
    default:
      return 'Whatever you bought stays yours. Join again to open the rest.'
  }
}

/** The days of the year that was paid for, as a ring; nothing where it is for longer than one. */
const Year = ({ membership: { paidUntil }, now }: Props) => {
  const end = Temporal.Instant.from(paidUntil).toZonedDateTimeISO('UTC')
  const days = Math.round(secondsBetween(end.subtract({ years: 1 }).toInstant().toString(), paidUntil) / daySeconds)
  const left = Math.ceil(secondsBetween(now, paidUntil) / daySeconds)
  if (left < 0 || left > days) return null
  return (
    <svg class="year" viewBox="0 0 200 200" role="img" aria-label={`${days - left} of ${days} days used, ${left} left`}>
      <circle cx="100" cy="100" r="84" />
      {left < days && (
        <circle
          class="part"
          cx="100"
          cy="100"
          r="84"
          pathLength={String(days)}
          stroke-dasharray={`${days - left} ${days}`}
          transform="rotate(-90 100 100)"
        />
      )}
      <text x="100" y="106">
        {left}
      </text>
      <text class="sub" x="100" y="132">
        {left === 1 ? 'day left' : 'days left'}
      </text>
    </svg>
  )
}

/** What is owed, and where it is paid. */
export const Owed = ({ membership: { owed, invoiced } }: { membership: Membership }) =>
  owed ? (
    <Notice
      tone="warning"
      title={`${formatPrice(owed.cents)} is due`}
      action={
        owed.url === undefined ? undefined : (
          <ButtonLink look="primary" href={owed.url}>
            Pay {formatPrice(owed.cents)}
          </ButtonLink>
        )
      }
    >
      {invoiced
        ? 'Pay it on the invoice page, by card or bank transfer.'
        : 'The card was declined. We’ll try again in a few days, or you can pay now.'}
    </Notice>
  ) : null

const Acts = ({ membership, now }: Props) => {
  const { id, renews, subscription } = membership
  if (!isOpen(membership, now)) {
    return (
      <ButtonLink look="primary" href="/membership">
        Join again
      </ButtonLink>
    )
  }
  if (subscription === undefined) return null
  return (
    <ActButton
      action={`${membershipPage}/renewal`}
      words={renews ? 'Stop renewal' : 'Turn renewal back on'}
      values={{ id, renews: renews ? 'no' : 'yes' }}
      size="medium"
      look={renews ? 'plain' : 'primary'}
    />
  )
}

const fine = ({ membership, now, zone }: Props): string | undefined => {
  const { renews, subscription, paidUntil, renewalCents } = membership
  if (subscription === undefined || standingOf(membership, now) !== 'active') return undefined
  const until = formatZonedDate(paidUntil, zone)
  return renews
    ? `One press, no questions. You keep everything until ${until}, and you can turn renewal back on until then.`
    : `Then it renews ${until} for ${formatPrice(renewalCents)}, as before.`
}

/** One membership: how it stands, and stopping its renewal as easily as it was bought. */
export const Band = (props: Props) => {
  const { membership, now } = props
  const { id, opens, renews } = membership
  const small = fine(props)
  return (
    <section
      class={`renew ${renews && isOpen(membership, now) ? 'hue-teal' : 'hue-slate'}`}
      aria-labelledby={`at-${id}`}
    >
      <div>
        <p class="kind flex flex-wrap items-center gap-2">
          {opens.title} <StandingBadge {...props} />
        </p>
        <h2 id={`at-${id}`}>{headline(props)}</h2>
        <p class="text-muted">{explained(props)}</p>
        {membership.next && <p class="text-muted">Your plan changes with your renewal.</p>}
        <div class="actions">
          <Acts {...props} />
        </div>
        {small !== undefined && <p class="mt-3 text-sm text-muted">{small}</p>}
      </div>
      <Year {...props} />
    </section>
  )
}

export const Switch = ({ membership, plans }: { membership: Membership; plans: readonly Plan[] }) => {
  const others = plans.filter(
    ({ slug, status, holder }) => status === 'on-sale' && holder === 'one' && slug !== membership.plan,
  )
  if (others.length === 0 || membership.holder.team !== undefined) return null
  return (
    <section id="switch">
      <h2>Switch plan</h2>
      <ul class="lines lines-ruled">
        {others.map((plan) => (
          <li>
            <span class="grow">
              <b>{plan.title}</b>
              <p>
                {formatPrice(plan.priceCents)} a year. {plan.summary}
              </p>
            </span>
            <ButtonLink href={`${membershipPage}/switch?plan=${plan.slug}`}>
              See the price<span class="sr-only"> of {plan.title}</span>
            </ButtonLink>
          </li>
        ))}
      </ul>
      <p class="mt-3 text-sm text-muted">Nothing changes until you confirm the amount on the next page.</p>
    </section>
  )
}

/** What was paid, the latest first. */
export const Payments = ({ payments }: { payments: readonly Payment[] }) =>
  payments.length === 0 ? null : (
    <section>
      <h2>Payments</h2>
      <ul class="lines lines-ruled">
        {payments.toReversed().map(({ cents, paidAt }) => (
          <li>
            <span class="grow">{formatDay(paidAt)}</span>
            <span class="nums">{formatCents(cents)}</span>
          </li>
        ))}
      </ul>
    </section>
  )

/** The card and invoices, which the provider keeps; and what to do when something is wrong. */
export const Billing = ({ action, id }: { action: string; id?: string }) => (
  <>
    <section>
      <h2>Card and invoices</h2>
      <p class="mb-3 text-sm text-muted">Change your card, or download invoices, on our payment service’s page.</p>
      <ActButton action={action} words="Open card and invoices" values={{ id }} size="medium" />
    </section>
    <section class="panel panel-tint">
      <h2>Questions?</h2>
      <p class="text-sm">
        Full refund within 14 days of paying. <TextLink href="/refunds">Refund policy</TextLink>
      </p>
    </section>
  </>
)

export const Change = ({ plan, quote, zone }: { plan: Plan; quote: ChangeQuote; zone: Zone }) => (
  <Panel title={plan.title}>
    <p class="due-amount">
      <span>{quote.when === 'now' ? 'Today' : 'Starts'}</span>
      <span class="price" data-part="due">
        {quote.when === 'now' ? formatPrice(quote.dueCents) : formatZonedDate(quote.renewsAt, zone)}
      </span>
    </p>
    <p>
      {quote.when === 'now'
        ? 'The difference for the days that are left. We charge the card we have.'
        : 'Nothing is charged now. You keep what you paid for until then.'}{' '}
      Renews {formatZonedDate(quote.renewsAt, zone)} for {formatPrice(quote.renewalCents)}.
    </p>
    <form method="post" action={`${membershipPage}/switch`} class="flex flex-wrap gap-3">
      <HiddenFields values={{ plan: plan.slug, due: quote.dueCents, at: quote.at }} />
      <SubmitButton busy="Changing your plan…">
        {quote.when === 'now' ? `Pay ${formatPrice(quote.dueCents)} and switch` : 'Switch at renewal'}
      </SubmitButton>
      <ButtonLink look="ghost" href={membershipPage}>
        Keep my plan
      </ButtonLink>
    </form>
  </Panel>
)
