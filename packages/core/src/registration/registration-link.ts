import { deriveToken, sameSecret, type Table } from '../platform/index.ts'
import type { Desk } from './desk.ts'
import type { Registration } from './registration.ts'
import { findRegistration } from './registration-store.ts'

type Linked = Pick<Registration, 'id' | 'personId' | 'event' | 'round'>

/** The length of a person's id, which stands first in the token. */
const idLength = 'per_'.length + 26

/**
 * What opens the page of one registration without signing in. It is of this registration and this round alone: after
 * canceling and registering again an old link opens nothing. Derived, so that it is kept nowhere.
 */
const tokenOf = (secret: string, { id, personId, round = 0 }: Linked): string =>
  `${personId}-${deriveToken(secret, `registration:${id}:${round}`)}`

/** A person's own page of a registration, or the one that ends it, with the token that opens it. */
export const registrationUrl = (
  desk: Pick<Desk, 'siteUrl' | 'secret'>,
  registration: Linked,
  page: '' | '/cancel' = '',
): string => `${desk.siteUrl}/registrations/${registration.event}${page}?token=${tokenOf(desk.secret, registration)}`

/** The registration that a token opens, live or ended; nothing for one that is not ours, or of an earlier round. One read. */
export const findLinkedRegistration = async (
  desk: Pick<Desk, 'secret'> & { table: Table },
  event: string,
  token: string,
): Promise<Registration | undefined> => {
  const personId = token.slice(0, idLength)
  if (!/^per_[0-9a-z]{26}$/i.test(personId)) return undefined
  const registration = await findRegistration(desk.table, personId, event)
  return registration && sameSecret(tokenOf(desk.secret, registration), token) ? registration : undefined
}
