import * as z from 'zod'
import { addSeconds, hashToken, Instant, line, newId, newToken } from '../platform/index.ts'

/** What a key is for, in its owner's words. */
export const ApiKeyTitle = line(80, 'Enter what the key is for')
export type ApiKeyTitle = z.infer<typeof ApiKeyTitle>

/** What a key may do: look, change, and act as the admin that its owner was when it was made. */
export const apiScopes = ['read', 'write', 'admin'] as const
export const ApiScope = z.enum(apiScopes)
export type ApiScope = z.infer<typeof ApiScope>

/**
 * What keys may do that were made before there were scopes: everything of their owner but admin's work, since nobody knows
 * whether the owner was an admin then.
 */
export const scopesBefore: readonly ApiScope[] = ['read', 'write']

/** For how long a key can be made, in days. */
export const apiKeyDays = [30, 90, 365] as const
export type ApiKeyDays = (typeof apiKeyDays)[number]

export const apiKeyEnd = (days: ApiKeyDays, now: Instant): Instant => addSeconds(now, days * 24 * 3600)

/** That a key is used is noted at most this often. */
export const apiKeyUseSeconds = 3600

/** An API key as it may be shown: the key itself is shown once, when it is made. */
export const ApiKey = z.object({
  id: z.string(),
  personId: z.string(),
  title: ApiKeyTitle,
  createdAt: Instant,
  revokedAt: Instant.optional(),
  scopes: z.array(ApiScope),
  /** Absent on keys that were made before they had an end. */
  endsAt: Instant.optional(),
  /** To the hour. */
  lastUsedAt: Instant.optional(),
})
export type ApiKey = z.infer<typeof ApiKey>

/** The id a raw key names, or undefined when it is not of our form: `lk_<id part>_<secret>`. */
export const idOfRawKey = (rawKey: string): string | undefined => {
  const part = /^lk_([0-9a-z]{1,40})_[\w-]{8,128}$/.exec(rawKey)?.[1]
  return part === undefined ? undefined : `key_${part}`
}

/** A new key and what is kept of it. */
export const newRawKey = (): { id: string; key: string; keyHash: string } => {
  const id = newId('apiKey')
  const key = `lk_${id.slice('key_'.length)}_${newToken()}`
  return { id, key, keyHash: hashToken(key) }
}
