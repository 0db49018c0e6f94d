import { type PersonActor, requireAdmin } from '@lectern/core/identity'
import type { MailPreview, MailPreviews, SentMails } from '@lectern/core/mail'
import { notFound, Problem, problemIn, problemStatus } from '@lectern/core/platform'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import type { Child } from 'hono/jsx'
import { PageHeading } from '../components/page-heading.tsx'
import { type Flash, Page } from '../layout/page.tsx'
import { ownForms } from '../middleware/own-forms.ts'
import { personal } from '../middleware/personal.ts'
import { readablePath } from '../middleware/readable-path.ts'
import { allDeclared, notRecorded, recordKeeper, why } from '../middleware/recorded.ts'
import { requestContext } from '../middleware/request-context.ts'
import { contentPolicy, securityHeaders } from '../middleware/security-headers.ts'
import type { SiteEnv, SiteServices } from '../site.ts'
import { framePolicy, inScheme } from './frame.ts'
import { MailList } from './mail-list.tsx'
import { addressOfMail, type Look, MailSheet, readLook } from './mail-sheet.tsx'
import { sentMailPages } from './sent.tsx'

export type MailPreviewServices = Pick<
  SiteServices,
  'table' | 'secret' | 'organiser' | 'siteUrl' | 'secureCookies' | 'now' | 'realNow' | 'log'
> & { previews: MailPreviews; sent: SentMails }

const flashes: Readonly<Record<string, Flash>> = {
  sent: { tone: 'success', words: 'It is on its way to you. The same sample goes out once a day.' },
  later: { tone: 'error', words: 'The mail service does not answer. Please try again in a few minutes.' },
}

/**
 * Every mail with sample data, for admins: on `/admin/mails`, an app and a function of its own, since what renders mails has no
 * business in the site's bundle.
 */
export const createMailPreviews = (services: MailPreviewServices): Hono<SiteEnv> => {
  const { previews } = services
  const app = new Hono<SiteEnv>()
  const pagePolicy = `${contentPolicy([])}; frame-src 'self'`

  const show = (c: Context<SiteEnv>, title: string, body: Child) => {
    const { actor } = c.var
    c.header('Content-Security-Policy', pagePolicy)
    return c.html(
      <Page
        kind="admin"
        title={title}
        nav="mails"
        actor={actor.kind === 'person' ? actor : undefined}
        flash={flashes[c.req.query('done') ?? '']}
      >
        {body}
      </Page>,
    )
  }

  app.use(securityHeaders({ paymentOrigins: [], secureCookies: services.secureCookies }))
  app.use(personal)
  app.use(requestContext(services))
  app.use(readablePath)
  app.use(ownForms(services.siteUrl))
  app.use(recordKeeper(services))
  app.use(bodyLimit({ maxSize: 16_384 }))

  /** Admins pass, visitors are asked to sign in, and for everybody else there is no such page. */
  app.use(async (c, next) => {
    if (c.var.actor.kind === 'visitor') {
      const { pathname, search } = new URL(c.req.url)
      const back = c.req.method === 'GET' ? `${pathname}${search}` : '/admin/mails'
      return c.redirect(`/sign-in?next=${encodeURIComponent(back)}`, 303)
    }
    requireAdmin(c.var.actor)
    await next()
  })

  const asked = async (c: Context<SiteEnv>): Promise<{ mail: MailPreview; look: Look; reader: PersonActor }> => {
    const look = readLook((name) => c.req.query(name))
    const mail = await previews.find(c.req.param('name') ?? '', look.sample)
    if (!mail) throw notFound('page')
    return { mail, look: { ...look, sample: mail.sample }, reader: requireAdmin(c.var.actor) }
  }

  app.get('/admin/mails', notRecorded(why.impersonal), (c) => show(c, 'Mails', <MailList mails={previews.list()} />))

  app.route('/admin/mails/sent', sentMailPages(services.sent, show))

  app.get('/admin/mails/:name', notRecorded(why.impersonal), async (c) => {
    const { mail, look, reader } = await asked(c)
    return show(c, mail.title, <MailSheet mail={mail} look={look} to={reader.email} />)
  })

  app.get('/admin/mails/:name/html', notRecorded(why.impersonal), async (c) => {
    const { mail, look } = await asked(c)
    c.header('Content-Security-Policy', framePolicy)
    return c.html(inScheme(mail.html, look.scheme))
  })

  app.post('/admin/mails/:name/send', notRecorded({ none: 'a sample, to oneself' }), async (c) => {
    const { mail, look, reader } = await asked(c)
    const done = await previews.send(mail.name, mail.sample, reader, c.var.now).then(
      () => 'sent',
      (error: unknown) => {
        if (error instanceof Problem && error.kind === 'unavailable') return 'later'
        throw error
      },
    )
    return c.redirect(`${addressOfMail(mail.name, look)}&done=${done}`, 303)
  })

  const refuse = (c: Context<SiteEnv>, status: 400 | 401 | 403 | 404 | 409 | 413 | 429 | 500 | 503, words: string) =>
    c.html(
      <Page title="Not possible" width="form" unlisted>
        <PageHeading title={status === 404 ? 'There is nothing here' : 'That is not possible'}>{words}</PageHeading>
      </Page>,
      status,
    )
  app.notFound((c) => refuse(c, 404, 'The address may have a slip in it.'))
  app.onError((error, c) => {
    const problem = problemIn(error)
    if (problem) return refuse(c, problemStatus[problem.kind], problem.message)
    if (error instanceof HTTPException && error.status < 500)
      return refuse(c, 413, 'That is more than this form takes.')
    services.log('error', 'a preview failed', { request: c.var.requestId, path: c.req.path, error: error.name })
    return refuse(c, 500, 'It is our fault, not yours, and it has been noted.')
  })
  return allDeclared(app)
}
