import { type Event, sessionsOf } from '@lectern/core/catalog'
import type { Recipients, RosterMail, RosterMailState } from '@lectern/core/roster-mail'
import type { Crumb } from '../../../components/breadcrumbs.tsx'
import type { State } from '../../../components/state-badge.tsx'
import { sessionTitle } from '../../class/class-words.ts'

export const addressOfMails = (event: Pick<Event, 'slug'>): string => `/admin/events/${event.slug}/mails`

export const addressOfMail = ({ event, id }: Pick<RosterMail, 'event' | 'id'>): string =>
  `/admin/events/${event}/mails/${id}`

/** The way to a page of an event's mails. */
export const trailOf = (event: Event, ...below: Crumb[]): Crumb[] => [
  { label: event.title, href: `/admin/events/${event.slug}` },
  { label: 'Emails', href: addressOfMails(event) },
  ...below,
]

/** What a mail's state looks like, and its words where they differ from those of other things in that state. */
export const faces: Readonly<Record<RosterMailState, { state: State; words?: string }>> = {
  draft: { state: 'draft' },
  scheduled: { state: 'scheduled', words: 'Sends in 1 minute' },
  sending: { state: 'waiting', words: 'Sending' },
  sent: { state: 'sent' },
  cancelled: { state: 'cancelled', words: 'Stopped' },
}

export const many = (count: number): string => count.toLocaleString('en-US')

/** `one person`, `41 people`. */
export const formatPeople = (count: number): string => (count === 1 ? 'one person' : `${many(count)} people`)

/** Whom it is for, in words: `Everyone registered`, `Everyone with the ticket Seat`. */
export const formatAudience = (event: Event, { audience }: Pick<RosterMail, 'audience'>): string => {
  if (audience === 'everyone') return 'Everyone registered'
  if ('absent' in audience) {
    const session = sessionsOf(event, { admin: true }).find(({ id }) => id === audience.absent)
    return `Everyone who missed ${session ? sessionTitle(event, session) : 'a session'}`
  }
  const ticket = event.tickets.find(({ slug }) => slug === audience.ticket)
  return `Everyone with the ticket ${ticket?.name ?? audience.ticket}`
}

export const formatAbout = {
  event: 'About the event, to everyone',
  news: 'News, skips people who unsubscribed',
} as const

/** How many get it: the sentence before sending. */
export const recipientsSentence = ({ count, state }: Recipients): string => {
  if (state === 'counting') return `Being counted: ${many(count)} so far.`
  if (state === 'more') {
    return count === 0
      ? 'This roster is too long to count right away.'
      : `This goes to at least ${formatPeople(count)} now. This roster is too long to count right away.`
  }
  return count === 0 ? 'No one would get this now.' : `This goes to ${formatPeople(count)} now.`
}

/** Who is left out of the count above when it goes out. */
export const leftOutSentence = ({ about }: Pick<RosterMail, 'about'>): string =>
  about === 'news'
    ? 'We skip people who unsubscribed from news and blocked addresses.'
    : 'Blocked addresses are left out.'

export type TextPart = { words: string; link?: string }

/** The parts of a text, with the addresses in it that begin with https:// or http:// as links. Nothing else is one. */
export const partsOf = (text: string): TextPart[] => {
  const parts: TextPart[] = []
  let from = 0
  for (const match of text.matchAll(/\bhttps?:\/\/[^\s<>"'`{}|\\^]*[^\s<>"'`{}|\\^.,;:!?()[\]]/g)) {
    const [words] = match
    if (!URL.canParse(words)) continue
    if (match.index > from) parts.push({ words: text.slice(from, match.index) })
    parts.push({ words, link: new URL(words).href })
    from = match.index + words.length
  }
  if (from < text.length) parts.push({ words: text.slice(from) })
  return parts
}
