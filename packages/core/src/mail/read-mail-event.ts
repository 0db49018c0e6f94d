import { createHmac } from 'node:crypto'
import * as z from 'zod'
import { cutText, epochSeconds, type Instant, instantFromDate, Problem, sameSecret } from '../platform/index.ts'
import type { DeliveryState } from './message.ts'
import { keyOfTag, messageTag } from './message-tag.ts'
import type { SuppressionReason } from './suppression.ts'

/** Something the mail provider reports about a mail. `key` and `state` are present only for a mail of ours. */
export type MailEvent = {
  id: string
  type: string
  /** When it happened; when it was told, where that is not said. */
  at: Instant
  key?: string
  state?: DeliveryState
  /** The one address that the mail went to. */
  to?: string
  /** Set when the address takes no mail from now on, and why. */
  suppresses?: SuppressionReason
  /** What the reader's server, or the provider, says went wrong. */
  words?: string
}

/** How far the sender's clock may be from ours (Standard Webhooks specification, "Verifying webhook authenticity"). */
const toleranceSeconds = 5 * 60

const states: Readonly<Record<string, DeliveryState>> = {
  'email.delivered': 'delivered',
  'email.bounced': 'bounced',
  'email.complained': 'complained',
  // The provider gave up, or sends nothing to this address: it did not arrive, however that is called.
  'email.failed': 'failed',
  'email.suppressed': 'bounced',
}

const words = z.string().max(10_000).optional().catch(undefined)
const Told = z.object({
  type: z.string(),
  created_at: z.string().optional().catch(undefined),
  data: z
    .object({
      tags: z.record(z.string(), z.string()).optional().catch(undefined),
      to: z.array(z.string()).optional().catch(undefined),
      bounce: z.object({ type: z.string(), message: words }).optional().catch(undefined),
      failed: z.object({ reason: words }).optional().catch(undefined),
      suppressed: z.object({ message: words }).optional().catch(undefined),
    })
    .optional(),
})

/**
 * Why the address takes no mail from now on. A bounce that is not for good (a full mailbox, a server that is out) says nothing
 * about the next mail. What the provider itself no longer sends to came back for good before.
 */
const suppressing = ({ type, data }: z.infer<typeof Told>): SuppressionReason | undefined => {
  if (type === 'email.complained') return 'complained'
  if (type === 'email.suppressed') return 'bounced'
  return type === 'email.bounced' && data?.bounce?.type.toLowerCase() === 'permanent' ? 'bounced' : undefined
}

/** The moment as we write it; the time it is now for what is none, or lies ahead. */
const momentOf = (text: string | undefined, realNow: Instant): Instant => {
  const date = new Date(text ?? '')
  if (Number.isNaN(date.getTime())) return realNow
  const at = instantFromDate(date)
  return at > realNow ? realNow : at
}

/**
 * Reads an event of the mail provider after checking who signed it: HMAC-SHA256 over `id.timestamp.body`, one of
 * several signatures being enough, so that a secret can be changed (Standard Webhooks; Svix sends the same headers
 * under its own name).
 * @param secret  `whsec_` and the key in base64, as the provider shows it
 * @param header  reads one header of the request
 * @param realNow  the wall clock: a signature is bound to its moment
 * @throws Problem invalid `mail.bad-signature`
 */
export const readMailEvent = (
  secret: string,
  body: string,
  header: (name: string) => string | undefined,
  realNow: Instant,
): MailEvent => {
  const part = (name: string): string => header(`webhook-${name}`) ?? header(`svix-${name}`) ?? ''
  const [id, timestamp, signatures] = [part('id'), part('timestamp'), part('signature')]
  const apart = Math.abs(epochSeconds(realNow) - Number(timestamp))
  const timely = /^\d{1,12}$/.test(timestamp) && apart <= toleranceSeconds
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  if (key.length === 0) throw new Error('The secret of the mail webhook is not in base64')
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  const signed = signatures
    .split(' ')
    .filter((one) => one.startsWith('v1,'))
    .some((one) => sameSecret(one.slice('v1,'.length), expected))
  if (!id || !timely || !signed) throw badSignature()
  const told = Told.safeParse(parsed(body))
  if (!told.success) throw badSignature()
  const { type, data, created_at } = told.data
  const tag = data?.tags?.[messageTag]
  const state = states[type]
  const [to, ...others] = data?.to ?? []
  const reason = suppressing(told.data)
  const said = data?.bounce?.message ?? data?.failed?.reason ?? data?.suppressed?.message
  return {
    ...{ id, type, at: momentOf(created_at, realNow) },
    ...(tag ? { key: keyOfTag(tag) } : {}),
    ...(state ? { state } : {}),
    ...(to && others.length === 0 ? { to } : {}),
    ...(reason ? { suppresses: reason } : {}),
    ...(said ? { words: cutText(said.replace(/\s+/g, ' '), 300) } : {}),
  }
}

const badSignature = (): Problem =>
  new Problem('invalid', 'mail.bad-signature', 'The signature isn’t from the mail service, or its time is off.')

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
