import * as z from 'zod'
import { Instant } from '../platform/index.ts'

/** How many passkeys one person can have: each of their devices, and some to spare. */
export const passkeysPerPerson = 20

/** What a passkey is called, in its owner's words: usually the device it is on. */
export const PasskeyTitle = z
  .string()
  .trim()
  .min(1, 'Enter a name, like “My laptop”')
  .max(80, 'Use 80 characters or fewer')
  .regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'Enter the name on one line, without control characters')
export type PasskeyTitle = z.infer<typeof PasskeyTitle>

/** A passkey as it may be shown: its public half opens nothing. */
export const Passkey = z.object({
  /** The credential's own id (WebAuthn, 4), in base64url: at most 1023 bytes. */
  id: z.string().regex(/^[\w-]{16,1364}$/),
  personId: z.string(),
  title: PasskeyTitle,
  createdAt: Instant,
  lastUsedAt: Instant.optional(),
})
export type Passkey = z.infer<typeof Passkey>

/** What signatures are checked with. */
export type PasskeyCredential = {
  id: string
  /** COSE, in base64url. */
  publicKey: string
  /** How often it says it was used; 0 where it does not count (synced passkeys). */
  counter: number
  transports: string[]
}
