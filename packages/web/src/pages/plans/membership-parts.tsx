import { accessUntil, type ChangeQuote, isOpen, type Membership, type Plan, standingOf } from '@lectern/core/membership'
import type { Instant, Zone } from '@lectern/core/platform'
import { formatInstant, formatZonedDate } from '@lectern/core/schedule'
import { ActButton } from '../../components/act-button.tsx'
import { ButtonLink } from '../../components/button.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { KeyValue } from '../../components/key-value.tsx'
import { Notice } from '../../components/notice.tsx'
import { Panel } from '../../components/panel.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { Stack } from '../../layout/columns.tsx'
import { formatPrice } from '../event-words.ts'

export const membershipPage = '/account/membership'

type Props = { membership: Membership; zone: Zone; now: Instant }

/** What there is to know first: when it renews and for how much, or until when it lasts. */
const headline = ({ membership, zone, now }: Props): string => {
  const day = formatZonedDate(membership.paidUntil, zone)
  switch (standingOf(membership, now)) {
    case 'active':
      return membership.renews ? `Renews ${day} for ${formatPrice(membership.renewalCents)}` : `Good until ${day}`
    case 'grace':
      return `Payment due. Access until ${formatInstant(accessUntil(membership), zone)}`
    default:
      return `Ended ${formatZonedDate(accessUntil(membership), zone)}`
  }
}

const Owed = ({ membership }: { membership: Membership }) => {
  const { owed } = membership
  if (!owed) return null
  return (
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
      The card was declined. We try again in a few days, or you pay now.
    </Notice>
  )
}

const Renewal = ({ membership: { id, renews, paidUntil }, zone }: Props) =>
  renews ? (
    <div class="grid gap-2">
      <ActButton
        action={`${membershipPage}/renewal`}
        words="Stop renewal"
        values={{ id, renews: 'no' }}
        size="medium"
      />
      <p class="text-sm text-muted">
        You keep everything until {formatZonedDate(paidUntil, zone)}. You can take it back until then.
      </p>
    </div>
  ) : (
    <div class="grid gap-2">
      <ActButton
        action={`${membershipPage}/renewal`}
        words="Renew again"
        values={{ id, renews: 'yes' }}
        size="medium"
        look="primary"
      />
      <p class="text-sm text-muted">Nothing is charged before {formatZonedDate(paidUntil, zone)}.</p>
    </div>
  )

const Switch = ({ membership, plans }: Props & { plans: readonly Plan[] }) => {
  const others = plans.filter(
    ({ slug, status, holder }) => status === 'on-sale' && holder === 'one' && slug !== membership.plan,
  )
  if (others.length === 0 || membership.holder.team !== undefined) return null
  return (
    <Panel title="Switch plan">
      <ul class="grid gap-3">
        {others.map((plan) => (
          <li class="flex flex-wrap items-center justify-between gap-3">
            <span>
              <b>{plan.title}</b> <span class="text-muted">{formatPrice(plan.priceCents)} a year</span>
            </span>
            <ButtonLink href={`${membershipPage}/switch?plan=${plan.slug}`}>See the price</ButtonLink>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

export const One = (props: Props & { plans: readonly Plan[] }) => {
  const { membership, now, zone } = props
  const isRunning = isOpen(membership, now)
  const isBilled = membership.subscription !== undefined
  return (
    <Stack>
      <Panel title={membership.opens.title}>
        <p class="text-2xl">{headline(props)}</p>
        <Owed membership={membership} />
        <KeyValue
          facts={[
            { term: 'Since', detail: formatZonedDate(membership.startedAt, zone) },
            { term: 'Classes', detail: membership.opens.allAccess ? 'All included' : 'At member prices' },
            { term: 'Next period', detail: membership.next && 'Changes with your renewal' },
          ]}
        />
        {isRunning && isBilled && <Renewal {...props} />}
        {membership.customer !== undefined && (
          <ActButton
            action={`${membershipPage}/portal`}
            words="Card and invoices"
            values={{ id: membership.id }}
            size="medium"
          />
        )}
        {!isRunning && (
          <div>
            <ButtonLink look="primary" href="/membership">
              Join again
            </ButtonLink>
          </div>
        )}
      </Panel>
      {isRunning && isBilled && <Switch {...props} />}
    </Stack>
  )
}

export const Change = ({ plan, quote, zone }: { plan: Plan; quote: ChangeQuote; zone: Zone }) => (
  <Panel title={plan.title}>
    <p class="text-2xl" data-part="due">
      {quote.when === 'now' ? `${formatPrice(quote.dueCents)} today` : `From ${formatZonedDate(quote.renewsAt, zone)}`}
    </p>
    <p>
      {quote.when === 'now'
        ? 'The difference for the days that are left. It’s charged to the card we have.'
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
