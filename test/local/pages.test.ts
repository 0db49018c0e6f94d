import { formatCents } from '@lectern/core/platform'
import { Resend } from 'resend'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createLocalPages } from '../../packages/local/src/pages.tsx'
import { createResendStandIn, type ResendStandIn } from '../../packages/local/src/resend.ts'
import { type Listening, listen } from './support/listen.ts'
import { openTill, order, type Till, withTax } from './support/till.ts'

let till: Till
let inbox: ResendStandIn
let mailServer: Listening
let resend: Resend
let drained: string[][]
let pages: ReturnType<typeof createLocalPages>

beforeEach(async () => {
  till = await openTill()
  inbox = createResendStandIn({ state: till.state, now: () => till.clock.now })
  mailServer = await listen(inbox.wire)
  resend = new Resend('re_test', { baseUrl: mailServer.url })
  drained = []
  pages = createLocalPages({
    stripe: till.standIn,
    resend: inbox,
    afterWebhook: async () => {
      drained.push(till.arrived.map((event) => event.type))
    },
  })
})
afterEach(async () => {
  await mailServer.stop()
  await till.stop()
})

const json = { accept: 'application/json' }
const form = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }
const created = async (): Promise<string> => (await till.stripe.checkout.sessions.create(order(till))).id
const post = (path: string, body?: unknown) =>
  pages.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })

describe('the payment page', () => {
  test('shows lines, total and what can be done, to people and to programs', async () => {
    const id = await created()
    const page = await (await pages.request(`/checkout/${id}`)).text()
    expect(page).toContain('<html lang="en">')
    expect(page).toContain('A seat [5w22] &amp; more')
    expect(page).toContain(formatCents(43_900))
    for (const act of ['pay', 'fail', 'expire']) expect(page).toContain(`action="/local/checkout/${id}/${act}"`)
    expect(page).not.toContain('/settle')
    expect(page).not.toContain('<script')
    const view = await (await pages.request(`/checkout/${id}`, { headers: json })).json()
    expect(view).toMatchObject({
      id,
      status: 'open',
      totalCents: 43_900,
      email: 'ada@example.com',
      expiresAt: '2024-02-29T08:31:00Z',
      acts: ['pay', 'fail', 'expire'],
    })
  })

  test('shows the sales tax before it is paid, and charges what it showed', async () => {
    const { id } = await till.stripe.checkout.sessions.create(withTax(till))
    const page = await (await pages.request(`/checkout/${id}`)).text()
    expect(page).toContain('Sales tax (8.25%, made up)')
    expect(page).toContain(formatCents(3_457))
    expect(page).toContain(`Pay ${formatCents(45_356)}`)
    const shown = await (await pages.request(`/checkout/${id}`, { headers: json })).json()
    expect(shown).toMatchObject({ totalCents: 45_356, taxCents: 3_457, dispute: null })
    expect(await (await post(`/checkout/${id}/pay`)).json()).toMatchObject({ totalCents: 45_356, taxCents: 3_457 })
  })

  test('answers 404 for a session that does not exist', async () => {
    expect((await pages.request('/checkout/cs_none')).status).toBe(404)
    const answer = await pages.request('/checkout/cs_none', { headers: json })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
  })

  test('pays for a program with 200, after the webhook and what it caused', async () => {
    const id = await created()
    const answer = await post(`/checkout/${id}/pay`)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({
      status: 'complete',
      paymentStatus: 'paid',
      delivered: true,
      acts: ['dispute'],
    })
    expect(drained[0]).toEqual(['checkout.session.completed'])
    const again = await post(`/checkout/${id}/pay`)
    expect(again.status).toBe(409)
    expect(await again.json()).toMatchObject({ code: 'checkout.complete' })
  })

  test('sends a person on: after paying to success, after expiry to cancel, after a decline back', async () => {
    const go = async (act: string) => {
      const id = await created()
      const answer = await pages.request(`/checkout/${id}/${act}`, { method: 'POST', headers: form, body: '' })
      expect(answer.status).toBe(303)
      return [id, answer.headers.get('location')]
    }
    const [paid, success] = await go('pay')
    expect(success).toBe(`http://127.0.0.1:4000/orders/ord_1?session=${paid}`)
    expect((await go('expire'))[1]).toBe('http://127.0.0.1:4000/orders/ord_1')
    const [declined, back] = await go('fail')
    expect(back).toBe(`/local/checkout/${declined}?declined=true`)
    const page = await (await pages.request(`/checkout/${declined}?declined=true`)).text()
    expect(page).toContain('role="alert"')
  })

  test('opens a dispute of what is paid, takes evidence, and closes it won or lost', async () => {
    const id = await created()
    expect((await post(`/checkout/${id}/dispute`)).status).toBe(409)
    await post(`/checkout/${id}/pay`)
    expect((await post(`/checkout/${id}/dispute`, { reason: 'No idea!' })).status).toBe(400)
    expect(await (await post(`/checkout/${id}/dispute`, { reason: 'product_not_received' })).json()).toMatchObject({
      dispute: 'needs_response',
      acts: ['dispute/answer', 'dispute/won', 'dispute/lost'],
    })
    expect(await (await post(`/checkout/${id}/dispute/answer`)).json()).toMatchObject({
      dispute: 'under_review',
      acts: ['dispute/won', 'dispute/lost'],
    })
    expect(await (await pages.request(`/checkout/${id}`)).text()).toContain('disputed')
    expect(await (await post(`/checkout/${id}/dispute/lost`)).json()).toMatchObject({ dispute: 'lost', acts: [] })
    expect((await post(`/checkout/${id}/dispute/won`)).status).toBe(409)
    expect(drained.at(-1)?.filter((type) => type.startsWith('charge.dispute'))).toEqual([
      'charge.dispute.created',
      'charge.dispute.updated',
      'charge.dispute.closed',
    ])
  })

  test('takes a bank debit, which settles or bounces, and loses a webhook when told to', async () => {
    const id = await created()
    expect(await (await post(`/checkout/${id}/pay`, { method: 'bank' })).json()).toMatchObject({
      status: 'complete',
      paymentStatus: 'unpaid',
      acts: ['settle', 'bounce'],
    })
    expect(await (await post(`/checkout/${id}/settle`)).json()).toMatchObject({
      paymentStatus: 'paid',
      acts: ['dispute'],
    })
    expect((await post(`/checkout/${id}/bounce`)).status).toBe(409)
    const other = await created()
    const lost = await post(`/checkout/${other}/pay`, { deliver: false })
    expect(await lost.json()).toMatchObject({ status: 'complete', delivered: false })
    const third = await created()
    const body = new URLSearchParams({ method: 'bank' })
    await pages.request(`/checkout/${third}/pay`, { method: 'POST', headers: form, body: body.toString() })
    const page = await (await pages.request(`/checkout/${third}`)).text()
    expect(page).toContain('/settle"')
  })

  test('refuses a way to pay that it does not know', async () => {
    const answer = await post(`/checkout/${await created()}/pay`, { method: 'gold' })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ code: 'input.invalid' })
  })
})

test('webhooks are replayed on request, before the answer', async () => {
  const id = await created()
  await post(`/checkout/${id}/pay`)
  const answer = await post('/webhooks/replay', { session: id, type: 'checkout.session.completed', times: 2 })
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ delivered: 2 })
  expect(new Set(till.arrived.map((event) => event.id)).size).toBe(1)
  expect(till.arrived).toHaveLength(3)
  expect((await post('/webhooks/replay', { session: id })).status).toBe(400)
})

describe('the inbox', () => {
  const send = () =>
    resend.emails.send({
      from: 'Lectern <hello@lectern.example>',
      to: 'ada@example.com',
      subject: 'Hello <Ada>',
      html: '<p class="x">A "mail"</p><script>alert(1)</script>',
      text: 'A mail',
      tags: [{ name: 'template', value: 'receipt' }],
      attachments: [{ filename: 'invité.ics', content: Buffer.from('BEGIN:VCALENDAR'), contentType: 'text/calendar' }],
    })

  test('lists mails for programs, and filters them', async () => {
    await send()
    const all = await (await pages.request('/inbox', { headers: json })).json()
    expect(all).toEqual({ items: inbox.listMails() })
    expect(all.items[0]).toMatchObject({ template: 'receipt', attachments: [{ content: 'BEGIN:VCALENDAR' }] })
    const none = await (await pages.request('/inbox?to=eve@example.com', { headers: json })).json()
    expect(none).toEqual({ items: [] })
  })

  test('shows people a list, also an empty one, and a mail as its reader sees it, in a frame without scripts', async () => {
    expect(await (await pages.request('/inbox')).text()).toContain('No email yet')
    const { data } = await send()
    expect(await (await pages.request('/inbox')).text()).toContain('Hello &lt;Ada&gt;')
    const answer = await pages.request(`/inbox/${data?.id}`)
    const page = await answer.text()
    expect(page).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"')
    expect(page).toContain('&lt;p class=&quot;x&quot;&gt;A &quot;mail&quot;&lt;/p&gt;')
    expect(page).not.toContain('<script>')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    const one = await (await pages.request(`/inbox/${data?.id}`, { headers: json })).json()
    expect(one).toEqual(inbox.getMail(data?.id ?? ''))
    expect((await pages.request('/inbox/none')).status).toBe(404)
  })

  test('hands an attachment out as a download', async () => {
    const { data } = await send()
    const file = await pages.request(`/inbox/${data?.id}/attachments/0`)
    expect(file.headers.get('content-type')).toBe('text/calendar')
    expect(file.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''invit%C3%A9.ics")
    expect(await file.text()).toBe('BEGIN:VCALENDAR')
    expect((await pages.request(`/inbox/${data?.id}/attachments/7`)).status).toBe(404)
  })
})
