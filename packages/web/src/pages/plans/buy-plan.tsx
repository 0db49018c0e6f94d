import { listGrants } from '@lectern/core/access'
import {
  aYearAfter,
  findPlan,
  type LiveMembership,
  membershipsOf,
  opensAsMuch,
  type Plan,
} from '@lectern/core/membership'
import {
  fieldErrors,
  formatCents,
  type Instant,
  invalidInput,
  newToken,
  notFound,
  Problem,
  type Zone,
} from '@lectern/core/platform'
import type { Quote } from '@lectern/core/pricing'
import { OrderRequest, placeOrder, planSku, quoteOrder } from '@lectern/core/registration'
import { formatZonedDate } from '@lectern/core/schedule'
import { ButtonLink } from '../../components/button.tsx'
import { HiddenFields } from '../../components/hidden-fields.tsx'
import { Icon } from '../../components/icon.tsx'
import { Notice } from '../../components/notice.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { Panel } from '../../components/panel.tsx'
import { SubmitButton } from '../../components/submit-button.tsx'
import { TextInput } from '../../components/text-input.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { type Errors, errorsOf, fieldErrorsOf, noErrors } from '../../forms/errors.ts'
import { again, definePages, done, why } from '../../forms/pages.ts'
import type { Typed } from '../../forms/typed.ts'
import { WithAside } from '../../layout/columns.tsx'
import { leadOn } from '../checkout/place-typed.ts'
import { formatPrice } from '../event-words.ts'
import { type Request, SitePage } from '../site-page.tsx'
import { perYear } from './plan-words.ts'

/** What someone has chosen and typed. */
type Chosen = {
  seats: number
  team: string
  purchaseOrder: string
  code: string
  key: string
  errors: Errors
  refusal?: Problem | undefined
}

const seatsOf = (plan: Plan, typed: string | undefined): number => {
  const least = plan.seats?.included ?? 1
  const asked = typed !== undefined && /^\d{1,4}$/.test(typed) ? Number(typed) : least
  return Math.max(least, asked)
}

const linesFor = ({ slug, holder }: Plan, seats: number) => [
  { sku: planSku(slug), quantity: holder === 'team' ? seats : 1 },
]

const Summary = ({
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

const Form = ({ plan, chosen, quote }: { plan: Plan; chosen: Chosen; quote: Quote }) => {
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

const SignInFirst = ({ plan }: { plan: Plan }) => (
  <Panel title="Sign in to join">
    <p>Your membership belongs to your account. New here? Signing in makes one, with a code we email you.</p>
    <div>
      <ButtonLink look="primary" size="large" href={`/sign-in?next=/membership/${plan.slug}`}>
        Sign in
      </ButtonLink>
    </div>
  </Panel>
)

const Already = ({ has }: { has: LiveMembership }) => (
  <Notice
    tone="success"
    title={`You have the ${has.title.toLowerCase()} already`}
    action={<ButtonLink href="/account/membership">Manage membership</ButtonLink>}
  >
    You can change it there. You won’t pay twice.
  </Notice>
)

const Included = ({ plan }: { plan: Plan }) => (
  <section class="mt-10" aria-labelledby="included">
    <h2 id="included" class="mb-4">
      What’s included
    </h2>
    <ul class="ticks">
      {plan.includes.map((line) => (
        <li>
          <Icon name="check" />
          <span>{line}</span>
        </li>
      ))}
    </ul>
  </section>
)

/** `/membership/:plan`: one plan, its price with a code, and the button that leads to the payment. */
export const buyPlanPages = definePages({ who: 'everyone' }, (app, services) => {
  const { table } = services
  const at = '/membership/:plan'

  const load = async (c: Request): Promise<Plan> => {
    const plan = await findPlan(table, c.req.param('plan') ?? '')
    if (plan?.status !== 'on-sale') throw notFound('plan')
    return plan
  }

  const show = async (c: Request, plan: Plan, chosen: Chosen) => {
    const { actor, now, client } = c.var
    const { zone } = services.organizer
    const codes = chosen.code === '' ? [] : [chosen.code]
    const [quote, grants] = await Promise.all([
      quoteOrder(table, { lines: linesFor(plan, chosen.seats), codes }, actor, now, client),
      actor.kind === 'person' ? listGrants(table, actor.id) : [],
    ])
    const has = plan.holder === 'one' ? membershipsOf(grants, now).find((one) => opensAsMuch(one, plan)) : undefined
    const { errors, refusal, seats } = chosen
    const main =
      actor.kind !== 'person' ? (
        <SignInFirst plan={plan} />
      ) : has ? (
        <Already has={has} />
      ) : (
        <Form plan={plan} chosen={chosen} quote={quote} />
      )
    return c.html(
      <SitePage title={plan.title} description={plan.summary} canonical={`/membership/${plan.slug}`}>
        <PageHeading trail={[{ label: 'Membership', href: '/membership' }, { label: plan.title }]} title={plan.title}>
          <p>
            {formatPrice(plan.priceCents)} {perYear(plan)}. {plan.summary}
          </p>
        </PageHeading>
        {refusal && (
          <div class="mt-6">
            <Notice tone="error">{refusal.message}</Notice>
          </div>
        )}
        <div class="mt-8">
          <WithAside aside={<Summary {...{ plan, seats, quote, zone, now }} />}>
            {main}
            <Included plan={plan} />
          </WithAside>
        </div>
      </SitePage>,
      refusal || errors.size > 0 ? 400 : 200,
    )
  }

  const readChosen = (plan: Plan, form: Typed): Chosen => ({
    ...{ seats: seatsOf(plan, form.text('seats')), team: form.text('team'), code: form.text('code') },
    purchaseOrder: form.text('purchaseOrder'),
    ...{ key: form.text('key') || newToken(), errors: noErrors },
  })

  app.page(at, { audit: why.impersonal }, async (c) => {
    const plan = await load(c)
    const code = c.req.query('code') ?? ''
    const seats = seatsOf(plan, c.req.query('seats'))
    return show(c, plan, { seats, team: '', purchaseOrder: '', code, key: newToken(), errors: noErrors })
  })

  app.form(at, { audit: why.own }, async (c, form) => {
    const plan = await load(c)
    const { actor, now, client } = c.var
    const chosen = readChosen(plan, form)
    const act = form.text('act')
    if (actor.kind !== 'person' || !['buy', 'invoice'].includes(act)) return again(show(c, plan, chosen))
    const shown = form.text('shown')
    const { team, purchaseOrder } = chosen
    const asked = OrderRequest.safeParse({
      lines: linesFor(plan, chosen.seats),
      codes: chosen.code === '' ? [] : [chosen.code],
      buyer: { email: actor.email, name: actor.name },
      ...(plan.holder === 'team' && team !== '' ? { team: { name: team }, billing: { company: team, purchaseOrder } } : {}),
      ...(act === 'invoice' ? { payBy: 'invoice' } : {}),
      ...(/^\d{1,9}$/.test(shown) ? { expectedTotalCents: Number(shown) } : {}),
    })
    try {
      if (!asked.success) throw invalidInput(fieldErrors(asked.error.issues))
      const placed = await placeOrder(services, asked.data, { actor, now, key: chosen.key, client })
      if (placed.outcome !== 'placed') throw notFound('order')
      return done(leadOn(services, placed.order))
    } catch (error) {
      if (!(error instanceof Problem) || error.kind === 'not-found') throw error
      const fields: Record<string, string> = {
        ...{ 'team.name': 'team', 'lines.0.quantity': 'seats', 'codes.0': 'code' },
        'billing.purchaseOrder': 'purchaseOrder',
      }
      const errors = errorsOf(fieldErrorsOf(error), (path) => fields[path] ?? '')
      const named = [...errors.keys()].some((field) => field !== '')
      const key = error.code === 'idempotency.key-reused' ? newToken() : chosen.key
      return again(show(c, plan, { ...chosen, key, errors, refusal: named ? undefined : error }))
    }
  })
})
