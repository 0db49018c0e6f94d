import * as z from 'zod'
import { Slug, skuOf } from '../catalog/index.ts'
import { Instant, line, multiLine } from '../platform/index.ts'
import type { Registration } from '../registration/index.ts'

/** How long sending can be undone. Nothing goes out before. */
export const takeBackSeconds = 60

/** Who on a roster a mail is for: everyone, people with one ticket, or people who weren't at a session. */
export const RosterAudience = z.union([
  z.literal('everyone'),
  z.strictObject({ ticket: Slug }),
  z.strictObject({ absent: z.string().min(1).max(60) }),
])
export type RosterAudience = z.infer<typeof RosterAudience>

/**
 * Why it is written: `event`, about what they registered for, which goes to everyone; or `news`, which goes to those who have
 * not turned news off, and can be turned off from the mail.
 */
export const RosterMailAbout = z.enum(['event', 'news'])
export type RosterMailAbout = z.infer<typeof RosterMailAbout>

/** What an organizer writes. The body is plain text: each line is a paragraph, and nothing in it is markup. */
export const RosterMailWords = z.strictObject({
  audience: RosterAudience,
  about: RosterMailAbout,
  subject: line(150, 'Enter a subject'),
  body: multiLine(10_000).min(1, 'Enter a message'),
})
export type RosterMailWords = z.infer<typeof RosterMailWords>

/** A change to a draft: only what is named changes. */
export const RosterMailChange = RosterMailWords.partial()
export type RosterMailChange = z.infer<typeof RosterMailChange>

/**
 * A draft; sent, but not yet on its way (`scheduled`: sending can still be undone); going out; gone; or stopped on the
 * way.
 */
export const rosterMailStates = ['draft', 'scheduled', 'sending', 'sent', 'cancelled'] as const
export type RosterMailState = (typeof rosterMailStates)[number]

/** A mail by an organizer to the people registered for an event. */
export const RosterMail = z.object({
  ...RosterMailWords.shape,
  id: z.string(),
  event: z.string(),
  state: z.enum(rosterMailStates),
  /** Rises with every change of the draft, so that what is sent is what someone looked at. */
  revision: z.int(),
  /** The person who wrote it first. */
  by: z.string().optional(),
  createdAt: Instant,
  changedAt: Instant,
  /** When it was sent. People who register later don't get it. */
  startedAt: Instant.optional(),
  /** When the first goes out. */
  goesAt: Instant.optional(),
  finishedAt: Instant.optional(),
  /** How many it was to go to when it was sent, where that was known. */
  expected: z.int().optional(),
})
export type RosterMail = z.infer<typeof RosterMail>

/** What became of it so far: mails made and handed on, and people left out because they have turned news off. */
export type RosterMailCounts = { posted: number; unwanted: number }

/**
 * Whether a mail is for someone on the roster: confirmed now, registered by the time at which it was sent, and with the
 * ticket that it is for; who was at a session is known elsewhere (`withoutPresent`). A person has one registration of an
 * event at most, so nobody counts twice.
 */
export const isRecipient = (
  mail: Pick<RosterMail, 'event' | 'audience'>,
  registration: Registration,
  startedAt: Instant,
): boolean =>
  registration.status === 'confirmed' &&
  registration.registeredAt <= startedAt &&
  (mail.audience === 'everyone' ||
    'absent' in mail.audience ||
    registration.sku === skuOf(mail.event, { slug: mail.audience.ticket }))

/** The paragraphs of a body: each line is one, since mail programs do not keep line breaks within a paragraph. */
export const paragraphsOf = (body: string): string[] =>
  body
    .split('\n')
    .map((part) => part.trim())
    .filter((part) => part !== '')
