import { notFound, Problem, problemStatus } from '@lectern/core/platform'
import { Hono } from 'hono'
import * as z from 'zod'
import { type Act, CheckoutPage, checkoutView, type Standing } from './checkout-page.tsx'
import { bodyOf, isForm, wantsJson } from './forms.ts'
import { InboxPage, MailPage } from './inbox-page.tsx'
import { Layout } from './layout.tsx'
import { answerProblem, parsed } from './local-input.ts'
import type { ResendStandIn } from './resend.ts'
import type { Outcome, SessionView, StripeStandIn } from './stripe/index.ts'
import { subscriptionPages } from './subscription-pages.tsx'

const PayHow = z.object({
  deliver: z
    .union([z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')])
    .optional()
    .default(true),
  method: z.enum(['card', 'bank']).optional().default('card'),
})

const DisputeHow = z.object({
  /** As the buyer's bank words it. */
  reason: z
    .string()
    .regex(/^[a-z_]{1,40}$/, 'Enter a reason like product_not_received')
    .optional(),
})

const replayed = {
  type: z.string().regex(/^[a-z_]+(\.[a-z_]+)+$/, 'Enter a type like checkout.session.completed'),
  times: z.coerce.number().int().min(1).max(100).optional().default(1),
}
const Replay = z.union([
  z.object({ session: z.string().min(1), ...replayed }),
  z.object({ subscription: z.string().min(1), ...replayed }),
])

/**
 * The payment pages, the inbox and the replaying of webhooks, to be mounted at `/local`.
 * `afterWebhook` is awaited before anything is answered: what the webhook caused, mails too, is there by then.
 */
export const createLocalPages = (options: {
  stripe: StripeStandIn
  resend: ResendStandIn
  afterWebhook: () => Promise<void>
}): Hono => {
  const { stripe, resend } = options
  const pages = new Hono()

  // Twice, since what follows a webhook may itself call the provider, whose webhooks come after its answer.
  const settleDown = async (): Promise<void> => {
    for (let round = 0; round < 2; round += 1) {
      await stripe.idle()
      await options.afterWebhook()
    }
  }

  const acts: Record<Act, (id: string, body: unknown) => Promise<Outcome>> = {
    pay: (id, body) => stripe.pay(id, parsed(PayHow, body)),
    fail: (id) => stripe.fail(id),
    expire: (id) => stripe.expire(id),
    settle: (id) => stripe.settle(id),
    bounce: (id) => stripe.bounce(id),
    dispute: (id, body) => stripe.dispute(id, parsed(DisputeHow, body)),
    'dispute/answer': (id) => stripe.answerDispute(id),
    'dispute/won': (id) => stripe.closeDispute(id, 'won'),
    'dispute/lost': (id) => stripe.closeDispute(id, 'lost'),
  }

  const standing = (id: string): Standing => ({
    waitsForBank: stripe.waitsForBank(id),
    dispute: stripe.findDispute(id),
  })

  const next = (act: Act, session: SessionView): string => {
    const page = `/local/checkout/${session.id}`
    if (act === 'pay') return session.success_url?.replaceAll('{CHECKOUT_SESSION_ID}', session.id) ?? page
    if (act === 'expire') return session.cancel_url ?? page
    return act === 'fail' ? `${page}?declined=true` : page
  }

  pages.use(async (context, following) => {
    await following()
    // Styles are inline, and a mail may show pictures from anywhere; nothing else is let in, no script above all.
    context.header(
      'Content-Security-Policy',
      "default-src 'none'; style-src 'unsafe-inline'; img-src * data:; base-uri *; frame-ancestors 'none'",
    )
    context.header('Cache-Control', 'no-store')
    context.header('X-Content-Type-Options', 'nosniff')
  })

  pages.get('/checkout/:session', (context) => {
    const session = stripe.getSession(context.req.param('session'))
    if (wantsJson(context)) return context.json(checkoutView(session, standing(session.id)))
    const declined = context.req.query('declined') !== undefined
    return context.html(<CheckoutPage session={session} standing={standing(session.id)} declined={declined} />)
  })

  for (const [name, act] of Object.entries(acts) as [Act, (typeof acts)[Act]][]) {
    pages.post(`/checkout/:session/${name}`, async (context) => {
      const outcome = await act(context.req.param('session'), await bodyOf(context))
      await settleDown()
      if (isForm(context)) return context.redirect(next(name, outcome.session), 303)
      const view = checkoutView(outcome.session, standing(outcome.session.id))
      return context.json({ ...view, event: outcome.event, delivered: outcome.delivered })
    })
  }

  pages.route('/', subscriptionPages(stripe.billing, settleDown))

  pages.post('/webhooks/replay', async (context) => {
    const replayed = await stripe.replay(parsed(Replay, await bodyOf(context)))
    await settleDown()
    return context.json(replayed)
  })

  pages.get('/inbox', (context) => {
    const mails = resend.listMails({ to: context.req.query('to'), template: context.req.query('template') })
    return wantsJson(context) ? context.json({ items: mails }) : context.html(<InboxPage mails={mails} />)
  })

  pages.get('/inbox/:id', (context) => {
    const mail = resend.getMail(context.req.param('id'))
    return wantsJson(context) ? context.json(mail) : context.html(<MailPage mail={mail} />)
  })

  pages.get('/inbox/:id/attachments/:index', (context) => {
    const attachment = resend.getMail(context.req.param('id')).attachments[Number(context.req.param('index'))]
    if (!attachment) throw notFound('attachment')
    const isText = attachment.contentType.startsWith('text/')
    return context.body(new Uint8Array(Buffer.from(attachment.content, isText ? 'utf8' : 'base64')), 200, {
      'Content-Type': attachment.contentType,
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(attachment.filename)}`,
    })
  })

  pages.onError((error, context) => {
    const isPage = isForm(context) || (context.req.method === 'GET' && !wantsJson(context))
    if (!isPage || !(error instanceof Problem)) return answerProblem(error, context)
    return context.html(
      <Layout title="Not possible">
        <h1>You can’t do that</h1>
        <p class="sheet" role="alert">
          {error.message}
        </p>
      </Layout>,
      problemStatus[error.kind],
    )
  })

  return pages
}
