import * as z from 'zod'
import { EmailAddress, Instant, line } from '../platform/index.ts'
import { looksLikeAddress } from './address-like.ts'

/**
 * What people are called by: 1 to 120 characters on one line, of which something can be seen. Names stand in mails to
 * people who never heard of who typed them, so nothing in them may be followed.
 */
export const PersonName = line(120, 'Write a name').refine(
  (name) => !looksLikeAddress(name),
  'Write a name, without a link or an email address',
)
export type PersonName = z.infer<typeof PersonName>

/** Somebody we know by e-mail address. One address is one person, since the address is the key. */
export const Person = z.object({
  id: z.string(),
  email: EmailAddress,
  /** As it was kept: older ones may be no `PersonName`. */
  name: z.string(),
  admin: z.boolean(),
  createdAt: Instant,
  version: z.literal(1),
})
export type Person = z.infer<typeof Person>

/** What the other functions need to know whose thing they are about. A `Person` and a signed-in `Actor` both serve. */
export type PersonRef = Pick<Person, 'id' | 'email'>

/** A name for somebody of whom only the address is known: what stands before the @, its signs as spaces. */
export const nameFromEmail = (email: EmailAddress): PersonName =>
  email
    .slice(0, email.indexOf('@'))
    .replace(/[^\p{L}\p{N}'-]+/gu, ' ')
    .trim()
    .slice(0, 120) || 'Somebody'
