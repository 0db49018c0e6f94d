import { type Platform, type PlatformOptions, startPlatform } from '../../packages/local/src/platform.ts'

/** A mail as the local inbox tells it. */
export type InboxMail = {
  id: string
  to: string[]
  subject: string
  template: string | null
  html: string | null
  text: string | null
  headers: Record<string, string>
  attachments: { filename: string; contentType: string; content: string }[]
  idempotencyKey: string | null
  at: string
}

/** What the API tells of an order, so far as the tests look at it. */
export type OrderAnswer = {
  id: string
  token: string
  status: string
  totalCents: number
  refundedCents: number
  checkoutUrl?: string
  expiresAt?: string
  registrations: { id: string; event: string; status: string }[]
}

export type EventAnswer = {
  slug: string
  title: string
  zone: string
  availability: string
  sessions: { id: string; startsAt: string; local: string; zone: string; sequence: number }[]
  tickets: { sku: string; priceCents: number; remaining: number | null }[]
  questions: { required: boolean }[]
}

/** The samples of 2024 on a morning three weeks before the first class. */
export const in2024 = { sample: '2024', now: '2024-04-01T16:00:00Z' } as const

/** The instant so many minutes into `in2024`. */
export const minutesIn = (minutes: number): string =>
  `${new Date(Date.parse(in2024.now) + minutes * 60_000).toISOString().slice(0, 19)}Z`

/** The payment page's path: what programs pay at. */
export const payAt = ({ checkoutUrl = '' }: Pick<OrderAnswer, 'checkoutUrl'>): string => new URL(checkoutUrl).pathname

type Asked = { method?: string; token?: string; send?: unknown }

/** Asks for JSON, and answers status and body. `send` goes as JSON; `token` as the bearer. */
export const ask = async <Body>(
  address: string,
  { token, send, method = send === undefined ? 'GET' : 'POST' }: Asked = {},
): Promise<{ status: number; body: Body }> => {
  const answer = await fetch(address, {
    method,
    headers: {
      accept: 'application/json',
      ...(send === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(send === undefined ? {} : { body: JSON.stringify(send) }),
  })
  const text = await answer.text()
  try {
    return { status: answer.status, body: JSON.parse(text) as Body }
  } catch {
    throw new Error(`${address} answered ${answer.status}, and no JSON: ${text.slice(0, 200)}`)
  }
}

/**
 * Looks until there is something true: what a browser or another process has under way shows when it is done. Gives up
 * after so many looks, however long they took.
 */
export const until = async <Seen>(look: () => Promise<Seen>, most = 1000): Promise<NonNullable<Seen>> => {
  for (let looks = 0; looks < most; looks += 1) {
    const seen = await look()
    if (seen) return seen
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  throw new Error(`It did not come about in ${most} looks: ${look}`)
}

const mailsIn = async (url: string, to: string, template?: string): Promise<InboxMail[]> => {
  const { body } = await ask<{ items: InboxMail[] }>(`${url}/local/inbox`)
  return body.items.filter((mail) => mail.to.includes(to) && (template === undefined || mail.template === template))
}

/** A platform at an address, in this process or another, as its callers see it. */
export const callers = (url: string) => ({
  ask: <Body = Record<string, unknown>>(path: string, asked?: Asked) => ask<Body>(`${url}${path}`, asked),

  /** Orders one seat of a ticket. */
  order: async (email: string, sku: string, more: Record<string, unknown> = {}): Promise<OrderAnswer> => {
    const send = { lines: [{ sku, quantity: 1 }], codes: [], buyer: { email, name: nameOf(email) }, ...more }
    const { status, body } = await ask<OrderAnswer>(`${url}/api/orders`, { send })
    if (status !== 201) throw new Error(`The order was answered ${status}: ${JSON.stringify(body)}`)
    return body
  },

  /** The order as its buyer sees it. */
  orderNow: async ({ id, token }: Pick<OrderAnswer, 'id' | 'token'>): Promise<OrderAnswer> =>
    (await ask<OrderAnswer>(`${url}/api/orders/${id}`, { token })).body,

  event: async (slug: string): Promise<EventAnswer> => (await ask<EventAnswer>(`${url}/api/events/${slug}`)).body,

  /** Mails to an address, newest first; of one template when it is named. */
  mails: (to: string, template?: string): Promise<InboxMail[]> => mailsIn(url, to, template),

  /** The newest mail of a template to an address, once there is one. */
  mail: (to: string, template: string): Promise<InboxMail> => until(async () => (await mailsIn(url, to, template))[0]),

  /** Stops the clock at a moment, and does what is due by then. */
  setClock: async (now: string): Promise<void> => {
    const { status } = await ask(`${url}/local/clock`, { method: 'PUT', send: { now } })
    if (status !== 200) throw new Error(`The clock was answered ${status}`)
  },
})

const nameOf = (email: string): string => (email.split('@')[0] ?? email).replaceAll('.', ' ')

export type LocalSite = Platform & ReturnType<typeof callers>

/** The whole product, started for one test and stopped after it. */
export const withPlatform = async (options: PlatformOptions, use: (site: LocalSite) => Promise<void>) => {
  const platform = await startPlatform({ port: 0, log: () => {}, deliveryThread: false, ...options })
  try {
    await use({ ...platform, ...callers(platform.url) })
  } finally {
    await platform.stop()
  }
}

/** Seats of an event's first ticket that anybody may take; null without a limit. */
export const remaining = async (site: Pick<LocalSite, 'event'>, slug: string): Promise<number | null | undefined> =>
  (await site.event(slug)).tickets[0]?.remaining
