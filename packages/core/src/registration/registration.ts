import type { Answers } from '../catalog/index.ts'
import type { Instant } from '../platform/index.ts'

/** Held while its order waits for payment; confirmed; or ended, in one of three ways. */
export type RegistrationStatus = 'held' | 'confirmed' | 'expired' | 'cancelled' | 'refunded'

/** One person's place at one event. A person has one at most for an event; a new one replaces one that has ended. */
export type Registration = {
  id: string
  personId: string
  event: string
  sku: string
  ticketName: string
  orderId: string
  status: RegistrationStatus
  /**
   * The attendee's name on the roster: their own once they've given it, until then as typed by the person who
   * registered them.
   */
  name: string
  /** What the person who registered them typed, when `name` is their own. The buyer is only ever shown this. */
  namedAs?: string | undefined
  email: string
  /** The address of who registered them, when it was someone else. Older ones have the name. */
  boughtBy?: string | undefined
  answers?: Answers | undefined
  /** How often this person had registered for this event before: calendars need to know an invitation from an older one. */
  round?: number | undefined
  registeredAt: Instant
  endedAt?: Instant | undefined
  /** When the invitation was withdrawn because a membership had ended; nothing while they may attend. */
  accessEndedAt?: Instant | undefined
}

/** What a buyer is shown of an attendee's name: never more than was typed on the order. */
export const nameForBuyer = ({ name, namedAs }: Pick<Registration, 'name' | 'namedAs'>): string => namedAs ?? name

export const isLiveRegistration = (registration: Pick<Registration, 'status'>): boolean =>
  registration.status === 'held' || registration.status === 'confirmed'

/**
 * What a mail calls a registered person: their own name. Nothing while all we have is what was typed by someone else, or by
 * someone who hadn't signed in under the address and may be anyone: no mail begins with a stranger's words.
 */
export const callName = ({ name, namedAs }: Pick<Registration, 'name' | 'namedAs'>): string =>
  namedAs === undefined ? '' : name
