import { epochSeconds, hashToken, type Instant, type Table } from '../platform/index.ts'
import { signInValues } from './store.ts'

/**
 * Keeps a value for a sign-in under way. Its key is hashed; the value must already be free of codes, tokens
 * and addresses in clear.
 */
export const keepSignInValue = async (table: Table, key: string, value: string, expiresAt: Instant): Promise<void> => {
  await signInValues(table)
    .put({ keyHash: hashToken(key), value, expiresAt, ttl: epochSeconds(expiresAt) })
    .go()
}

/** The value under a key, unless it has expired. */
export const findSignInValue = async (table: Table, key: string, realNow: Instant): Promise<string | undefined> => {
  const { data } = await signInValues(table)
    .get({ keyHash: hashToken(key) })
    .go({ consistent: true })
  return data && data.expiresAt > realNow ? data.value : undefined
}

/** Takes the value under a key away and answers it. Of several callers at once, one gets it. */
export const takeSignInValue = async (table: Table, key: string, realNow: Instant): Promise<string | undefined> => {
  const { data } = await signInValues(table)
    .delete({ keyHash: hashToken(key) })
    .go({ response: 'all_old' })
  return data && data.expiresAt !== undefined && data.expiresAt > realNow ? data.value : undefined
}

export const removeSignInValue = async (table: Table, key: string): Promise<void> => {
  await signInValues(table)
    .delete({ keyHash: hashToken(key) })
    .go()
}
