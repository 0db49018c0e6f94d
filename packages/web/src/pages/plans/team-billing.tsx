import { type ChangeQuote, isOpen, type ManagedTeam, type Membership, type Plan } from '@lectern/core/membership'
import { formatZonedDate } from '@lectern/core/schedule'
import { ActButton } from '../../components/act-button.tsx'
import { ButtonLink } from '../../components/button.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { KeyValue } from '../../components/key-value.tsx'
import { Panel } from '../../components/panel.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { formatPrice } from '../event-words.ts'
import { type Timed, teamPage } from './team-parts.tsx'

/** More seats, or fewer: the price comes before the button. */
export const Buy = ({ plan, membership }: { plan: Plan; membership: Membership }) =>
  plan.seats === undefined ? null : (
    <Panel title="Change seats">
      {membership.invoiced ? (
        <p>You pay by invoice. Email us how many seats you’d like, and we’ll send one for them.</p>
      ) : (
        <>
          <form method="get" action={`${teamPage}/seats`} class="grid gap-3">
            <TextInput
              name="seats"
              type="number"
              inputmode="numeric"
              label="Seats in all"
              value={membership.seats + 1}
              min={plan.seats.included}
              max={plan.seats.most}
            />
            <SubmitButton look="plain" block>
              See the price
            </SubmitButton>
          </form>
          <p class="text-sm text-muted">
            Each seat more is {formatPrice(plan.seats.extraCents)} a year, charged for the days that are left. Fewer
            seats count from your renewal.
          </p>
        </>
      )}
    </Panel>
  )

const renewalOf = ({ membership, now, zone }: { membership: Membership } & Timed): string => {
  const day = formatZonedDate(membership.paidUntil, zone)
  if (!isOpen(membership, now)) return 'Ended'
  return membership.renews ? `${day}, for ${formatPrice(membership.renewalCents)}` : 'Off'
}

/** What the team has and pays, and stopping that. */
export const BillingPart = (props: { membership: Membership; own: boolean } & Timed) => {
  const { membership, own, now, zone } = props
  const { renews, subscription, next, invoiced } = membership
  return (
    <section aria-labelledby="billing">
      <h2 id="billing">Billing</h2>
      <KeyValue
        look="ruled"
        facts={[
          { term: 'Plan', detail: `${membership.opens.title}, ${membership.seats} people` },
          { term: 'Renews', detail: renewalOf(props) },
          { term: 'Until', detail: renews ? undefined : formatZonedDate(membership.paidUntil, zone) },
          { term: 'Next year', detail: next && `${next.seats} seats` },
          { term: 'Paid by', detail: invoiced && 'Invoice' },
        ]}
      />
      {own && subscription !== undefined && (
        <div class="mt-4 flex flex-wrap gap-3">
          <ActButton action={`${teamPage}/portal`} words="Card and invoices" />
          {isOpen(membership, now) && (
            <ActButton
              action={`${teamPage}/renewal`}
              words={renews ? 'Stop renewal' : 'Turn renewal back on'}
              values={{ renews: renews ? 'no' : 'yes' }}
            />
          )}
        </div>
      )}
      {own && subscription !== undefined && renews && isOpen(membership, now) && (
        <p class="mt-3 text-sm text-muted">
          Stopping is one press. Your team keeps everything until {formatZonedDate(membership.paidUntil, zone)}.
        </p>
      )}
    </section>
  )
}

export const Price = ({ quote, now, zone, team }: { quote: ChangeQuote; team: ManagedTeam['team'] } & Timed) => {
  const more = quote.seats - team.seats
  const renews = formatZonedDate(quote.renewsAt, zone)
  const days = Math.ceil((Date.parse(quote.renewsAt) - Date.parse(now)) / 86_400_000)
  return (
    <Panel title={more > 0 ? `${more} more ${more === 1 ? 'seat' : 'seats'}` : `${quote.seats} seats`}>
      <p>
        {quote.when === 'now'
          ? `For the ${days} days until ${renews}, charged to the card we have.`
          : `From ${renews}. Nothing is charged now, and you keep your seats until then.`}
      </p>
      <p class="due-amount">
        <span>Today</span>
        <span class="price" data-part="due">
          {formatPrice(quote.dueCents)}
        </span>
      </p>
      <form method="post" action={`${teamPage}/seats`} class="flex flex-wrap gap-3">
        <HiddenFields values={{ seats: quote.seats, due: quote.dueCents, at: quote.at }} />
        <SubmitButton busy="Changing your seats…">
          {quote.when === 'now' ? `Pay ${formatPrice(quote.dueCents)}` : 'Change at renewal'}
        </SubmitButton>
        <ButtonLink look="ghost" href={teamPage}>
          Go back
        </ButtonLink>
      </form>
      <p class="text-sm text-muted">
        On {renews}, your team renews for {quote.seats} people at {formatPrice(quote.renewalCents)}.
      </p>
    </Panel>
  )
}
