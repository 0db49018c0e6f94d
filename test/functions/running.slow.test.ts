import { createHmac, randomUUID } from 'node:crypto'
import { EventChange, editEvent } from '@lectern/core/catalog'
import { digestOfAddress, findSuppression, listMessages } from '@lectern/core/mail'
import { listMaterials } from '@lectern/core/materials'
import { instantFromDate } from '@lectern/core/platform'
import { sessionTimes } from '@lectern/core/schedule'
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest'
import { entryPoints } from '../../packages/functions/build.ts'
import { startBucket } from '../../packages/local/src/bucket.ts'
import { createZoomStandIn } from '../../packages/local/src/zoom.ts'
import { listen } from '../local/support/listen.ts'
import { until } from '../support/local-platform.ts'
import { buildCloud, type Cloud, mailSecret, onSale, zoomSecret } from './support/cloud.ts'
import { jsonOf, textOf, type UrlAnswer } from './support/url-event.ts'

let built: Awaited<ReturnType<typeof buildCloud>>
beforeAll(async () => {
  built = await buildCloud(entryPoints, inject('dynamoEndpoint'))
})
afterAll(() => built.remove())

const openCloud = async (): Promise<Cloud> => {
  const cloud = await built.open()
  onTestFinished(() => cloud.stop())
  return cloud
}

const register = (cloud: Cloud, email: string, sku: string) =>
  cloud.ask('api', 'POST', '/api/orders', {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ lines: [{ sku }], buyer: { email, name: 'Ada Lovelace' } }),
  })

const orderOf = async (cloud: Cloud, { id, token }: { id: string; token: string }) =>
  jsonOf(await cloud.ask('api', 'GET', `/api/orders/${id}`, { headers: { authorization: `Bearer ${token}` } }))

describe('the bundles, run as Lambda runs them', () => {
  test('a registration through the API becomes a mail through stream, queue and sender, and its delivery is noted', async () => {
    const cloud = await openCloud()
    await onSale(cloud.table, 'sales', 0)

    const answer = await register(cloud, 'ada@example.com', 'sales:seat')
    await cloud.forward()
    const waiting = await cloud.queues.count('delivery')
    await cloud.send()
    const [mail] = cloud.resend.listMails()

    expect(answer.statusCode).toBe(201)
    // That the event is on sale is announced too.
    expect(waiting).toBe(2)
    expect(mail).toMatchObject({ to: ['ada@example.com'], template: 'registration-confirmed' })
    expect(mail?.attachments[0]?.content).toContain('METHOD:REQUEST')
    expect(await cloud.queues.count('delivery')).toBe(0)

    const bounce = { type: 'Permanent', subType: 'General', message: 'No such mailbox' }
    const data = { email_id: mail?.id, to: mail?.to, tags: tagsOf(mail?.tags ?? []), bounce }
    const event = { type: 'email.bounced', created_at: new Date().toISOString(), data }
    const taken = await cloud.ask('resend-webhook', 'POST', '/webhooks/resend', signed(JSON.stringify(event)))
    const late = JSON.stringify({ ...event, type: 'email.delivered' })
    await cloud.ask('resend-webhook', 'POST', '/webhooks/resend', signed(late))
    const { items } = await listMessages(cloud.table, { limit: 10 })

    expect(taken.statusCode).toBe(200)
    expect(items).toMatchObject([{ state: 'bounced', providerId: mail?.id, error: 'No such mailbox' }])
    const suppression = await findSuppression(cloud.table, digestOfAddress('ada@example.com'))
    expect(suppression).toMatchObject({ email: 'ada@example.com', why: 'bounced' })
  })

  test('what did not come through our own front is turned away, and the address it gives counts for nothing', async () => {
    const cloud = await openCloud()
    const direct = await cloud.ask('api', 'GET', '/api/health', { headers: { 'x-lectern-front': 'guessed' } })
    const through = await cloud.ask('api', 'GET', '/api/health')

    expect(direct.statusCode).toBe(403)
    expect(through.statusCode).toBe(200)
  })

  test('a mail event that Resend did not sign, or signed long ago, is refused', async () => {
    const cloud = await openCloud()
    const body = JSON.stringify({ type: 'email.bounced', data: {} })
    const old = Math.floor(Date.now() / 1000) - 301

    const answers = await Promise.all(
      [signed(body, { secret: 'another' }), signed(body, { timestamp: old }), { body }].map((asked) =>
        cloud.ask('resend-webhook', 'POST', '/webhooks/resend', asked),
      ),
    )

    expect(answers.map(({ statusCode }) => statusCode)).toEqual([400, 400, 400])
  })

  test('a finished recording goes from its webhook through stream, queue and sender into the store, and no log tells of it', async () => {
    const cloud = await openCloud()
    const bucket = await startBucket()
    const zoom = createZoomStandIn({
      secret: zoomSecret,
      deliver: async (body, headers) =>
        (await cloud.ask('zoom-webhook', 'POST', '/webhooks/zoom', { headers, body })).statusCode,
    })
    const wire = await listen(zoom.wire)
    onTestFinished(async () => void (await Promise.all([wire.stop(), bucket.stop()])))
    await onSale(cloud.table, 'sales', 0)
    const joinUrl = 'https://zoom.us/j/87565330005'
    const event = await editEvent(cloud.table, 'sales', EventChange.parse({ joinUrl }), instantFromDate(new Date()))
    const [session] = event.sessions
    if (!session) throw new Error('The event has no session')
    const { startsAt, endsAt } = sessionTimes(session)
    const made = { meeting: '87565330005', startedAt: startsAt, endedAt: endsAt, bytes: 20_000_000 }
    const [told] = zoom.record(made, wire.url)
    if (!told) throw new Error('Zoom told nothing')
    const more = { ZOOM_ADDRESS: wire.url, MATERIALS_ENDPOINT: bucket.endpoint, MATERIALS_BUCKET: bucket.bucket }
    const sender = await cloud.instance('sender', more)

    expect([await zoom.send(told), await zoom.send(told)]).toEqual([200, 200])
    const forged = await cloud.ask('zoom-webhook', 'POST', '/webhooks/zoom', { body: told.body })
    for (let round = 0; round < 6; round += 1) {
      await cloud.forward()
      await cloud.queues.deliver(async (records) => sender.invoke({ Records: records }))
    }

    expect(forged.statusCode).toBe(400)
    expect(await listMaterials(cloud.table, 'sales')).toMatchObject([
      { state: 'there', source: 'zoom', file: { bytes: 20_000_000 } },
    ])
    const lines = [...sender.lines(), ...(await cloud.one('zoom-webhook')).lines()].join('\n')
    expect(lines).toContain('recordings are to be copied from Zoom')
    const { download_token: token, payload } = JSON.parse(told.body)
    for (const word of [token, payload.object.topic, 'webhook_download']) expect(lines).not.toContain(word)
  })

  test('a payment confirms its order through a signed webhook whose body comes in base64', async () => {
    const cloud = await openCloud()
    await onSale(cloud.table, 'paid', 39_900)

    const order = jsonOf(await register(cloud, 'ada@example.com', 'paid:seat'))
    const session = new URL(order.checkoutUrl).pathname.split('/').at(-1) ?? ''
    const { delivered } = await cloud.stripe.pay(session)
    const forged = await cloud.ask('stripe-webhook', 'POST', '/webhooks/stripe', {
      headers: { 'stripe-signature': 't=1,v1=00' },
      body: '{}',
    })
    await cloud.forward()
    await cloud.send()
    const sender = await cloud.one('sender')

    expect(delivered).toBe(true)
    expect(forged.statusCode).toBe(400)
    expect(await orderOf(cloud, order)).toMatchObject({ status: 'confirmed', paidCents: 39_900 })
    expect(cloud.resend.listMails().map(({ template }) => template)).toEqual(['receipt', 'registration-confirmed'])
    const told = await until(async () => sender.lines().find((line) => line.includes('"RevenueCents"')))
    expect(JSON.parse(told)).toMatchObject({ RevenueCents: 39_900, Registrations: 1, MailSent: [1, 1] })
    expect(sender.lines().join('\n')).not.toContain('ada@')
  })

  test('an expired hold ends by the clock, however many of them run at once, and its buyer is told once', async () => {
    const cloud = await openCloud()
    await onSale(cloud.table, 'paid', 39_900)

    const order = jsonOf(await register(cloud, 'ada@example.com', 'paid:seat'))
    cloud.wait(45 * 60)
    const clocks = await Promise.all([cloud.instance('clock'), cloud.instance('clock'), cloud.instance('clock')])
    await Promise.all(clocks.map((clock) => clock.invoke({})))
    await cloud.forward()
    await cloud.send()
    // Anyone who came first saw how late it was; the others may have found nothing left.
    const lags = clocks
      .flatMap((clock) => clock.lines())
      .filter((line) => line.includes('HoldSweeperLagSeconds'))
      .map((line) => Number(JSON.parse(line).HoldSweeperLagSeconds))

    expect(await orderOf(cloud, order)).toMatchObject({ status: 'expired' })
    expect(cloud.resend.listMails()).toMatchObject([{ template: 'hold-expired' }])
    expect(Math.max(...lags)).toBeGreaterThan(0)
  })

  test('signing in sends a code, takes it, and the site knows who is there, by cookies alone', async () => {
    const cloud = await openCloud()
    const headers = { origin: 'https://lectern.example', 'content-type': 'application/x-www-form-urlencoded' }
    const kept = (answer: UrlAnswer) => (answer.cookies ?? []).map((cookie) => cookie.split(';')[0] ?? '')

    const page = await cloud.ask('sign-in', 'GET', '/sign-in')
    const asked = await cloud.ask('sign-in', 'POST', '/sign-in', { headers, body: 'email=ada%40example.com' })
    const mail = await until(async () => cloud.resend.listMails()[0])
    const code = /\b\d{6}\b/.exec(mail.text ?? '')?.[0] ?? 'none'
    const answer = { headers, cookies: ['theme=dark', ...kept(asked)], body: `code=${code}` }
    const entered = await cloud.ask('sign-in', 'POST', '/sign-in/code', answer)
    const account = await cloud.ask('site', 'GET', '/account', { cookies: ['theme=dark', ...kept(entered)] })

    expect(textOf(page)).toContain('<form')
    expect(mail).toMatchObject({ to: ['ada@example.com'], template: 'sign-in-code' })
    expect(entered.statusCode).toBe(303)
    expect(entered.cookies?.length).toBeGreaterThan(1)
    expect(account.statusCode).toBe(200)
    expect(textOf(account)).toContain('ada@example.com')
    expect((await cloud.one('sign-in')).lines().join('\n')).not.toMatch(new RegExp(`ada@|${code}`))
  })

  test('mails can be looked at by nobody who has not signed in', async () => {
    const cloud = await openCloud()
    const list = await cloud.ask('preview', 'GET', '/admin/mails')
    const mail = await cloud.ask('preview', 'GET', '/admin/mails/receipt/html')

    expect(list.statusCode).toBe(303)
    expect(list.headers?.location).toBe('/sign-in?next=%2Fadmin%2Fmails')
    expect(mail.statusCode).toBe(303)
    expect(textOf(mail)).not.toContain('<table')
  })

  test('the site answers pages, redirects and errors, and the API calendars', async () => {
    const cloud = await openCloud()
    await onSale(cloud.table, 'sales', 0)

    const page = await cloud.ask('site', 'GET', '/events/sales')
    const signedOut = await cloud.ask('site', 'POST', '/sign-out', {
      headers: { origin: 'https://lectern.example', 'content-type': 'application/x-www-form-urlencoded' },
      cookies: ['lectern.session=none', 'cart=none'],
      body: '',
    })
    const hidden = await cloud.ask('site', 'GET', '/admin')
    const missing = await cloud.ask('site', 'GET', '/nowhere')
    const calendar = await cloud.ask('api', 'GET', '/api/events/sales/calendar.ics')

    expect(page.statusCode).toBe(200)
    expect(textOf(page)).toContain('Sales for Professionals')
    expect(signedOut.statusCode).toBe(303)
    expect(signedOut.cookies?.length ?? 0).toBeGreaterThan(0)
    expect(hidden).toMatchObject({ statusCode: 303, headers: { location: expect.stringContaining('/sign-in') } })
    expect(missing.statusCode).toBe(404)
    expect(textOf(calendar)).toContain('BEGIN:VCALENDAR')
  })

  test('an invoice comes out byte by byte, drawn with fonts that lie in the bundle', async () => {
    const cloud = await openCloud()
    await onSale(cloud.table, 'sales', 0)
    const order = jsonOf(await register(cloud, 'ada@example.com', 'sales:seat'))
    const path = `/orders/${order.id}/invoice.pdf?token=${order.token}`

    const [first, again] = [await cloud.ask('site', 'GET', path), await cloud.ask('site', 'GET', path)]
    const refused = await cloud.ask('site', 'GET', `/orders/${order.id}/invoice.pdf?token=guessed`)
    const bytes = Buffer.from(first.body, 'base64')

    expect(first).toMatchObject({ statusCode: 200, isBase64Encoded: true })
    expect(first.headers['content-type']).toBe('application/pdf')
    expect(bytes.subarray(0, 8).toString('latin1')).toBe('%PDF-1.7')
    expect(bytes.subarray(-6).toString('latin1')).toBe('%%EOF\n')
    // Nothing was read as text on the way: those bytes that are no UTF-8 came through.
    expect(bytes.toString('base64')).toBe(first.body)
    expect(bytes.includes(0xff)).toBe(true)
    expect(again.body).toBe(first.body)
    expect(refused.statusCode).toBe(404)
  })
})

const tagsOf = (tags: { name: string; value: string }[]) =>
  Object.fromEntries(tags.map(({ name, value }) => [name, value]))

/** A request as Svix signs it for Resend. */
const signed = (body: string, { secret = mailSecret, timestamp = Math.floor(Date.now() / 1000) } = {}) => {
  const id = `msg_${randomUUID()}`
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return {
    headers: { 'svix-id': id, 'svix-timestamp': String(timestamp), 'svix-signature': `v1,${signature}` },
    body,
  }
}
