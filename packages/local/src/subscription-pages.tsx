import { formatCents, Problem } from '@lectern/core/platform'
import { type Context, Hono } from 'hono'
import type { PropsWithChildren } from 'hono/jsx'
import { bodyOf, isForm, wantsJson } from './forms.ts'
import { Layout } from './layout.tsx'
import type { BillingStandIn, CardKind, SubscriptionView } from './stripe/index.ts'

type Invoice = SubscriptionView['invoices'][number]

const dayOf = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10)

/** A subscription as programs see it. Amounts are in cents, times are instants. */
const viewOf = ({ subscription, card, invoices }: SubscriptionView) => ({
  id: subscription.id,
  status: subscription.status,
  order: subscription.metadata.order ?? null,
  periodEndsAt: `${new Date((subscription.items.data[0]?.current_period_end ?? 0) * 1000).toISOString().slice(0, 19)}Z`,
  renews: !subscription.cancel_at_period_end && subscription.cancel_at === null,
  card: card ?? null,
  items: subscription.items.data.map(({ price, quantity }) => ({
    plan: price.metadata.plan ?? '',
    part: price.metadata.part ?? '',
    quantity: quantity ?? 0,
    cents: price.unit_amount ?? 0,
  })),
  invoices: invoices.map(({ id, status, amount_due, amount_paid }) => ({
    id,
    status,
    dueCents: amount_due,
    paidCents: amount_paid,
  })),
})

const Button = (props: PropsWithChildren<{ to: string; first?: boolean; fields?: Record<string, string> }>) => (
  <form method="post" action={props.to}>
    {Object.entries(props.fields ?? {}).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <button type="submit" class={props.first ? 'first' : ''}>
      {props.children}
    </button>
  </form>
)

const cards: Record<CardKind, string> = {
  pays: 'Visa ending in 4242',
  declines: 'Visa ending in 0341, which is declined',
}

const Invoices = ({ invoices }: { invoices: readonly Invoice[] }) => (
  <ul>
    {invoices.map(({ id, number, status, amount_due, created }) => (
      <li>
        <a href={`/local/invoices/${id}`}>{`${number ?? 'Draft'}: ${formatCents(amount_due)}, ${dayOf(created)}`}</a>
        {`, ${status}`}
      </li>
    ))}
  </ul>
)

/** One subscription, with what its holder and their bank can do to it. */
const Sheet = ({ view, from }: { view: SubscriptionView; from: string }) => {
  const { id, status, periodEndsAt, renews, items } = viewOf(view)
  const to = (act: string) => `/local/subscriptions/${id}/${act}`
  const live = status !== 'canceled'
  return (
    <section class="sheet" aria-label={id}>
      <p>
        <strong>{items.map(({ plan, part, quantity }) => `${quantity} × ${plan} ${part}`).join(', ')}</strong>
        {`. ${status}, ${renews ? 'renews' : 'ends'} on ${periodEndsAt.slice(0, 10)}.`}
      </p>
      <p class="soft">{view.card ? cards[view.card] : 'Paid by invoice'}</p>
      <Invoices invoices={view.invoices} />
      {live && (
        <div class="acts">
          <Button to={to(renews ? 'stop' : 'resume')} fields={{ from }}>
            {renews ? 'Stop the renewal' : 'Resume the renewal'}
          </Button>
          {view.card === 'pays' && (
            <Button to={to('card')} fields={{ from, card: 'declines' }}>
              Decline the next renewal
            </Button>
          )}
          {view.card === 'declines' && (
            <Button to={to('card')} fields={{ from, card: 'pays' }}>
              Use a card that pays
            </Button>
          )}
          <Button to={to('end')} fields={{ from }}>
            End it now
          </Button>
        </div>
      )}
    </section>
  )
}

const ListPage = ({ views }: { views: readonly SubscriptionView[] }) => (
  <Layout title="Payments">
    <h1>Subscriptions</h1>
    {views.length === 0 && <p class="sheet">No one has bought a membership yet.</p>}
    {views.map((view) => (
      <Sheet view={view} from="/local/payments" />
    ))}
  </Layout>
)

const PortalPage = (props: { session: string; returnUrl: string | null; views: readonly SubscriptionView[] }) => (
  <Layout title="Billing">
    <h1>Card and invoices</h1>
    {props.views.map((view) => (
      <Sheet view={view} from={`/local/portal/${props.session}`} />
    ))}
    {props.returnUrl !== null && (
      <p>
        <a href={props.returnUrl}>Back to the site</a>
      </p>
    )}
  </Layout>
)

const InvoicePage = ({ invoice, declined }: { invoice: Invoice; declined: boolean }) => (
  <Layout title="Invoice">
    <h1>{`Invoice ${invoice.number ?? ''}`}</h1>
    {declined && invoice.status === 'open' && (
      <p role="alert" class="bad">
        The card was declined. You haven’t been charged. Try again.
      </p>
    )}
    <section class="sheet" aria-label="Lines">
      <table>
        <caption class="soft">
          {`For ${invoice.customer_email ?? 'a customer'}. `}
          <strong>{invoice.status}</strong>
        </caption>
        <tbody>
          {invoice.lines.data.map(({ description, amount }) => (
            <tr>
              <td>{description}</td>
              <td class="cents">{formatCents(amount)}</td>
            </tr>
          ))}
          {(invoice.custom_fields ?? []).map(({ name, value }) => (
            <tr>
              <td>{name}</td>
              <td class="cents">{value}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">Due, after discounts and tax</th>
            <td class="cents">
              <strong>{formatCents(invoice.amount_due)}</strong>
            </td>
          </tr>
        </tbody>
      </table>
    </section>
    {invoice.status === 'open' && (
      <div class="acts">
        <Button to={`/local/invoices/${invoice.id}/pay`} first>
          {`Pay ${formatCents(invoice.amount_remaining)}`}
        </Button>
        <Button to={`/local/invoices/${invoice.id}/pay`} fields={{ card: 'declines' }}>
          Decline the card
        </Button>
      </div>
    )}
  </Layout>
)

/** Where someone goes after a form of a page: back to it, and nowhere but to a local page. */
const backTo = (body: unknown): string => {
  const from = typeof body === 'object' && body !== null && 'from' in body ? body.from : undefined
  return typeof from === 'string' && /^\/local\/[\w/]+$/.test(from) ? from : '/local/payments'
}

const cardOf = (body: unknown): CardKind => {
  const card = typeof body === 'object' && body !== null && 'card' in body ? body.card : 'pays'
  if (card === 'pays' || card === 'declines') return card
  throw new Problem('invalid', 'input.invalid', 'Enter pays or declines for the card.')
}

const losesWebhooks = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'deliver' in body && String(body.deliver) === 'false'

/** Subscriptions, the portal, and invoices: what Stripe's pages do for a holder, and its dashboard for us. */
export const subscriptionPages = (billing: BillingStandIn, settleDown: () => Promise<void>): Hono => {
  const pages = new Hono()
  const answer = (context: Context, id: string, to: string) =>
    isForm(context) ? context.redirect(to, 303) : context.json(viewOf(billing.get(id)))

  pages.get('/payments', (context) => {
    const views = billing.list()
    return wantsJson(context) ? context.json({ items: views.map(viewOf) }) : context.html(<ListPage views={views} />)
  })

  pages.get('/portal/:session', (context) => {
    const { session, subscriptions } = billing.getPortal(context.req.param('session'))
    if (wantsJson(context)) return context.json({ items: subscriptions.map(viewOf), returnUrl: session.return_url })
    return context.html(<PortalPage session={session.id} returnUrl={session.return_url} views={subscriptions} />)
  })

  pages.get('/invoices/:id', (context) => {
    const invoice = billing.getInvoice(context.req.param('id'))
    if (wantsJson(context)) return context.json(invoice)
    return context.html(<InvoicePage invoice={invoice} declined={context.req.query('declined') !== undefined} />)
  })

  pages.post('/invoices/:id/pay', async (context) => {
    const id = context.req.param('id')
    const body = await bodyOf(context)
    const paid = await billing.payInvoice(id, cardOf(body), { deliver: !losesWebhooks(body) })
    await settleDown()
    if (isForm(context)) return context.redirect(`/local/invoices/${id}${paid ? '' : '?declined=true'}`, 303)
    return context.json({ ...billing.getInvoice(id), paid })
  })

  const acts: Record<string, (id: string, body: unknown, how: { deliver: boolean }) => Promise<void>> = {
    stop: (id, _, how) => billing.setRenewal(id, false, how),
    resume: (id, _, how) => billing.setRenewal(id, true, how),
    card: (id, body, how) => billing.setCard(id, cardOf(body), how),
    end: (id, _, how) => billing.end(id, how),
  }
  for (const [name, act] of Object.entries(acts)) {
    pages.post(`/subscriptions/:id/${name}`, async (context) => {
      const id = context.req.param('id')
      const body = await bodyOf(context)
      await act(id, body, { deliver: !losesWebhooks(body) })
      await settleDown()
      return answer(context, id, backTo(body))
    })
  }

  return pages
}
