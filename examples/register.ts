import createClient from 'openapi-fetch'
import type { paths } from './dist/api.d.ts'

// From a price to a paid registration with a client whose types come from openapi.json: npm run examples
// Start Lectern first (npm start), or name another local one with LECTERN_URL.
const url = process.env.LECTERN_URL ?? 'http://127.0.0.1:3000'
const api = createClient<paths>({ baseUrl: url })

/** The answer, or an error with the problem's code and sentence. */
const taken = <Body>({ data, error }: { data?: Body; error?: { code: string; detail: string } }): Body => {
  if (data === undefined) throw new Error(error ? `${error.code}: ${error.detail}` : 'No answer')
  return data
}

const { items } = taken(await api.GET('/api/events', { params: { query: { kind: 'class' } } }))
const event = items.find(({ availability, tickets }) => availability === 'open' && tickets[0]?.priceCents)
const ticket = event?.tickets[0]
if (!event || !ticket) throw new Error('No class is open for registration')

const lines = [{ sku: ticket.sku, quantity: 1 }]
const quote = taken(await api.POST('/api/quotes', { body: { lines, codes: ['NOPE'] } }))
console.log(`${event.title}: ${quote.totalCents} cents`)
for (const { code, message } of quote.rejected) console.log(`${code}: ${message}`)

// `expectedTotalCents`: if the price has changed since the quote, the order is refused with a new quote.
const buyer = { email: `ada-${Date.now()}@example.com`, name: 'Ada Lovelace' }
const order = taken(
  await api.POST('/api/orders', {
    params: { header: { 'Idempotency-Key': crypto.randomUUID() } },
    body: { lines, codes: [], buyer, expectedTotalCents: quote.totalCents },
  }),
)
if (!('token' in order)) throw new Error('Already registered')
console.log(`${order.number}: ${order.status}`)

// The buyer pays on this page. On the local platform, this call pays there.
if (order.checkoutUrl)
  await fetch(`${order.checkoutUrl}/pay`, { method: 'POST', headers: { accept: 'application/json' } })

const asBuyer = { params: { path: { id: order.id } }, headers: { authorization: `Bearer ${order.token}` } }
console.log(`${order.number}: ${taken(await api.GET('/api/orders/{id}', asBuyer)).status}`)

// An admin's API key opens the lists. The local platform tells its own; on a real site, make one on the account page.
const { adminKey } = (await (await fetch(`${url}/local`)).json()) as { adminKey: string }
const asAdmin = { params: { query: { event: event.slug } }, headers: { authorization: `Bearer ${adminKey}` } }
const roster = taken(await api.GET('/api/admin/registrations', asAdmin))
if (typeof roster === 'string') throw new Error('A list comes as text only with `format: csv`')
const own = roster.items.filter(({ email }) => email === buyer.email)
console.log(`${own.length} registration for ${buyer.email}`)
