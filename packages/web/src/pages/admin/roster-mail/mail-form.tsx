import { type Event, sessionsOf } from '@lectern/core/catalog'
import type { Instant } from '@lectern/core/platform'
import { type RosterMail, RosterMailWords } from '@lectern/core/roster-mail'
import { scheduledSessions, sessionTimes } from '@lectern/core/schedule'
import { ButtonLink } from '../../../components/button.tsx'
import { RadioGroup } from '../../../components/choice.tsx'
import { HiddenFields } from '../../../components/hidden-fields.tsx'
import { Panel } from '../../../components/panel.tsx'
import { Select } from '../../../components/select.tsx'
import { SubmitButton } from '../../../components/submit-button.tsx'
import { TextArea } from '../../../components/text-area.tsx'
import { TextInput } from '../../../components/text-input.tsx'
import { readAs } from '../../../forms/errors.ts'
import { type Typed, typedOf } from '../../../forms/typed.ts'
import { sessionTitle } from '../../class/class-words.ts'
import { addressOfMail, addressOfMails, trailOf } from './mail-words.ts'

const everyone = 'everyone'

/** What the form of a new mail begins with. */
export const emptyFields = typedOf({ audience: everyone, about: 'event' })

export const fieldsOf = ({ audience, about, subject, body }: RosterMail): Typed =>
  typedOf({ audience: audienceOf(audience), about, subject, body })

const audienceOf = (audience: RosterMail['audience']): string => {
  if (audience === everyone) return everyone
  return 'absent' in audience ? `absent:${audience.absent}` : `ticket:${audience.ticket}`
}

/** Reads the form with the schema of the domain. */
export const readFields = (typed: Typed): RosterMailWords => {
  const audience = typed.text('audience')
  const [what = '', which] = audience.split(':')
  const some = what === 'ticket' || what === 'absent'
  return readAs(RosterMailWords, {
    about: typed.text('about'),
    subject: typed.text('subject'),
    body: typed.text('body'),
    audience: some ? { [what]: which } : audience,
  })
}

type Props = {
  event: Event
  /** The draft that is changed; none while it is new. */
  mail?: RosterMail | undefined
  now: Instant
}

export const formHead = (event: Event, mail?: RosterMail) => {
  const title = mail ? 'Edit draft' : 'Email the roster'
  return {
    title,
    trail: trailOf(event, { label: title }),
    about: 'Saving doesn’t send it. Next, you’ll preview it and see how many people get it.',
  }
}

/** Where a mail to a roster is written. */
export const MailForm = ({ event, mail, now }: Props) => {
  const begun = scheduledSessions(sessionsOf(event, { admin: true })).filter(
    (session) => sessionTimes(session).startsAt <= now,
  )
  const mails = addressOfMails(event)
  return (
    <Panel>
      <form class="grid gap-5" method="post" action={mail ? `${addressOfMail(mail)}/edit` : `${mails}/new`} novalidate>
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
        />
        <TextInput name="subject" label="Subject" maxlength={150} />
        <TextArea
          name="body"
          label="Message"
          hint="Plain text. Each line becomes a paragraph, and https:// addresses become links. We add a greeting, the organizer’s name, and a button to the event."
          rows={12}
        />
        <div class="flex flex-wrap gap-3">
          <SubmitButton busy="Saving…">Save and preview</SubmitButton>
          <ButtonLink look="ghost" href={mail ? addressOfMail(mail) : mails}>
            Back
          </ButtonLink>
        </div>
      </form>
    </Panel>
  )
}
