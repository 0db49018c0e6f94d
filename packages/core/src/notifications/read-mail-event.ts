import { createHmac } from 'node:crypto'
import * as z from 'zod'
import { epochSeconds, type Instant, Problem, sameSecret } from '../platform/index.ts'
import type { DeliveryState } from './message.ts'
import { keyOfTag, messageTag } from './message-tag.ts'

/** Something that the mail provider tells of a mail. `key` and `state` only when it is about a mail of ours. */
export type MailEvent = { id: string; type: string; key?: string; state?: DeliveryState }

/** How far the sender's clock may be from ours (Standard Webhooks specification, "Verifying webhook authenticity"). */
const toleranceSeconds = 5 * 60

const states: Readonly<Record<string, DeliveryState>> = {
  'email.delivered': 'delivered',
  'email.bounced': 'bounced',
  'email.complained': 'complained',
}

const Told = z.object({
  type: z.string(),
  data: z.object({ tags: z.record(z.string(), z.string()).optional().catch(undefined) }).optional(),
})

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
  const { type, data } = told.data
  const tag = data?.tags?.[messageTag]
  const state = states[type]
  return { id, type, ...(tag ? { key: keyOfTag(tag) } : {}), ...(state ? { state } : {}) }
}

const badSignature = (): Problem =>
  new Problem('invalid', 'mail.bad-signature', 'This is not signed by the mail service, or not at this time.')

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
