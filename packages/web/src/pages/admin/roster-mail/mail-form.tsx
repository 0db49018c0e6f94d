import type { Event } from '@lectern/core/catalog'
import type { Instant } from '@lectern/core/platform'
import { type RosterMail, RosterMailWords } from '@lectern/core/roster-mail'
import { scheduledSessions, sessionTimes } from '@lectern/core/schedule'
import { Breadcrumbs } from '../../../components/breadcrumbs.tsx'
import { ButtonLink } from '../../../components/button.tsx'
import { RadioGroup } from '../../../components/choice.tsx'
import { ErrorSummary } from '../../../components/error-summary.tsx'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { PageHeading } from '../../../components/page-heading.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Select } from '../../../components/select.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { TextArea } from '../../../components/text-area.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { parseTyped } from '../../../forms/errors.ts'
import type { Typed } from '../../../forms/typed.ts'
import { sessionTitle } from '../../class/class-words.ts'
import { addressOfMail, addressOfMails } from './mail-words.ts'

/** What stands in the form: as typed, or as kept. */
export type MailFields = { audience: string; about: string; subject: string; body: string }

const everyone = 'everyone'

export const emptyFields: MailFields = { audience: everyone, about: 'event', subject: '', body: '' }

export const fieldsOf = ({ audience, about, subject, body }: RosterMail): MailFields => ({
  audience:
    audience === everyone ? everyone : 'absent' in audience ? `absent:${audience.absent}` : `ticket:${audience.ticket}`,
  ...{ about, subject, body },
})

export const typedFields = (typed: Typed): MailFields => ({
  audience: typed.text('audience'),
  about: typed.text('about'),
  subject: typed.text('subject'),
  body: typed.text('body'),
})

/** Reads the form with the schema of the domain. */
export const readFields = (fields: MailFields) => {
  const [what = '', which] = fields.audience.split(':')
  const some = what === 'ticket' || what === 'absent'
  return parseTyped(RosterMailWords, { ...fields, audience: some ? { [what]: which } : fields.audience })
}

type Props = {
  event: Event
  /** The draft that is changed; none while it is new. */
  mail?: RosterMail | undefined
  fields: MailFields
  now: Instant
}

/** Where a mail to a roster is written. */
export const MailForm = ({ event, mail, fields, now }: Props) => {
  const begun = scheduledSessions(event.sessions).filter((session) => sessionTimes(session).startsAt <= now)
  const mails = addressOfMails(event)
  const title = mail ? 'Edit draft' : 'Email the roster'
  return (
    <div class="grid grid-cols-[minmax(0,1fr)] gap-5">
      <Breadcrumbs
        trail={[
          { label: event.title, href: `/admin/events/${event.slug}` },
          { label: 'Emails', href: mails },
          { label: title },
        ]}
      />
      <PageHeading size="work" title={title}>
        Saving doesn’t send it. Next, you’ll preview it and see how many people get it.
      </PageHeading>
      <ErrorSummary />
      <Panel>
        <form
          class="grid gap-5"
          method="post"
          action={mail ? `${addressOfMail(mail)}/edit` : `${mails}/new`}
          novalidate
        >
          {mail && <HiddenFields values={{ revision: mail.revision }} />}
          <Select
            name="audience"
            label="To"
            options={[
              { value: everyone, label: 'Everyone registered' },
              ...event.tickets.map(({ slug, name }) => ({
                value: `ticket:${slug}`,
                label: `Everyone with the ticket ${name}`,
              })),
              ...begun.map((session) => ({
                value: `absent:${session.id}`,
                label: `Everyone who missed ${sessionTitle(event, session)}`,
              })),
            ]}
            value={fields.audience}
          />
          <RadioGroup
            name="about"
            label="Type"
            options={[
              {
                value: 'event',
                label: 'What they registered for',
                hint: 'A room change or what to bring. Goes to everyone, whatever their email preferences.',
              },
              {
                value: 'news',
                label: 'News',
                hint: 'Anything else. Skips people who unsubscribed from news.',
              },
            ]}
            value={fields.about}
          />
          <TextInput name="subject" label="Subject" maxlength={150} value={fields.subject} />
          <TextArea
            name="body"
            label="Message"
            hint="Plain text. Each line becomes a paragraph, and https:// addresses become links. We add a greeting, the organizer’s name, and a button to the event."
            rows={12}
            value={fields.body}
          />
          <div class="flex flex-wrap gap-3">
            <SubmitButton busy="Saving…">Save and preview</SubmitButton>
            <ButtonLink look="ghost" href={mail ? addressOfMail(mail) : mails}>
              Back
            </ButtonLink>
          </div>
        </form>
      </Panel>
    </div>
  )
}
