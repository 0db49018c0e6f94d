import { addSeconds, epochSeconds, type Instant } from './time.ts'

const day = 24 * 3600
const year = 365 * day

type Kept = {
  /** From when on the period counts. */
  from: string
  seconds: number
  why: string
  /** `ttl`: the table forgets the item by itself. `clock`: the clock takes the person out of it, and it stays. */
  by: 'ttl' | 'clock'
}

/**
 * How long each kind of item is kept, and why. What isn't listed stays until someone deletes it: events, people until
 * they are erased, and grants, registrations and places with them.
 */
export const retention = {
  session: {
    ...{ from: 'signing in', seconds: 30 * day, by: 'ttl' },
    why: 'Someone who visits every month stays signed in; a lost device doesn’t stay signed in forever.',
  },
  idempotency: {
    ...{ from: 'the first request', seconds: day, by: 'ttl' },
    why: 'Longer than any client should keep retrying.',
  },
  'order-key': {
    ...{ from: 'the first request', seconds: 7 * day, by: 'ttl' },
    why: 'A form left open over a weekend still places its order once.',
  },
  'parked-form': {
    ...{ from: 'leaving to sign in', seconds: 3600, by: 'ttl' },
    why: 'Long enough to find the code in your email.',
  },
  unpaid: {
    ...{ from: 'the last unpaid hold', seconds: 30 * day, by: 'ttl' },
    why: 'Longer than any payment takes, including a bank debit.',
  },
  'payment-event': {
    ...{ from: 'its arrival', seconds: 7 * day, by: 'ttl' },
    why: 'Longer than the 3 days that the provider keeps sending an event.',
  },
  'zoom-recording': {
    ...{ from: 'its arrival', seconds: 7 * day, by: 'ttl' },
    why: 'Longer than the hours that Zoom keeps reporting a recording.',
  },
  'zoom-download': {
    ...{ from: 'its arrival', seconds: day, by: 'ttl' },
    why: 'Zoom’s download access lasts this long. It’s deleted as soon as the recording is copied.',
  },
  'outbox-failed': {
    ...{ from: 'giving up', seconds: 90 * day, by: 'ttl' },
    why: 'Long enough for someone to notice and send it again.',
  },
  waiting: {
    ...{ from: 'the end of the event', seconds: year, by: 'ttl' },
    why: 'Tells organizers who missed out when they run the event again.',
  },
  'next-run': {
    ...{ from: 'asking to hear about it', seconds: 2 * year, by: 'ttl' },
    why: 'A class that runs again does so within two years, and later nobody remembers having asked.',
  },
  'office-hour': {
    ...{ from: 'its end', seconds: year, by: 'ttl' },
    why: 'Shows instructors who they’ve talked with, for as long as a course and its next run last.',
  },
  'check-in': {
    ...{ from: 'the end of the event', seconds: year, by: 'ttl' },
    why: 'Answers who came and when, for as long as benefits of attending are paid out.',
  },
  'door-staff': {
    ...{ from: 'the closing of the door', seconds: 30 * day, by: 'ttl' },
    why: 'Shows who worked at the door while questions about it come up.',
  },
  'recent-registration': {
    ...{ from: 'confirming', seconds: day, by: 'ttl' },
    why: 'Longer than any index lags. Until then, work on a whole roster finds its newest people here.',
  },
  erasure: {
    ...{ from: 'asking for it', seconds: 2 * day, by: 'ttl' },
    why: 'Until then, the emails that erasing someone triggers are recorded under a digest of their address.',
  },
  'mail-batch': {
    ...{ from: 'putting it together', seconds: 2 * day, by: 'ttl' },
    why: 'Longer than the day that the mail service remembers a batch it already sent.',
  },
  message: {
    ...{ from: 'sending', seconds: 2 * year, by: 'ttl' },
    why: 'Shows what someone was told, for as long as people usually ask.',
  },
  opening: {
    ...{ from: 'last opening or watching it', seconds: 2 * year, by: 'ttl' },
    why: 'People who come back to a class see how far they got, and instructors see who’s behind.',
  },
  audit: {
    ...{ from: 'the action', seconds: 2 * year, by: 'ttl' },
    why: 'Misuse is often found late. After this, tracking who did what is no longer justified.',
  },
  order: {
    ...{ from: 'placing it', seconds: 10 * year + 3 * day, by: 'clock' },
    why: 'Tax and commercial law ask for records of sales for up to ten years. Then the amounts stay, without the person.',
  },
} as const satisfies Record<string, Kept>

export type RetentionKind = keyof typeof retention

/** Until when an item of a kind is kept that began at `from`. */
export const keptUntil = (kind: RetentionKind, from: Instant): Instant => addSeconds(from, retention[kind].seconds)

/** The same as the table's own attribute for cleaning up wants it. */
export const ttlOf = (kind: RetentionKind, from: Instant): number => epochSeconds(keptUntil(kind, from))

/** What began before this is kept no longer. */
export const keptSince = (kind: RetentionKind, now: Instant): Instant => addSeconds(now, -retention[kind].seconds)

/** Replaces the name or address of an erased person. It isn't an address, and no mail goes to it. */
export const erased = 'erased'
