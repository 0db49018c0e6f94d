import type { Event } from '@lectern/core/catalog'
import type { Recipients, RosterMail, RosterMailCounts } from '@lectern/core/roster-mail'
import { ButtonLink } from '../../../components/button.tsx'
import { KeyValue } from '../../../components/key-value.tsx'
import { Way } from '../../../components/link.tsx'
import { Notice } from '../../../components/notice.tsx'
import { Panel } from '../../../components/panel.tsx'
import { StatList } from '../../../components/stat-list.tsx'
import { TextLink } from '../../../components/text-link.tsx'
import { momentInZone } from '../../../layout/moments.ts'
import { MailBadge } from './list-mails.tsx'
import { Act, RecipientsLine } from './mail-parts.tsx'
import { MailPreview } from './mail-preview.tsx'
import { addressOfMail, formatAbout, formatAudience, many, trailOf } from './mail-words.ts'

export type MailPageProps = {
  event: Event
  mail: RosterMail
  counts: RosterMailCounts
  /** For whom a draft would be. */
  recipients?: Recipients | undefined
  /** Who looks at it: the preview greets them, and a test goes to them. */
  reader: { name: string; email: string; admin: boolean }
  organizer: string
  /** The name of the person who wrote it, while they have an account. */
  by?: string | undefined
}

const DraftPart = (props: MailPageProps) => {
  const { mail, recipients, reader } = props
  return (
    <>
      <MailPreview mail={mail} event={props.event} reader={reader.name} organizer={props.organizer} />
      <Panel title="Before you send">
        {recipients && <RecipientsLine mail={mail} recipients={recipients} />}
        <div class="flex flex-wrap gap-3">
          <Act mail={mail} act="test" words={`Send a test to ${reader.email}`} busy="Sending…" />
          {!(recipients?.state === 'exact' && recipients.count === 0) && (
            <ButtonLink look="primary" href={`${addressOfMail(mail)}/send`}>
              Continue
            </ButtonLink>
          )}
        </div>
        <p class="text-sm text-muted">
          The test is exactly what everyone will get. You can send one test per version of the draft.
        </p>
      </Panel>
      <Panel title="Delete draft">
        <Act mail={mail} act="delete" words="Delete this draft" look="danger" busy="Deleting…" />
      </Panel>
    </>
  )
}

const ProgressPart = ({ mail, counts }: MailPageProps) => {
  const scheduled = mail.state === 'scheduled'
  const done = counts.posted + counts.unwanted
  return (
    <Panel title={scheduled ? 'Sends in 1 minute' : 'Sending now'}>
      <p aria-live="polite">
        {scheduled
          ? 'Nothing has been sent yet. You can still undo.'
          : `Emailed so far: ${many(counts.posted)}${mail.expected === undefined ? '' : ` of ${many(mail.expected)}`}.`}
      </p>
      {!scheduled && (
        <progress
          class="gauge w-full max-w-md"
          max={mail.expected === undefined ? undefined : Math.max(mail.expected, done, 1)}
          value={mail.expected === undefined ? undefined : done}
          aria-label="Emailed so far"
        />
      )}
      <div class="flex flex-wrap items-center gap-3">
        <Act mail={mail} act="stop" words={scheduled ? 'Undo' : 'Stop'} look="danger" busy="Stopping…" />
        <ButtonLink href={addressOfMail(mail)}>Refresh progress</ButtonLink>
      </div>
      <p class="text-sm text-muted">
        This page refreshes every few seconds. You can leave it; the emails still go out.
        {scheduled ? '' : ' Emails already sent can’t be unsent.'}
      </p>
    </Panel>
  )
}

const RecordPart = ({ mail, counts, event, reader }: MailPageProps) => (
  <>
    {mail.state === 'cancelled' && (
      <Notice tone="warning" title="Stopped partway">
        Only the people counted below got it.
      </Notice>
    )}
    <StatList
      stats={[
        { label: 'Emailed', value: many(counts.posted), note: 'including bounces' },
        ...(mail.about === 'news'
          ? [{ label: 'Left out', value: many(counts.unwanted), note: 'unsubscribed from news' }]
          : []),
        ...(mail.expected === undefined
          ? []
          : [{ label: 'Estimate', value: many(mail.expected), note: 'registered when it was sent' }]),
      ]}
    />
    {reader.admin && (
      <p>
        <TextLink href={`/admin/messages?event=${event.slug}&template=roster-mail`}>See each email’s status</TextLink>
      </p>
    )}
  </>
)

const running = (mail: RosterMail): boolean => mail.state === 'scheduled' || mail.state === 'sending'

export const mailHead = (event: Event, mail: RosterMail) => ({
  title: mail.subject,
  kicker: event.title,
  trail: trailOf(event, { label: 'This email' }),
  badge: <MailBadge mail={mail} />,
  actions: mail.state === 'draft' && <Way href={`${addressOfMail(mail)}/edit`} label="Edit" />,
})

/** One mail to a roster: the draft before it goes, its progress while it goes, and the record after. */
export const MailPage = (props: MailPageProps) => {
  const { event, mail, by } = props
  const gone = mail.state === 'sent' || mail.state === 'cancelled'
  return (
    <>
      {running(mail) && <ProgressPart {...props} />}
      {gone && <RecordPart {...props} />}
      <Panel title="Status">
        <KeyValue
          look="ruled"
          facts={[
            { term: 'To', detail: formatAudience(event, mail) },
            { term: 'About', detail: formatAbout[mail.about] },
            { term: 'Written by', detail: by },
            ...(mail.state === 'draft'
              ? [{ term: 'Last changed', detail: momentInZone(mail.changedAt) }]
              : [{ term: 'Sent', detail: mail.startedAt && momentInZone(mail.startedAt) }]),
            {
              term: mail.state === 'cancelled' ? 'Stopped' : 'Done',
              detail: mail.finishedAt && momentInZone(mail.finishedAt),
            },
          ]}
        />
      </Panel>
      {mail.state === 'draft' ? (
        <DraftPart {...props} />
      ) : (
        <MailPreview mail={mail} event={event} reader={props.reader.name} organizer={props.organizer} />
      )}
    </>
  )
}
