import type { DatabaseSync } from 'node:sqlite'
import { type Context, Hono } from 'hono'
import { type Fault, faults, type RefusedStatus, type Wire } from '../fault.ts'
import { atomically, rememberedAnswers } from '../state.ts'
import type { Billing } from './billing.ts'
import { billingRoutes, listing, type Route } from './billing-wire.ts'
import type { Checkout } from './checkout.ts'
import type { EventLog } from './events.ts'
import { readForm } from './form.ts'
import { apiVersion, stripeId } from './objects.ts'
import * as accept from './parameters.ts'
import type { refunds as refundsOf } from './refunds.ts'
import { type ErrorBody, noSuch, notAllowed, Refusal } from './refusal.ts'
import type { Renderer } from './render.ts'
import type { ObjectStore } from './store.ts'

type Parts = {
  state: DatabaseSync
  now: () => Date
  store: ObjectStore
  events: EventLog
  render: Renderer
  checkout: Checkout
  refunds: ReturnType<typeof refundsOf>
  billing: Billing
}

const failure = (context: Context<Wire>, status: Refusal['status'], error: ErrorBody): Response =>
  context.json({ error }, status)

/** What every request is asked first: who is asking, and in which version of the API. */
const refusedAtTheDoor = (context: Context<Wire>): Refusal | undefined => {
  if (!/^(Bearer|Basic) \S+/.test(context.req.header('authorization') ?? '')) {
    const message = 'You did not provide an API key. Send it as a bearer token in the Authorization header.'
    return new Refusal(401, { type: 'invalid_request_error', message }, { remembered: false })
  }
  const version = context.req.header('stripe-version')
  if (version !== undefined && version !== apiVersion) {
    const message = `Invalid Stripe API version: ${version}. This stand-in speaks ${apiVersion}.`
    return new Refusal(400, { type: 'invalid_request_error', message }, { remembered: false })
  }
}

/** What Stripe says when no repetition helps (docs.stripe.com/api/errors). */
const refusedForGood: Record<RefusedStatus, string> = {
  400: 'Your account cannot currently make live charges.',
  401: 'Invalid API Key provided: rk_live_***.',
  403: 'The provided key does not have the required permissions for this endpoint.',
  404: 'No such object.',
}

/** Stripe's wire protocol, as far as the product uses it. */
export const wireOf = (parts: Parts): { wire: Hono<Wire>; setFault: (fault: Fault | undefined) => void } => {
  const { store, render, checkout, events, billing } = parts
  const keys = rememberedAnswers(parts.state, 'stripe')
  const wire = new Hono<Wire>()
  const switchable = faults({
    serverError: (context) =>
      failure(context, 500, { type: 'api_error', message: 'An error occurred on our side. Try again later.' }),
    rateLimit: (context) =>
      failure(context, 429, {
        type: 'invalid_request_error',
        code: 'rate_limit',
        message: 'Too many requests came too quickly. Slow down.',
      }),
    refused: (context, status) =>
      failure(context, status, { type: 'invalid_request_error', message: refusedForGood[status] }),
  })

  wire.use('/v1/*', async (context, next) => {
    await next()
    context.header('Request-Id', stripeId('req_', 14))
    context.header('Stripe-Version', apiVersion)
  })
  wire.use('/v1/*', switchable.middleware)
  wire.use('/v1/*', (_, next) => {
    events.sendLater(billing.passTime().caused)
    return next()
  })
  wire.onError((error, context) => {
    if (error instanceof Refusal) return failure(context, error.status, error.body)
    throw error
  })

  const idOf = (context: Context<Wire>): string => context.req.param('id') ?? ''

  /** A read: what is asked for in the query, and of what. */
  const get: Route = (path, schema, run) => {
    wire.get(path, (context) => {
      const refused = refusedAtTheDoor(context)
      if (refused) throw refused
      const query = readForm(new URL(context.req.url).search)
      return context.json(run(accept.parameters(schema, query), idOf(context)))
    })
  }

  /** Takes something away. Stripe looks at no key here: a second time there's nothing left. */
  const remove: Route = (path, schema, run) => {
    wire.delete(path, async (context) => {
      const refused = refusedAtTheDoor(context)
      if (refused) throw refused
      return context.json(run(accept.parameters(schema, readForm(await context.req.text())), idOf(context)))
    })
  }

  /** Runs a write once per `Idempotency-Key`: the same request gets the first answer again, another one an error. */
  const post: Route = (path, schema, run) => {
    wire.post(path, async (context) => {
      const refused = refusedAtTheDoor(context)
      if (refused) throw refused
      const body = await context.req.text()
      const key = context.req.header('idempotency-key')
      const request = `${context.req.path}\n${body}`
      if (key !== undefined) {
        if (key.length > 255) throw notAllowed('Idempotency keys can have at most 255 characters.')
        const known = keys.find(key, parts.now())
        if (known && known.request !== request) {
          return failure(context, 400, {
            type: 'idempotency_error',
            message:
              'Keys for idempotent requests can only be used with the same parameters they were first used with. ' +
              `Try using a key other than '${key}' if you meant to execute a different request.`,
          })
        }
        if (known) {
          return context.body(known.body, known.status as 200, {
            'Content-Type': 'application/json',
            'Idempotent-Replayed': 'true',
          })
        }
      }
      // The act and the memory of its answer are one commit, so that a retry after a crash never acts twice.
      const answer = atomically(parts.state, () => {
        const made = attempt(() => run(accept.parameters(schema, readForm(body)), idOf(context)))
        if (key !== undefined && made.remembered) {
          keys.keep(key, { request, status: made.status, body: JSON.stringify(made.body) }, parts.now())
        }
        return made
      })
      return context.json(answer.body, answer.status)
    })
  }

  const getSession = (id: string) => {
    const session = checkout.find(id)
    if (!session) throw noSuch(404, 'checkout.session', id, 'session')
    return session
  }

  post('/v1/checkout/sessions', accept.SessionCreate, (asked) => render.expand(checkout.create(asked), asked.expand))
  get('/v1/checkout/sessions', accept.SessionList, (asked) => {
    events.sendLater(checkout.expireDue())
    const where = { payment_intent: asked.payment_intent, status: asked.status }
    return render.list('/v1/checkout/sessions', store.list('checkout.session', listing(asked, where)), asked.expand)
  })
  get('/v1/checkout/sessions/:id', accept.OnlyExpand, (asked, id) => render.expand(getSession(id), asked.expand))
  get('/v1/checkout/sessions/:id/line_items', accept.LineItemList, (_, id) => getSession(id).line_items)
  post('/v1/checkout/sessions/:id/expire', accept.OnlyExpand, (asked, named) => {
    const { id, status } = getSession(named)
    if (status !== 'open') {
      throw notAllowed(
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${status}\`.`,
      )
    }
    const expired = checkout.expire(id)
    events.sendLater([expired.event])
    return render.expand(expired.session, asked.expand)
  })
  post('/v1/refunds', accept.RefundCreate, (asked) => {
    const { refund, caused } = parts.refunds.create(asked)
    events.sendLater(caused)
    return render.expand(refund, asked.expand)
  })

  const ofCharges = [
    ['refunds', 'refund', accept.RefundList],
    ['disputes', 'dispute', accept.DisputeList],
  ] as const
  for (const [path, kind, schema] of ofCharges) {
    get(`/v1/${path}`, schema, (asked) => {
      const page = store.list(kind, listing(asked, { payment_intent: asked.payment_intent, charge: asked.charge }))
      return render.list(`/v1/${path}`, page, asked.expand)
    })
  }
  // By its id: what is kept of each, and what Stripe calls the id when there's nothing under it.
  const kept = [
    ['payment_intents', 'payment_intent', 'intent'],
    ['refunds', 'refund', 'id'],
    ['disputes', 'dispute', 'dispute'],
  ] as const
  for (const [path, kind, name] of kept) {
    get(`/v1/${path}/:id`, accept.OnlyExpand, (asked, id) => {
      const found = store.find(kind, id)
      if (!found) throw noSuch(404, kind, id, name)
      return render.expand(found, asked.expand)
    })
  }
  billingRoutes({ get, post, remove }, parts)
  wire.all('/v1/*', (context) =>
    failure(context, 404, {
      type: 'invalid_request_error',
      message: `Unrecognized request URL (${context.req.method}: ${context.req.path}).`,
    }),
  )
  return { wire, setFault: switchable.set }
}

type Attempt = { status: 200 | Refusal['status']; body: object; remembered: boolean }

const attempt = (run: () => object): Attempt => {
  try {
    return { status: 200, body: run(), remembered: true }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { status: error.status, body: { error: error.body }, remembered: error.remembered }
  }
}
