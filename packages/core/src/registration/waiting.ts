import * as z from 'zod'
import { type Event, readSku } from '../catalog/index.ts'
import { EmailAddress, PersonName } from '../identity/index.ts'
import type { Instant } from '../platform/index.ts'
import { type Pool, poolsOf } from './seat.ts'

/**
 * Waiting; offered (a seat is kept for them until `offeredUntil`); taken (they registered); lapsed (the offer ran out).
 * What is over may wait again.
 */
export type WaitingStatus = 'waiting' | 'offered' | 'taken' | 'lapsed'

/** Someone's place in the queue for one kind of ticket. */
export type Waiting = {
  id: string
  sku: string
  event: string
  personId: string
  email: string
  name: string
  /** The name is their own, and not what someone who hadn't signed in typed. */
  named?: boolean | undefined
  status: WaitingStatus
  /** The pools that were full when they joined: until the queue is served, nobody else takes seats there. */
  pools: string[]
  joinedAt: Instant
  offeredUntil?: Instant | undefined
  /** The pools that the offered seat is counted in: the event may have other limits since. Not noted on old offers. */
  held?: string[] | undefined
  /** When the table forgets the place: a year after the event, as it was planned when they joined. */
  keptUntil?: Instant | undefined
}

/** How long an offered seat is kept. */
export const offerSeconds = 24 * 3600

export const WaitingRequest = z.strictObject({ sku: z.string().max(170), email: EmailAddress, name: PersonName })
export type WaitingRequest = z.infer<typeof WaitingRequest>

/** Whether a place is an offer that's still open. */
export const isOffered = (place: Waiting, now: Instant): boolean =>
  place.status === 'offered' && place.offeredUntil !== undefined && now < place.offeredUntil

/** The pools that the seat of an offer is counted in; of an old one, those of its ticket. */
export const heldPools = (place: Waiting, event: Event | undefined): Pool[] => {
  const now = event ? poolsOf(event, readSku(place.sku)?.item ?? '').map(({ pool }) => pool) : []
  return (place.held ?? now).map((pool) => ({ event: place.event, pool, limit: 0 }))
}
