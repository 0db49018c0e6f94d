import * as z from 'zod'
import { hashToken, Instant, newId, newToken } from '../platform/index.ts'

/** What a key is for, in its owner's words. */
export const ApiKeyTitle = z
  .string()
  .trim()
  .min(1, 'Write what the key is for')
  .max(80, 'Write at most 80 characters')
  .regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'Write the title on one line, without control characters')
export type ApiKeyTitle = z.infer<typeof ApiKeyTitle>

/** An API key as it may be shown: the key itself is shown once, when it is made. */
export const ApiKey = z.object({
  id: z.string(),
  personId: z.string(),
  title: ApiKeyTitle,
  createdAt: Instant,
  revokedAt: Instant.optional(),
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
