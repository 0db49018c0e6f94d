import { type PersonActor, requireAdmin } from '@lectern/core/identity'
import type { MailPreview, MailPreviews, SentMails } from '@lectern/core/mail'
import { notFound, Problem, problemIn, problemStatus } from '@lectern/core/platform'
import { type Context, Hono } from 'hono'
import { contextStorage } from 'hono/context-storage'
import { HTTPException } from 'hono/http-exception'
import type { Child } from 'hono/jsx'
import { PageHeading } from '../components/page-heading.tsx'
import { type Declared, declarePages, done, why } from '../forms/pages.ts'
import { queried } from '../forms/queried.ts'
import { servePages } from '../forms/serve-pages.ts'
import { type AdminView, showAdmin } from '../layout/admin-page.tsx'
import { type Flash, Page } from '../layout/page.tsx'
import { personal } from '../middleware/personal.ts'
import { readablePath } from '../middleware/readable-path.ts'
import { recordKeeper } from '../middleware/record-keeper.ts'
import { requestContext } from '../middleware/request-context.ts'
import { contentPolicy, securityHeaders } from '../middleware/security-headers.ts'
import type { SiteEnv, SiteServices } from '../site.ts'
import { inScheme, samplePolicy } from './frame.ts'
import { MailList } from './mail-list.tsx'
import { addressOfMail, type Look, MailSheet, readLook, SendToMe } from './mail-sheet.tsx'
import { sentMailPages } from './sent.tsx'

export type MailPreviewServices = Pick<
  SiteServices,
  'table' | 'secret' | 'organizer' | 'siteUrl' | 'secureCookies' | 'now' | 'realNow' | 'log'
> & { previews: MailPreviews; sent: SentMails }

const flashes: Readonly<Record<string, Flash>> = {
  sent: { tone: 'success', words: 'We’re sending it to you. You can send each sample once a day.' },
  later: { tone: 'error', words: 'The email service isn’t responding. Try again in a few minutes.' },
}

/** The pages of all mails with sample data, and of those that were sent. */
export const mailPreviewPages = (services: MailPreviewServices): Declared[] => {
  const { previews, table } = services
  const pagePolicy = `${contentPolicy([])}; frame-src 'self'`

  const show = (c: Context<SiteEnv>, view: AdminView, body: Child) => {
    c.header('Content-Security-Policy', pagePolicy)
    return showAdmin(c, table, { flash: queried(c, 'done', flashes), ...view }, body)
  }

  const app = declarePages({ who: 'admin', at: '/admin/mails' })

  const asked = async (c: Context<SiteEnv>): Promise<{ mail: MailPreview; look: Look; reader: PersonActor }> => {
    const look = readLook((name) => c.req.query(name))
    const mail = await previews.find(c.req.param('name') ?? previews.list()[0]?.name ?? '', look.sample)
    if (!mail) throw notFound('page')
    return { mail, look: { ...look, sample: mail.sample }, reader: requireAdmin(c.var.actor) }
  }

  /** The list of all, beside one of them: the first, until one is chosen. */
  const showMail = async (c: Context<SiteEnv>) => {
    const { mail, look, reader } = await asked(c)
    const view: AdminView = {
      title: 'Emails',
      window: mail.title,
      nav: 'mails',
      trail: [{ label: 'Messages', href: '/admin/messages' }, { label: 'Emails' }],
      about: 'Every email we send, with sample data.',
      actions: <SendToMe mail={mail} look={look} to={reader.email} />,
    }
    return show(
      c,
      view,
      <div class="mails">
        <MailList mails={previews.list()} current={mail.name} />
        <MailSheet mail={mail} look={look} />
      </div>,
    )
  }

  app.page('/', { audit: why.impersonal }, showMail)

  app.pages.push(...sentMailPages(services.sent, show))

  app.page('/:name', { audit: why.impersonal }, showMail)

  app.page('/:name/html', { audit: why.impersonal }, async (c) => {
    const { mail, look } = await asked(c)
    c.header('Content-Security-Policy', samplePolicy)
    return c.html(inScheme(mail.html, look.scheme))
  })

  app.form('/:name/send', { audit: { none: 'a sample, to oneself' }, bodyLimit: 16_384 }, async (c) => {
    const { mail, look, reader } = await asked(c)
    const came = await previews.send(mail.name, mail.sample, reader, c.var.now).then(
      () => 'sent',
      (error: unknown) => {
        if (error instanceof Problem && error.kind === 'unavailable') return 'later'
        throw error
      },
    )
    return done(`${addressOfMail(mail.name, look)}&done=${came}`)
  })
  return app.pages
}

/**
 * Every mail with sample data, for admins: on `/admin/mails`, an app and a function of its own, since what renders mails has no
 * business in the site's bundle.
 */
export const createMailPreviews = (services: MailPreviewServices): Hono<SiteEnv> => {
  const app = new Hono<SiteEnv>()
  app.use(contextStorage())
  app.use(securityHeaders({ paymentOrigins: [], secureCookies: services.secureCookies }))
  app.use(personal)
  app.use(requestContext(services))
  app.use(readablePath)
  app.use(recordKeeper(services))
  app.route('/', servePages(mailPreviewPages(services), services))

  const refuse = (c: Context<SiteEnv>, status: 400 | 401 | 403 | 404 | 409 | 413 | 429 | 500 | 503, words: string) =>
    c.html(
      <Page title="Not possible" width="form" unlisted>
        <PageHeading title={status === 404 ? 'Page not found' : 'You can’t do that'}>{words}</PageHeading>
      </Page>,
      status,
    )
  app.notFound((c) => refuse(c, 404, 'This page doesn’t exist or has moved.'))
  app.onError((error, c) => {
    const problem = problemIn(error)
    if (problem) return refuse(c, problemStatus[problem.kind], problem.message)
    if (error instanceof HTTPException && error.status < 500)
      return refuse(c, 413, 'That’s more than this form takes. Shorten it.')
    services.log('error', 'a preview failed', { request: c.var.requestId, path: c.req.path, error: error.name })
    return refuse(c, 500, 'It’s our fault, and we’ve been notified.')
  })
  return app
}
