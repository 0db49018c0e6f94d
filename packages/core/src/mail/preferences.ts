import type { MailTopic } from '@lectern/emails'
import * as z from 'zod'
import { deriveToken, sameSecret } from '../platform/index.ts'

/**
 * The mail a person wants, beyond what they must be told. Each topic can be turned off and is in `mailTopics` with its
 * words. Transactional mail has no topic.
 */
export const Preferences = z.strictObject({
  reminders: z.boolean(),
  followUps: z.boolean(),
  newVersions: z.boolean(),
  news: z.boolean(),
})
export type Preferences = z.infer<typeof Preferences>

export type { MailTopic }

/** What can be turned off, in words for its reader. */
export const mailTopics: Readonly<Record<MailTopic, { title: string; words: string }>> = {
  reminders: {
    title: 'Reminders',
    words: 'Before an event you’re registered for: a few days, a day, or an hour ahead.',
  },
  followUps: {
    title: 'Follow-ups',
    words: 'When a session’s recording and handouts are ready, and to ask how it was.',
  },
  newVersions: {
    title: 'New versions',
    words: 'When a title you have gets a new version.',
  },
  news: {
    title: 'News from organizers',
    words: 'Invitations to events, and other things organizers think you’ll like.',
  },
}

/** What always comes, in words for the page of preferences. */
export const whatAlwaysComes =
  'We always send what you need to know: confirmations, receipts, changes to events you’re registered for, feedback on work you turned in, certificates you’ve earned, what organizers ask you to bring, and sign-in codes.'

export const mailTopicNames = Object.keys(mailTopics) as MailTopic[]

/** Someone who has said nothing gets everything. */
export const usualPreferences: Preferences = { reminders: true, followUps: true, newVersions: true, news: true }

/** The length of a person's id, which comes first in the token. */
const idLength = 'per_'.length + 26

const signatureOf = (secret: string, personId: string): string => deriveToken(secret, `preferences:${personId}`)

/**
 * Opens a person's mail settings without signing in, and nothing else. It's in mails, which people keep for years, so
 * it never expires.
 */
export const preferencesToken = (secret: string, personId: string): string =>
  `${personId}-${signatureOf(secret, personId)}`

/** Whose settings a token opens; nothing for one that is not ours. */
export const readPreferencesToken = (secret: string, token: string): string | undefined => {
  const personId = token.slice(0, idLength)
  return sameSecret(token, preferencesToken(secret, personId)) ? personId : undefined
}

/** Where a person sets what they are mailed. */
export const preferencesUrl = (site: { secret: string; siteUrl: string }, personId: string): string =>
  `${site.siteUrl}/preferences/${preferencesToken(site.secret, personId)}`

/**
 * Headers by which mail programs offer to turn such mails off with one press (RFC 2369, RFC 8058). The address takes the
 * press as a POST, from anywhere and without a session.
 */
export const unsubscribeHeaders = (url: string, topic: MailTopic): Record<string, string> => ({
  'List-Unsubscribe': `<${url}?topic=${topic}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
})
