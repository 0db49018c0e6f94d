import { formatCents } from '@lectern/core/platform'
import { Layout } from './layout.tsx'
import type { SessionView } from './stripe/index.ts'

/** What can be done to a checkout. */
export type Act = 'pay' | 'fail' | 'expire' | 'settle' | 'bounce'

const words = {
  open: ['Waiting for payment', ''],
  paid: ['Paid', 'good'],
  debited: ['Completed; the bank debit is on its way', ''],
  expired: ['Expired', 'bad'],
} as const

const stateOf = (session: SessionView): keyof typeof words => {
  if (session.status === 'open') return 'open'
  if (session.status === 'expired') return 'expired'
  return session.payment_status === 'unpaid' ? 'debited' : 'paid'
}

/** A checkout as the page and programs see it. Amounts are in cents, times are instants. */
export const checkoutView = (session: SessionView, waitsForBank: boolean) => ({
  id: session.id,
  status: session.status,
  paymentStatus: session.payment_status,
  totalCents: session.amount_total ?? 0,
  currency: (session.currency ?? 'usd').toUpperCase(),
  lines: session.line_items.data.map((line) => ({
    name: line.description ?? '',
    quantity: line.quantity ?? 1,
    totalCents: line.amount_total,
  })),
  email: session.customer_email,
  clientReferenceId: session.client_reference_id,
  expiresAt: `${new Date(session.expires_at * 1000).toISOString().slice(0, 19)}Z`,
  acts: actsOf(session, waitsForBank),
})

const actsOf = (session: SessionView, waitsForBank: boolean): Act[] => {
  if (session.status === 'open') return ['pay', 'fail', 'expire']
  return waitsForBank ? ['settle', 'bounce'] : []
}

const Button = (props: {
  session: string
  act: Act
  label: string
  first?: boolean
  fields?: Record<string, string>
}) => (
  <form method="post" action={`/local/checkout/${props.session}/${props.act}`}>
    {Object.entries(props.fields ?? {}).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <button type="submit" class={props.first ? 'first' : ''}>
      {props.label}
    </button>
  </form>
)

/** The payment page: what is bought, and a button for whatever a buyer, a bank or time may do to it. */
export const CheckoutPage = (props: { session: SessionView; waitsForBank: boolean; declined: boolean }) => {
  const { session } = props
  const view = checkoutView(session, props.waitsForBank)
  const state = stateOf(session)
  const [text, tone] =
    state === 'debited' && !props.waitsForBank ? (['The bank debit bounced', 'bad'] as const) : words[state]
  return (
    <Layout title="Checkout">
      <h1>Checkout</h1>
      {props.declined && state === 'open' && (
        <p role="alert" class="bad">
          The card was declined. Nothing was charged; try again.
        </p>
      )}
      <section class="sheet" aria-label="What is bought">
        <table>
          <caption class="soft">
            {view.email ? `For ${view.email}` : 'Your order'}. <strong class={tone}>{text}.</strong>
          </caption>
          <thead>
            <tr>
              <th scope="col">Item</th>
              <th scope="col" class="cents">
                Quantity
              </th>
              <th scope="col" class="cents">
                Price
              </th>
            </tr>
          </thead>
          <tbody>
            {view.lines.map((line) => (
              <tr>
                <td>{line.name}</td>
                <td class="cents">{line.quantity}</td>
                <td class="cents">{formatCents(line.totalCents)}</td>
              </tr>
            ))}
            <tr>
              <th scope="row" colspan={2}>
                Total
              </th>
              <td class="cents">
                <strong>{formatCents(view.totalCents)}</strong>
              </td>
            </tr>
          </tbody>
        </table>
      </section>
      <div class="acts">
        {view.acts.includes('pay') && (
          <>
            <Button session={view.id} act="pay" label={`Pay ${formatCents(view.totalCents)}`} first />
            <Button session={view.id} act="pay" label="Pay by bank debit" fields={{ method: 'bank' }} />
            <Button session={view.id} act="pay" label="Pay, but lose the webhook" fields={{ deliver: 'false' }} />
            <Button session={view.id} act="fail" label="Decline the card" />
            <Button session={view.id} act="expire" label="Let it expire" />
          </>
        )}
        {view.acts.includes('settle') && (
          <>
            <Button session={view.id} act="settle" label="Settle the bank debit" first />
            <Button session={view.id} act="bounce" label="Bounce the bank debit" />
          </>
        )}
      </div>
      {session.cancel_url && state === 'open' && (
        <p>
          <a href={session.cancel_url}>Back to the order without paying</a>
        </p>
      )}
      {state === 'open' && (
        <p class="soft">{`This checkout can be paid until ${view.expiresAt.slice(0, 16).replace('T', ' ')} UTC.`}</p>
      )}
    </Layout>
  )
}
