import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** An unguessable token of 160 bits, safe in addresses and headers. */
export const newToken = (): string => randomBytes(20).toString('base64url')

/** What is kept of a token: its SHA-256. Enough for tokens of full entropy; never for passwords or short codes. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url')

/** A token that need not be kept at all: the keyed digest of what it opens. */
export const deriveToken = (secret: string, meaning: string): string =>
  createHmac('sha256', secret).update(meaning).digest('base64url')

/** Compares two strings in time that depends on their length alone. */
export const sameSecret = (a: string, b: string): boolean => {
  const left = createHash('sha256').update(a).digest()
  const right = createHash('sha256').update(b).digest()
  return timingSafeEqual(left, right)
}
