/** What answers look like, for the document. Checked against their schemas by the test that lints it. */
const line = {
  sku: '5w22:seat',
  quantity: 1,
  unitCents: 39900,
  listCents: 39900,
  discountCents: 11571,
  totalCents: 28329,
}
const applied = [{ source: 'promotion', code: 'LEAP29', title: 'Leap day', discountCents: 11571 }]
const totals = { listCents: 39900, discountCents: 11571, totalCents: 28329, currency: 'USD', applied }

export const quoteExample = { ...totals, lines: [{ ...line, applied }], rejected: [], roundedToFree: false }

export const placedOrderExample = {
  id: 'ord_01hs1q8s4nq0v8c7x2m3k4j5h6',
  number: 'L-20418',
  token: 'sv029fd6KUhHTS0tHF99ChU4PQN8dKMJwS6_3xfZ6RQ',
  status: 'awaiting-payment',
  buyer: { email: 'ada@example.com', name: 'Ada Lovelace' },
  ...totals,
  lines: [
    {
      ...line,
      id: 'l1',
      title: 'MSP Professional Sales Program',
      ticketName: 'Seat',
      kind: 'ticket',
      status: 'live',
      applied,
    },
  ],
  paidCents: 0,
  refundedCents: 0,
  checkoutUrl: 'https://checkout.stripe.com/c/pay/cs_live_a1',
  placedAt: '2024-02-29T18:00:00Z',
  expiresAt: '2024-02-29T18:31:00Z',
  registrations: [{ id: 'reg_01hs1q8s4nq0v8c7x2m3k4j5h7', event: '5w22', status: 'held' }],
  refunds: [],
  rejected: [],
}
