import { countGuesses, type Guesser } from '../identity/index.ts'
import { deriveToken, sameSecret, type Table } from '../platform/index.ts'
import type { CheckoutContext } from './checkout-context.ts'
import type { Registration } from './registration.ts'
import { findRegistration } from './registration-store.ts'

export type Linked = Pick<Registration, 'id' | 'personId' | 'event' | 'round'>

/** The length of a person's id, which comes first in the token. */
const idLength = 'per_'.length + 26

/** What a link is for: the registration's own page, or a session of it. */
type Purpose = 'registration' | `join:${string}`

/**
 * What opens the page of one registration without signing in, or joins one session of it. It is of this registration and
 * this round alone: after canceling and registering again an old link opens nothing. Derived, so that it is kept nowhere.
 */
export const linkToken = (secret: string, { id, personId, round = 0 }: Linked, purpose: Purpose): string =>
  `${personId}-${deriveToken(secret, `${purpose}:${id}:${round}`)}`

/** A person's own page of a registration, or the one that ends it, with the token that opens it. */
export const registrationUrl = (
  context: Pick<CheckoutContext, 'siteUrl' | 'secret'>,
  registration: Linked,
  page: '' | '/cancel' = '',
): string =>
  `${context.siteUrl}/registrations/${registration.event}${page}?token=${linkToken(context.secret, registration, 'registration')}`

/**
 * The registration that a token opens, live or ended; nothing for one that is not ours, or of an earlier round. One read.
 * @param guesser  who asks, so that wrong tokens are counted; the right one never is
 * @throws Problem too-many after many wrong tokens
 */
export const findLinkedRegistration = async (
  context: Pick<CheckoutContext, 'secret'> & { table: Table },
  event: string,
  token: string,
  guesser: Guesser,
  purpose: Purpose = 'registration',
): Promise<Registration | undefined> => {
  const personId = token.slice(0, idLength)
  const isOurs = /^per_[0-9a-z]{26}$/i.test(personId)
  const registration = isOurs ? await findRegistration(context.table, personId, event) : undefined
  if (registration && sameSecret(linkToken(context.secret, registration, purpose), token)) return registration
  await countGuesses(context.table, guesser, 'token')
  return undefined
}
