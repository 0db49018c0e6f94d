// Writing to the people registered for an event: the draft, its preview, sending, and what came of it.
import { type Event, getEvent } from '@lectern/core/catalog'
import { findPersonById } from '@lectern/core/identity'
import { Problem } from '@lectern/core/platform'
import {
  changeRosterMail,
  countRecipients,
  discardRosterMail,
  draftRosterMail,
  findSent,
  getRosterMail,
  type RosterMail,
  sendRosterMail,
  startCounting,
  stopRosterMail,
  testRosterMail,
} from '@lectern/core/roster-mail'
import { adminsAndInstructors } from '../../../forms/access.ts'
import { type Errors, errorsOf, noErrors, refusalOf } from '../../../forms/errors.ts'
import { again, type Declared, declarePages, done, type Outcome, recorded, why } from '../../../forms/pages.ts'
import type { Typed } from '../../../forms/typed.ts'
import { type AdminContext, flashOf, showAdmin } from '../../../layout/admin-page.tsx'
import { listPage } from '../../../lists/list-page.tsx'
import type { SiteServices } from '../../../site.ts'
import { ConfirmPage } from './confirm-page.tsx'
import { mailList } from './list-mails.tsx'
import { emptyFields, fieldsOf, type MailFields, MailForm, readFields, typedFields } from './mail-form.tsx'
import { MailPage } from './mail-page.tsx'
import { addressOfMail, addressOfMails } from './mail-words.ts'

/** How often a page is shown again while something is under way, in seconds. */
const refreshSeconds = 4

const flashes = {
  drafted: 'Draft saved. It isn’t sent yet.',
  saved: 'Changes saved. It isn’t sent yet.',
  tested: 'We’re sending you the test.',
  counting: 'Counting people.',
  sent: 'Sends in 1 minute. Until then you can take it back.',
  back: 'Undone. No one got it, and it’s a draft again.',
  stopped: 'Stopped.',
} as const

/** Admins and those who teach the event come here. */
const writerOf = (c: AdminContext) => {
  const { actor } = c.var
  if (actor.kind !== 'person') throw new Problem('unauthenticated', 'identity.sign-in', 'Sign in first.')
  return actor
}

const revisionIn = (text: string): number => (/^\d{1,9}$/.test(text) ? Number(text) : 0)

/** To be mounted at `/admin/events`: for admins, and for those who teach the event. */
export const rosterMailPages = ({ table, organizer }: SiteServices): Declared[] => {
  const app = declarePages({ who: 'teacher', at: '/admin/events', around: adminsAndInstructors(table) })

  const showForm = (c: AdminContext, event: Event, fields: MailFields, more: FormMore = {}) =>
    showAdmin(
      c,
      table,
      {
        title: more.mail ? 'Edit draft' : 'Email the roster',
        nav: 'events',
        errors: more.errors,
        status: more.status,
      },
      <MailForm event={event} mail={more.mail} fields={fields} now={c.var.now} />,
    )

  /** Has the page shown again, as a header, so that no script is needed; without what was last done. */
  const refresh = (c: AdminContext, path: string) => c.header('Refresh', `${refreshSeconds}; url=${path}`)

  const showMail = async (c: AdminContext, mail: RosterMail, errors = noErrors) => {
    const [event, recipients, { counts }, by] = await Promise.all([
      getEvent(table, mail.event),
      mail.state === 'draft' ? countRecipients(table, mail, c.var.now) : undefined,
      findSent(table, mail.id),
      mail.by === undefined ? undefined : findPersonById(table, mail.by),
    ])
    const moving = mail.state === 'scheduled' || mail.state === 'sending' || recipients?.state === 'counting'
    if (moving && errors === noErrors) refresh(c, addressOfMail(mail))
    return showAdmin(
      c,
      table,
      {
        title: mail.subject,
        nav: 'events',
        flash: flashOf(c, flashes),
        status: errors === noErrors ? 200 : 409,
        errors,
      },
      <MailPage
        {...{ event, mail, counts, recipients }}
        reader={writerOf(c)}
        organizer={organizer.name}
        by={by?.name}
      />,
    )
  }

  const showConfirm = async (c: AdminContext, mail: RosterMail) => {
    if (mail.state !== 'draft') return c.redirect(addressOfMail(mail), 303)
    const [event, recipients] = await Promise.all([
      getEvent(table, mail.event),
      countRecipients(table, mail, c.var.now),
    ])
    if (recipients.state === 'counting') refresh(c, `${addressOfMail(mail)}/send`)
    const view = { title: `Send “${mail.subject}”?`, nav: 'events' } as const
    return showAdmin(c, table, view, <ConfirmPage {...{ event, mail, recipients }} />)
  }

  const keyOf = (c: AdminContext) => ({ event: c.req.param('slug') ?? '', id: c.req.param('id') ?? '' })
  const mailOf = (c: AdminContext) => getRosterMail(table, keyOf(c))

  /** Does something with a mail and leads on; refused, shows the mail as it is, with why. */
  const act =
    (run: (c: AdminContext, revision: number) => Promise<string>) =>
    async (c: AdminContext, typed: Typed): Promise<Outcome> => {
      try {
        return done(await run(c, revisionIn(typed.text('revision'))))
      } catch (error) {
        if (error instanceof Problem && error.kind === 'not-found') throw error
        const errors = errorsOf(refusalOf(error), () => '')
        return again(showMail(c, await mailOf(c), errors))
      }
    }

  app.page('/:slug/mails', { audit: why.impersonal }, listPage(table, mailList(table)))

  app.page('/:slug/mails/new', { audit: why.impersonal }, async (c) =>
    showForm(c, await getEvent(table, c.req.param('slug')), emptyFields),
  )

  app.form('/:slug/mails/new', { audit: recorded('roster-mail.create', '{made}') }, async (c, typed) => {
    const event = await getEvent(table, c.req.param('slug'))
    const fields = typedFields(typed)
    const read = readFields(fields)
    if (!read.ok) return again(showForm(c, event, fields, { errors: errorsOf(read.errors, fieldOf), status: 400 }))
    try {
      const mail = await draftRosterMail(table, event.slug, read.value, writerOf(c).id, c.var.now)
      // The id comes last in the address: the audit log takes what was made from there.
      return done(`${addressOfMail(mail)}?done=drafted`)
    } catch (error) {
      return again(showForm(c, event, fields, { errors: errorsOf(refusalOf(error), fieldOf), status: 409 }))
    }
  })

  app.page('/:slug/mails/:id', { audit: why.impersonal }, async (c) => showMail(c, await mailOf(c)))

  app.page('/:slug/mails/:id/edit', { audit: why.impersonal }, async (c) => {
    const mail = await mailOf(c)
    if (mail.state !== 'draft') return c.redirect(addressOfMail(mail), 303)
    return showForm(c, await getEvent(table, mail.event), fieldsOf(mail), { mail })
  })

  app.form('/:slug/mails/:id/edit', { audit: recorded('roster-mail.change', '{id}') }, async (c, typed) => {
    const fields = typedFields(typed)
    const read = readFields(fields)
    const refuse = async (errors: Errors, status: 400 | 409) => {
      const mail = await mailOf(c)
      // Sent meanwhile, there is no form any more: the mail itself is shown, with why.
      if (mail.state !== 'draft') return showMail(c, mail, errors)
      return showForm(c, await getEvent(table, mail.event), fields, { mail, errors, status })
    }
    if (!read.ok) return again(refuse(errorsOf(read.errors, fieldOf), 400))
    try {
      const mail = await changeRosterMail(table, keyOf(c), revisionIn(typed.text('revision')), read.value, c.var.now)
      return done(`${addressOfMail(mail)}?done=saved`)
    } catch (error) {
      return again(refuse(errorsOf(refusalOf(error), fieldOf), 409))
    }
  })

  app.page('/:slug/mails/:id/send', { audit: why.impersonal }, async (c) => showConfirm(c, await mailOf(c)))

  app.form(
    '/:slug/mails/:id/send',
    { audit: recorded('roster-mail.send', '{id}') },
    act(
      async (c, revision) => `${addressOfMail(await sendRosterMail(table, keyOf(c), revision, c.var.now))}?done=sent`,
    ),
  )
  app.form(
    '/:slug/mails/:id/test',
    { audit: recorded('roster-mail.test', '{id}') },
    act(async (c) => `${addressOfMail(await testRosterMail(table, keyOf(c), writerOf(c).id, c.var.now))}?done=tested`),
  )
  app.form(
    '/:slug/mails/:id/count',
    { audit: recorded('roster-mail.count', '{id}') },
    act(async (c) => {
      const mail = await mailOf(c)
      await startCounting(table, mail, c.var.now)
      return `${addressOfMail(mail)}?done=counting`
    }),
  )
  app.form(
    '/:slug/mails/:id/stop',
    { audit: recorded('roster-mail.stop', '{id}') },
    act(async (c) => {
      const mail = await stopRosterMail(table, keyOf(c), c.var.now)
      return `${addressOfMail(mail)}?done=${mail.state === 'draft' ? 'back' : 'stopped'}`
    }),
  )
  app.form(
    '/:slug/mails/:id/delete',
    { audit: recorded('roster-mail.delete', '{id}') },
    act(async (c) => {
      await discardRosterMail(table, keyOf(c))
      return `${addressOfMails({ slug: keyOf(c).event })}?done=deleted`
    }),
  )
  return app.pages
}

type FormMore = { mail?: RosterMail; errors?: Errors; status?: 400 | 409 }

/** An audience is one field of the form, whatever is wrong within it. */
const fieldOf = (path: string): string => path.split('.')[0] ?? ''
