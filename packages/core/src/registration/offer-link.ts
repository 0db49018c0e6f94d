import { readSku } from '../catalog/index.ts'
import { countGuesses, type Guesser } from '../identity/index.ts'
import { deriveToken, sameSecret } from '../platform/index.ts'
import type { CheckoutContext } from './checkout-context.ts'
import type { Order } from './order.ts'
import { findOrder } from './order-store.ts'
import { findRegistration } from './registration-store.ts'
import type { Waiting } from './waiting.ts'
import { findPlaces } from './waiting-store.ts'

type Linked = Pick<Waiting, 'id' | 'personId'>

/** The length of a person's id, with which the token begins. */
const idLength = 'per_'.length + 26

/** What opens the offer of one place on the waiting list. Joining again makes another place. Derived, so it's kept nowhere. */
export const offerToken = (secret: string, { id, personId }: Linked): string =>
  `${personId}-${deriveToken(secret, `offer:${id}`)}`

/** Where the person who was offered a seat takes it without signing in. */
export const offerUrl = (
  context: Pick<CheckoutContext, 'siteUrl' | 'secret'>,
  place: Linked & Pick<Waiting, 'sku'>,
): string => `${context.siteUrl}/offers/${encodeURIComponent(place.sku)}?token=${offerToken(context.secret, place)}`

/**
 * The place whose offer a token opens, even when it's over: `isOffered` says whether the seat is still theirs. Nothing
 * for a token that isn't ours or is another place's, nor while nothing has been offered. One read.
 * @param guesser  who asks, so that wrong tokens are counted; the right one never is
 * @throws Problem too-many after many wrong tokens
 */
export const findOffer = async (
  context: Pick<CheckoutContext, 'secret' | 'table'>,
  sku: string,
  token: string,
  guesser: Guesser,
): Promise<Waiting | undefined> => {
  const personId = token.slice(0, idLength)
  const isOurs = readSku(sku) && /^per_[0-9a-z]{26}$/i.test(personId)
  const [place] = isOurs ? await findPlaces(context.table, [{ sku, personId }]) : []
  if (place && sameSecret(offerToken(context.secret, place), token))
    return place.status === 'waiting' ? undefined : place
  if (token !== '') await countGuesses(context.table, guesser, 'token')
  return undefined
}

/** The order that took an offer, while it waits for its payment. Two reads. */
export const findUnpaidOrderOf = async (
  { table }: Pick<CheckoutContext, 'table'>,
  { personId, event, status }: Pick<Waiting, 'personId' | 'event' | 'status'>,
): Promise<Order | undefined> => {
  const registration = status === 'taken' ? await findRegistration(table, personId, event) : undefined
  const order = registration?.status === 'held' ? await findOrder(table, registration.orderId) : undefined
  return order?.status === 'awaiting-payment' ? order : undefined
}
