// Writing to the people registered for an event: the draft, its preview, sending, and what came of it.
import { getEvent } from '@lectern/core/catalog'
import { findPersonById, requirePerson } from '@lectern/core/identity'
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
import { noErrors } from '../../../forms/errors.ts'
import { type Declared, declarePages, done, type Refused, recorded, why } from '../../../forms/pages.ts'
import { revisionIn } from '../../../forms/typed.ts'
import { type AdminContext, flashOf, partOf, showAdmin } from '../../../layout/admin-page.tsx'
import { listPage } from '../../../lists/list-page.tsx'
import type { SiteServices } from '../../../site.ts'
import { ConfirmPage, confirmHead } from './confirm-page.tsx'
import { mailList } from './list-mails.tsx'
import { emptyFields, fieldsOf, formHead, MailForm, readFields } from './mail-form.tsx'
import { MailPage, mailHead } from './mail-page.tsx'
import { addressOfMail, addressOfMails } from './mail-words.ts'

/** How often a page is shown again while something is under way, in seconds. */
const refreshSeconds = 4

const flashes = {
  drafted: 'Draft saved. It isn’t sent yet.',
  saved: 'Changes saved. It isn’t sent yet.',
  tested: 'We’re sending you the test.',
  counting: 'Counting people.',
  sent: 'Sends in 1 minute. You can undo it until then.',
  back: 'Undone. No one got it, and it’s a draft again.',
  stopped: 'Stopped.',
} as const

/** To be mounted at `/admin/events`: for admins, and for those who teach the event. */
export const rosterMailPages = ({ table, organizer }: SiteServices): Declared[] => {
  const keyOf = (c: AdminContext) => ({ event: partOf(c, 'slug'), id: partOf(c, 'id') })
  const mailOf = (c: AdminContext) => getRosterMail(table, keyOf(c))

  const showForm = async (c: AdminContext, mail: RosterMail | undefined, shown: Partial<Refused>) => {
    const event = await getEvent(table, partOf(c, 'slug'))
    const form = <MailForm event={event} mail={mail} now={c.var.now} />
    return showAdmin(c, table, { ...formHead(event, mail), nav: 'events', ...shown }, form)
  }

  /** Has the page shown again, as a header, so that no script is needed; without what was last done. */
  const refresh = (c: AdminContext, path: string) => c.header('Refresh', `${refreshSeconds}; url=${path}`)

  const showMail = async (c: AdminContext, mail: RosterMail, errors = noErrors) => {
    const status = errors === noErrors ? 200 : 409
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
      { ...mailHead(event, mail), nav: 'events', flash: flashOf(c, flashes), status, errors },
      <MailPage
        {...{ event, mail, counts, recipients }}
        reader={requirePerson(c.var.actor)}
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
    const view = { ...confirmHead(event, mail), nav: 'events' } as const
    return showAdmin(c, table, view, <ConfirmPage {...{ event, mail, recipients }} />)
  }

  /** Refused, the mail is shown as it is, with why. */
  const showAgain = async (c: AdminContext, { problem: { message } }: Refused) =>
    showMail(c, await mailOf(c), new Map([['', message]]))

  const app = declarePages({
    who: 'teacher',
    at: '/admin/events',
    around: adminsAndInstructors(table),
    again: showAgain,
    field: fieldOf,
  })

  app.page('/:slug/mails', { audit: why.impersonal }, listPage(table, mailList(table)))

  app.page('/:slug/mails/new', { audit: why.impersonal }, (c) => showForm(c, undefined, { typed: emptyFields }))

  app.form(
    '/:slug/mails/new',
    {
      audit: recorded('roster-mail.create', '{made}'),
      again: (c, refused) => showForm(c, undefined, refused),
    },
    async (c, typed) => {
      const { slug } = await getEvent(table, c.req.param('slug'))
      const words = readFields(typed)
      const mail = await draftRosterMail(table, slug, words, requirePerson(c.var.actor).id, c.var.now)
      // The id comes last in the address: the audit log takes what was made from there.
      return done(`${addressOfMail(mail)}?done=drafted`)
    },
  )

  app.page('/:slug/mails/:id', { audit: why.impersonal }, async (c) => showMail(c, await mailOf(c)))

  app.page('/:slug/mails/:id/edit', { audit: why.impersonal }, async (c) => {
    const mail = await mailOf(c)
    if (mail.state !== 'draft') return c.redirect(addressOfMail(mail), 303)
    return showForm(c, mail, { typed: fieldsOf(mail) })
  })

  app.form(
    '/:slug/mails/:id/edit',
    {
      audit: recorded('roster-mail.change', '{id}'),
      again: async (c, refused) => {
        const mail = await mailOf(c)
        // Sent meanwhile, there is no form any more: the mail itself is shown, with why.
        return mail.state === 'draft' ? showForm(c, mail, refused) : showMail(c, mail, refused.errors)
      },
    },
    async (c, typed) => {
      const mail = await changeRosterMail(table, keyOf(c), revisionIn(typed), readFields(typed), c.var.now)
      return done(`${addressOfMail(mail)}?done=saved`)
    },
  )

  app.page('/:slug/mails/:id/send', { audit: why.impersonal }, async (c) => showConfirm(c, await mailOf(c)))

  app.form('/:slug/mails/:id/send', { audit: recorded('roster-mail.send', '{id}') }, async (c, typed) => {
    const mail = await sendRosterMail(table, keyOf(c), revisionIn(typed), c.var.now)
    return done(`${addressOfMail(mail)}?done=sent`)
  })
  app.form('/:slug/mails/:id/test', { audit: recorded('roster-mail.test', '{id}') }, async (c) => {
    const mail = await testRosterMail(table, keyOf(c), requirePerson(c.var.actor).id, c.var.now)
    return done(`${addressOfMail(mail)}?done=tested`)
  })
  app.form('/:slug/mails/:id/count', { audit: recorded('roster-mail.count', '{id}') }, async (c) => {
    const mail = await mailOf(c)
    await startCounting(table, mail, c.var.now)
    return done(`${addressOfMail(mail)}?done=counting`)
  })
  app.form('/:slug/mails/:id/stop', { audit: recorded('roster-mail.stop', '{id}') }, async (c) => {
    const mail = await stopRosterMail(table, keyOf(c), c.var.now)
    return done(`${addressOfMail(mail)}?done=${mail.state === 'draft' ? 'back' : 'stopped'}`)
  })
  app.form('/:slug/mails/:id/delete', { audit: recorded('roster-mail.delete', '{id}') }, async (c) => {
    await discardRosterMail(table, keyOf(c))
    return done(`${addressOfMails({ slug: c.req.param('slug') })}?done=deleted`)
  })
  return app.pages
}

/** An audience is one field of the form, whatever is wrong within it. */
const fieldOf = (path: string): string => path.split('.')[0] ?? ''
