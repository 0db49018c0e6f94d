import { formatCents } from '@lectern/core/platform'
import { Layout } from './layout.tsx'
import { type DisputeStatus, type SessionView, taxBasisPoints, taxed } from './stripe/index.ts'

/** What can be done to a checkout. */
export type Act =
  | 'pay'
  | 'fail'
  | 'expire'
  | 'settle'
  | 'bounce'
  | 'dispute'
  | 'dispute/answer'
  | 'dispute/won'
  | 'dispute/lost'

/** The state of a checkout's payment beyond the session itself. */
export type Standing = { waitsForBank: boolean; dispute?: DisputeStatus | undefined }

const words = {
  open: ['Waiting for payment', ''],
  paid: ['Paid', 'good'],
  debited: ['Completed. The bank debit is on its way', ''],
  expired: ['Expired', 'bad'],
} as const

const stateOf = (session: SessionView): keyof typeof words => {
  if (session.status === 'open') return 'open'
  if (session.status === 'expired') return 'expired'
  return session.payment_status === 'unpaid' ? 'debited' : 'paid'
}

const disputeLabels: Record<DisputeStatus, readonly [string, string]> = {
  needs_response: ['Paid, and disputed by the buyer', 'bad'],
  under_review: ['Paid and disputed. The bank is reviewing our response', 'bad'],
  won: ['Paid. We won the dispute', 'good'],
  lost: ['We lost the dispute, and the buyer got the money back', 'bad'],
}

/** A checkout as the page and programs see it. Amounts are in cents, times are instants. */
export const checkoutView = (stored: SessionView, standing: Standing) => viewOf(taxed(stored), standing)

const viewOf = (session: SessionView, standing: Standing) => ({
  id: session.id,
  status: session.status,
  paymentStatus: session.payment_status,
  totalCents: session.amount_total ?? 0,
  currency: (session.currency ?? 'usd').toUpperCase(),
  lines: session.line_items.data.map((line) => ({
    name: line.description ?? '',
    quantity: line.quantity ?? 1,
    totalCents: line.amount_subtotal,
  })),
  taxCents: session.total_details?.amount_tax ?? 0,
  dispute: standing.dispute ?? null,
  email: session.customer_email,
  clientReferenceId: session.client_reference_id,
  expiresAt: `${new Date(session.expires_at * 1000).toISOString().slice(0, 19)}Z`,
  /** What it costs every year after this, when it's a subscription. */
  yearlyCents: session.mode === 'subscription' ? (session.amount_subtotal ?? 0) : null,
  acts: actsOf(session, standing),
})

const actsOf = (session: SessionView, { waitsForBank, dispute }: Standing): Act[] => {
  if (session.status === 'open') return ['pay', 'fail', 'expire']
  if (waitsForBank) return ['settle', 'bounce']
  if (session.payment_status !== 'paid') return []
  if (dispute === undefined) return ['dispute']
  if (dispute === 'needs_response') return ['dispute/answer', 'dispute/won', 'dispute/lost']
  return dispute === 'under_review' ? ['dispute/won', 'dispute/lost'] : []
}

type Choice = { label: string; first?: boolean; fields?: Record<string, string> }

/** The buttons for each act. */
const choicesOf = (totalCents: number, yearly: boolean): Record<Act, Choice[]> => ({
  pay: [
    { label: `Pay ${formatCents(totalCents)}`, first: true },
    ...(yearly ? [] : [{ label: 'Pay by bank debit', fields: { method: 'bank' } }]),
    { label: 'Pay, but lose the webhook', fields: { deliver: 'false' } },
  ],
  fail: [{ label: 'Decline the card' }],
  expire: [{ label: 'Let it expire' }],
  settle: [{ label: 'Settle the bank debit', first: true }],
  bounce: [{ label: 'Bounce the bank debit' }],
  dispute: [{ label: 'Dispute the payment' }],
  'dispute/answer': [{ label: 'Send evidence to the bank', first: true }],
  'dispute/won': [{ label: 'Win the dispute' }],
  'dispute/lost': [{ label: 'Lose the dispute' }],
})

const Button = ({ session, act, label, first, fields = {} }: Choice & { session: string; act: Act }) => (
  <form method="post" action={`/local/checkout/${session}/${act}`}>
    {Object.entries(fields).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <button type="submit" class={first ? 'first' : ''}>
      {label}
    </button>
  </form>
)

const wordsOf = (state: keyof typeof words, { dispute, waitsForBank }: Standing): readonly [string, string] => {
  if (dispute) return disputeLabels[dispute]
  return state === 'debited' && !waitsForBank ? ['The bank debit bounced', 'bad'] : words[state]
}

/** The payment page: what is bought, and a button for whatever a buyer, a bank or time may do to it. */
export const CheckoutPage = (props: { session: SessionView; standing: Standing; declined: boolean }) => {
  const { session, standing } = props
  const view = checkoutView(session, standing)
  const state = stateOf(session)
  const [text, tone] = wordsOf(state, standing)
  const discountCents = session.total_details?.amount_discount ?? 0
  return (
    <Layout title="Checkout">
      <h1>Checkout</h1>
      {props.declined && state === 'open' && (
        <p role="alert" class="bad">
          The card was declined. You haven’t been charged. Try again.
        </p>
      )}
      <section class="sheet" aria-label="Your order">
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
            {discountCents > 0 && (
              <tr>
                <td colspan={2}>Discount</td>
                <td class="cents">{formatCents(-discountCents)}</td>
              </tr>
            )}
            {session.automatic_tax.enabled && (
              <tr>
                <td colspan={2}>{`Sales tax (${taxBasisPoints / 100}%, made up)`}</td>
                <td class="cents">{formatCents(view.taxCents)}</td>
              </tr>
            )}
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
      {view.yearlyCents !== null && (
        <p>{`A subscription: ${formatCents(view.yearlyCents)} a year, before discounts, until it’s stopped.`}</p>
      )}
      <div class="acts">
        {view.acts.flatMap((act) =>
          choicesOf(view.totalCents, view.yearlyCents !== null)[act].map((choice) => (
            <Button session={view.id} act={act} {...choice} />
          )),
        )}
      </div>
      {session.cancel_url && state === 'open' && (
        <p>
          <a href={session.cancel_url}>Back to the order without paying</a>
        </p>
      )}
      {state === 'open' && (
        <p class="soft">{`You can pay until ${view.expiresAt.slice(0, 16).replace('T', ' ')} UTC.`}</p>
      )}
    </Layout>
  )
}
