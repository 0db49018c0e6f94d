import { aYearAfter, type LiveMembership, type Plan } from '@lectern/core/membership'
import { formatCents, type Instant, type Problem, type Zone } from '@lectern/core/platform'
import type { Quote } from '@lectern/core/pricing'
import { formatZonedDate } from '@lectern/core/schedule'
import { ButtonLink } from '../../components/button.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { Icon } from '../../components/icon.tsx'
import { Notice } from '../../components/notice.tsx'
import { Panel } from '../../components/panel.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { TextLink } from '../../components/text-link.tsx'
import type { Errors } from '../../forms/errors.ts'
import { formatPrice } from '../event-words.ts'

/** What someone has chosen and typed. */
export type Chosen = {
  seats: number
  team: string
  purchaseOrder: string
  code: string
  key: string
  errors: Errors
  refusal?: Problem | undefined
}

export const Summary = ({
  plan,
  seats,
  quote,
  zone,
  now,
}: {
  plan: Plan
  seats: number
  quote: Quote
  zone: Zone
  now: Instant
}) => (
  <section class="panel panel-tint" aria-label="Price summary">
    <dl class="sums">
      <div>
        <dt>
          {plan.title}
          {plan.holder === 'team' && `, ${seats} seats`}
        </dt>
        <dd>{formatPrice(quote.listCents)}</dd>
      </div>
      {quote.applied.map(({ title, discountCents }) => (
        <div>
          <dt>{title}</dt>
          <dd>−{formatPrice(discountCents)}</dd>
        </div>
      ))}
      <div class="sum-total">
        <dt>Today</dt>
        <dd data-part="total">{formatPrice(quote.totalCents)}</dd>
      </div>
    </dl>
    <p class="text-sm text-muted">
      {quote.totalCents === 0
        ? `A gift of one year. It doesn’t renew.`
        : `Renews ${formatZonedDate(aYearAfter(now), zone)} for ${formatPrice(quote.listCents)}, unless you stop it. We email you 30 days before.`}
    </p>
  </section>
)

export const Form = ({ plan, chosen, quote }: { plan: Plan; chosen: Chosen; quote: Quote }) => {
  const { errors } = chosen
  const wrong = quote.rejected[0]
  return (
    <form method="post" action={`/membership/${plan.slug}`} class="form grid gap-5" id="buy">
      <HiddenFields values={{ key: chosen.key, shown: quote.totalCents }} />
      {plan.holder === 'team' && (
        <>
          <TextInput
            name="team"
            label="Team name"
            hint="Your company, usually. People see it in their invitation."
            value={chosen.team}
            error={errors.get('team')}
            maxlength={80}
            autocomplete="organization"
          />
          {plan.seats && plan.seats.most > plan.seats.included && (
            <TextInput
              name="seats"
              type="number"
              inputmode="numeric"
              label="Seats"
              hint={`${plan.seats.included} are included. Each one more is ${formatCents(plan.seats.extraCents)} a year.`}
              value={chosen.seats}
              min={plan.seats.included}
              max={plan.seats.most}
              error={errors.get('seats')}
            />
          )}
        </>
      )}
      <TextInput
        name="code"
        label="Promo code"
        optional
        value={chosen.code}
        error={wrong?.message ?? errors.get('code')}
        autocomplete="off"
        maxlength={200}
      />
      <div>
        <SubmitButton look="plain" name="act" value="price" formnovalidate>
          Update price
        </SubmitButton>
      </div>
      <p class="text-sm text-muted">
        By joining you accept the <TextLink href="/terms">terms</TextLink>.
      </p>
      <SubmitButton size="large" block busy="Placing your order…" name="act" value="buy">
        {quote.totalCents === 0 ? 'Join' : `Pay ${formatPrice(quote.totalCents)}`}
      </SubmitButton>
      {plan.holder === 'team' && quote.totalCents > 0 && (
        <section class="grid gap-4 border-t border-base-300 pt-5" aria-labelledby="by-invoice">
          <h2 id="by-invoice" class="text-lg font-semibold">
            Pay by invoice
          </h2>
          <p class="text-sm text-muted">
            Due in 30 days, by card or bank transfer. Your year starts today, and your seats open when it’s paid.
          </p>
          <TextInput
            name="purchaseOrder"
            label="PO number"
            hint="Shown on the invoice"
            optional
            value={chosen.purchaseOrder}
            error={errors.get('purchaseOrder')}
            maxlength={60}
            autocomplete="off"
          />
          <SubmitButton look="plain" size="large" block busy="Sending your invoice…" name="act" value="invoice">
            Email me an invoice
          </SubmitButton>
        </section>
      )}
    </form>
  )
}

export const SignInFirst = ({ plan }: { plan: Plan }) => (
  <Panel title="Sign in to join">
    <p>Your membership belongs to your account. New here? Signing in makes one, with a code we email you.</p>
    <div>
      <ButtonLink look="primary" size="large" href={`/sign-in?next=/membership/${plan.slug}`}>
        Sign in
      </ButtonLink>
    </div>
  </Panel>
)

export const Already = ({ has }: { has: LiveMembership }) => (
  <Notice
    tone="success"
    title={`You have the ${has.title.toLowerCase()} already`}
    action={<ButtonLink href="/account/membership">Manage membership</ButtonLink>}
  >
    You can change it there. You won’t pay twice.
  </Notice>
)

/** The lines of what is in a plan, ticked. */
export const Includes = ({ plan }: { plan: Plan }) => (
  <ul class="ticks">
    {plan.includes.map((line) => (
      <li>
        <Icon name="check" />
        <span>{line}</span>
      </li>
    ))}
  </ul>
)

export const Included = ({ plan }: { plan: Plan }) => (
  <section class="mt-10" aria-labelledby="included">
    <h2 id="included" class="mb-4">
      What’s included
    </h2>
    <Includes plan={plan} />
  </section>
)
