import type { MailTopic } from '@lectern/emails'
import * as z from 'zod'
import { deriveToken, sameSecret } from '../platform/index.ts'

/**
 * What a person wants to be mailed, beside what they must be told. Each topic is one that can be turned off, and stands in
 * `mailTopics` with its words; what is transactional has no topic.
 */
export const Preferences = z.strictObject({
  reminders: z.boolean(),
  followUps: z.boolean(),
  newVersions: z.boolean(),
  news: z.boolean(),
})
export type Preferences = z.infer<typeof Preferences>

export type { MailTopic }

/** What can be turned off, as its reader is told of it. */
export const mailTopics: Readonly<Record<MailTopic, { title: string; words: string }>> = {
  reminders: {
    title: 'Reminders',
    words: 'We write before what you registered for begins: some days, a day or an hour before, as it fits.',
  },
  followUps: {
    title: 'Afterwards',
    words: 'We write when the recording and handouts of a session are there, and ask how it was.',
  },
  newVersions: {
    title: 'New versions',
    words: 'We write when a title that you have comes out in a new version.',
  },
  news: {
    title: 'News from organisers',
    words: 'Organizers invite you to events, and write about other things that may interest you.',
  },
}

/** What comes in any case, as the page of the settings says it. */
export const whatAlwaysComes =
  'What you have to know comes in any case: confirmations, receipts, changes to what you registered for, feedback on work that you handed in, certificates that you have earned, what its organiser asks you to bring, and codes to sign in.'

export const mailTopicNames = Object.keys(mailTopics) as MailTopic[]

/** Somebody who has said nothing gets everything. */
export const usualPreferences: Preferences = { reminders: true, followUps: true, newVersions: true, news: true }

/** The length of a person's id, which stands first in the token. */
const idLength = 'per_'.length + 26

const signatureOf = (secret: string, personId: string): string => deriveToken(secret, `preferences:${personId}`)

/**
 * What opens a person's mail settings without signing in, and nothing else. It stands in mails, which are kept for years,
 * so it has no end.
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
