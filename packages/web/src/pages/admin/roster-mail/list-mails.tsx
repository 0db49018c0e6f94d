import type { Event } from '@lectern/core/catalog'
import type { Page } from '@lectern/core/platform'
import type { RosterMail, RosterMailCounts } from '@lectern/core/roster-mail'
import { Breadcrumbs } from '../../../components/breadcrumbs.tsx'
import { ButtonLink } from '../../../components/button.tsx'
import { PageHeading } from '../../../components/page-heading.tsx'
import { Pagination } from '../../../components/pagination.tsx'
import { Panel } from '../../../components/panel.tsx'
import { StateBadge } from '../../../components/state-badge.tsx'
import { type Column, Table } from '../../../components/table.tsx'
import { momentWords } from '../../../layout/moments.ts'
import { addressOfMail, addressOfMails, audienceWords, faces, many } from './mail-words.ts'

/** A mail of the list, with how many have gone, if it ever set out. */
export type ListedMail = RosterMail & { counts?: RosterMailCounts | undefined }

export const MailBadge = ({ mail }: { mail: RosterMail }) => {
  const { state, words } = faces[mail.state]
  return <StateBadge state={state}>{words}</StateBadge>
}

const columnsFor = (event: Event): Column<ListedMail>[] => [
  {
    key: 'subject',
    label: 'Mail',
    cell: (mail) => (
      <>
        <a class="text-link block max-w-md font-medium break-words" href={addressOfMail(mail)}>
          {mail.subject}
        </a>
        <span class="block text-muted">{audienceWords(event, mail)}</span>
      </>
    ),
  },
  { key: 'state', label: 'State', cell: (mail) => <MailBadge mail={mail} /> },
  { key: 'count', label: 'Mailed', align: 'end', cell: ({ counts }) => (counts ? many(counts.posted) : '–') },
  {
    key: 'at',
    label: 'Last done',
    cell: (mail) =>
      momentWords(mail.finishedAt ?? (mail.state === 'draft' ? undefined : mail.startedAt) ?? mail.changedAt),
  },
]

type Props = { event: Event; page: Page<ListedMail>; address: string }

/** The mails to one event's roster: drafts, what is going out, and what came of those before. */
export const MailList = ({ event, page, address }: Props) => (
  <div class="grid grid-cols-[minmax(0,1fr)] gap-5">
    <Breadcrumbs trail={[{ label: event.title, href: `/admin/events/${event.slug}` }, { label: 'Mails' }]} />
    <PageHeading
      size="work"
      title="Mails to the roster"
      actions={
        event.status === 'published' && (
          <ButtonLink size="small" look="primary" href={`${addressOfMails(event)}/new`}>
            Write a mail
          </ButtonLink>
        )
      }
    >
      {event.status === 'published'
        ? 'What you write to the people registered. Reminders and confirmations go by themselves and are not among these.'
        : 'Nobody is registered for this event at present, so there is nobody to write to.'}
    </PageHeading>
    <Panel flush>
      <Table
        caption={`Mails to the roster of ${event.title}, the latest first`}
        columns={columnsFor(event)}
        rows={page.items}
        rowId={({ id }) => id}
        empty="Nothing was written yet."
      />
    </Panel>
    <Pagination address={address} next={page.next} />
  </div>
)
