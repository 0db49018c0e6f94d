import { listGrants } from '@lectern/core/access'
import { findPlan, membershipsOf, opensAsMuch, type Plan } from '@lectern/core/membership'
import { fieldErrors, invalidInput, newToken, notFound, Problem } from '@lectern/core/platform'
import { OrderRequest, placeOrder, planSku, quoteOrder } from '@lectern/core/registration'
import { Notice } from '../../components/notice.tsx'
import { PageHeading } from '../../components/page-heading.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { errorsOf, fieldErrorsOf, noErrors } from '../../forms/errors.ts'
import { again, definePages, done, why } from '../../forms/pages.ts'
import type { Typed } from '../../forms/typed.ts'
import { WithAside } from '../../layout/columns.tsx'
import { leadOn } from '../checkout/place-typed.ts'
import { formatPrice } from '../event-words.ts'
import { type Request, SitePage } from '../site-page.tsx'
import { Already, type Chosen, Form, Included, SignInFirst, Summary } from './plan-parts.tsx'
import { perYear } from './plan-words.ts'

const seatsOf = (plan: Plan, typed: string | undefined): number => {
  const least = plan.seats?.included ?? 1
  const asked = typed !== undefined && /^\d{1,4}$/.test(typed) ? Number(typed) : least
  return Math.max(least, asked)
}

const linesFor = ({ slug, holder }: Plan, seats: number) => [
  { sku: planSku(slug), quantity: holder === 'team' ? seats : 1 },
]

/** Why nothing was bought, and where to go on: to the change of a plan, or to the order that is still open. */
const Refusal = ({ problem: { message, details } }: { problem: Problem }) => (
  <Notice
    tone="error"
    action={
      typeof details.changeUrl === 'string' && (
        <TextLink href={details.changeUrl}>
          {details.changeUrl.startsWith('/orders/') ? 'See the order' : 'Change your plan'}
        </TextLink>
      )
    }
  >
    {message}
  </Notice>
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
            <Refusal problem={refusal} />
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
      ...(plan.holder === 'team' && team !== ''
        ? { team: { name: team }, billing: { company: team, purchaseOrder } }
        : {}),
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
