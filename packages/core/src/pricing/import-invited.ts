import { commit, EmailAddress, type Instant, Problem, type Table } from '../platform/index.ts'
import { pendingChange } from './change-store.ts'
import { addInvited, dropInvited, findInvited } from './invited-store.ts'
import { addressLimit, type ReadAddresses, readAddresses } from './read-addresses.ts'
import { getPromotion } from './store.ts'

/** What became of an imported list: new addresses, addresses that were already there, and what was refused. */
export type Imported = Omit<ReadAddresses, 'emails'> & { added: number; known: number }

/**
 * Puts the addresses of a pasted list or a CSV file on a promotion's list. What is no address is refused by itself and
 * holds up nothing. Cut off in between, it may be done again: what is there stays.
 * @param by  the person who does it
 * @throws Problem not-found; invalid `pricing.too-many-addresses` beyond 20,000 at once, and nothing is imported
 */
export const importInvited = async (
  table: Table,
  promotionId: string,
  text: string,
  now: Instant,
  by?: string,
): Promise<Imported> => {
  await getPromotion(table, promotionId)
  const { emails, repeated, refused } = readAddresses(text)
  if (emails.length > addressLimit) {
    const message = 'A list can have up to 20,000 addresses. Import it in parts.'
    throw new Problem('invalid', 'pricing.too-many-addresses', message, {
      errors: [{ path: 'addresses', message }],
    })
  }
  const known = await findInvited(table, promotionId, emails)
  const fresh = emails.filter((email) => !known.has(email))
  await addInvited(table, promotionId, fresh, now)
  if (fresh.length > 0) {
    const fields = [{ field: 'addresses', after: fresh.length }]
    await commit(table, [pendingChange(table, { promotionId, act: 'addresses-imported', fields, at: now, by })])
  }
  return { added: fresh.length, known: emails.length - fresh.length, repeated, refused }
}

/**
 * Takes one address off a promotion's list, as it's typed or as it's kept. The record shows that, not the address.
 * @throws Problem not-found
 */
export const removeInvited = async (
  table: Table,
  promotionId: string,
  email: string,
  now: Instant,
  by?: string,
): Promise<void> => {
  await getPromotion(table, promotionId)
  await dropInvited(table, promotionId, EmailAddress.safeParse(email).data ?? email)
  const fields = [{ field: 'addresses', before: 1 }]
  await commit(table, [pendingChange(table, { promotionId, act: 'address-removed', fields, at: now, by })])
}
