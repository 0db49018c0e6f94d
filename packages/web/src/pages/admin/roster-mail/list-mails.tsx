import { type Event, getEvent } from '@lectern/core/catalog'
import type { Table } from '@lectern/core/platform'
import type { RosterMail, RosterMailCounts } from '@lectern/core/roster-mail'
import { findSent, listRosterMails } from '@lectern/core/roster-mail'
import { Way } from '../../../components/link.tsx'
import { StateBadge } from '../../../components/state-badge.tsx'
import { flashOf } from '../../../layout/admin-page.tsx'
import { type ListColumn, moment, rowsOn } from '../../../lists/columns.ts'
import { defineList, type List } from '../../../lists/list-page.tsx'
import { addressOfMail, addressOfMails, faces, formatAudience, many, trailOf } from './mail-words.ts'

/** One read for each that went out, so that a page costs the same however many there are. */
const onPage = 25

/** A mail of the list, with how many have gone, if it ever set out. */
export type ListedMail = RosterMail & { counts?: RosterMailCounts | undefined }

export const MailBadge = ({ mail }: { mail: RosterMail }) => {
  const { state, words } = faces[mail.state]
  return <StateBadge state={state}>{words}</StateBadge>
}

const lastChange = (mail: RosterMail) =>
  mail.finishedAt ?? (mail.state === 'draft' ? undefined : mail.startedAt) ?? mail.changedAt

const columnsFor = (event: Event): ListColumn<ListedMail>[] => [
  {
    key: 'subject',
    label: 'Mail',
    cell: (mail) => (
      <>
        <a class="text-link block max-w-md font-medium break-words" href={addressOfMail(mail)}>
          {mail.subject}
        </a>
        <span class="block text-muted">{formatAudience(event, mail)}</span>
      </>
    ),
    file: { Email: ({ subject }) => subject, Audience: (mail) => formatAudience(event, mail) },
  },
  { key: 'state', label: 'State', cell: (mail) => <MailBadge mail={mail} />, file: { State: ({ state }) => state } },
  {
    key: 'count',
    label: 'Sent',
    align: 'end',
    cell: ({ counts }) => (counts ? many(counts.posted) : '–'),
    file: { Sent: ({ counts }) => counts?.posted },
  },
  moment('at', 'Last change', lastChange),
]

const done = { deleted: 'Draft deleted.' } as const

/** The emails to one event's roster: drafts, what is going out, and what came of those before. */
export const mailList = (table: Table) =>
  defineList({
    filters: {},
    list: async (c): Promise<List<ListedMail>> => {
      const event = await getEvent(table, c.req.param('slug') ?? '')
      const published = event.status === 'published'
      return {
        title: 'Emails to the roster',
        window: `Emails to the roster of ${event.title}`,
        nav: 'events',
        trail: trailOf(event),
        flash: flashOf(c, done),
        about: published
          ? 'What you write to the people registered. Reminders and confirmations go out on their own and aren’t listed here.'
          : 'No one is registered for this event right now, so there’s no one to write to.',
        make: published && <Way href={`${addressOfMails(event)}/new`} label="Write an email" primary />,
        caption: `Emails to the roster of ${event.title}, latest first`,
        columns: columnsFor(event),
        rowId: ({ id }) => id,
        empty: { title: 'No emails yet', words: 'Drafts and sent emails appear here.' },
        onPage,
        inFile: onPage,
        read: async (page) => {
          const found = await listRosterMails(table, event.slug, page)
          const counted = async (mail: RosterMail): Promise<ListedMail> =>
            mail.startedAt === undefined ? mail : { ...mail, counts: (await findSent(table, mail.id)).counts }
          return rowsOn(found, (mails) => Promise.all(mails.map(counted)))
        },
        file: `emails-${event.slug}`,
      }
    },
  })
