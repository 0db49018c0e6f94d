import * as z from 'zod'
import { cutText, EmailAddress, Instant, line } from '../platform/index.ts'
import { looksLikeAddress } from './address-like.ts'

/**
 * A person's name: 1 to 120 characters on one line, with something visible. Names appear in mails to people who never
 * heard of the person who typed them, so a name can't contain anything that works as a link.
 */
export const PersonName = line(120, 'Enter a name').refine(
  (name) => !looksLikeAddress(name),
  'Enter a name without a link, an email address, or a phone number',
)
export type PersonName = z.infer<typeof PersonName>

/** Someone we know by email address. One address is one person, since the address is the key. */
export const Person = z.object({
  id: z.string(),
  email: EmailAddress,
  /** As it was kept: older ones may be no `PersonName`. */
  name: z.string(),
  /** When they gave that name themselves. Until then it's a guess from their address, or what came with an order. */
  namedAt: Instant.optional(),
  admin: z.boolean(),
  createdAt: Instant,
  version: z.literal(1),
})
export type Person = z.infer<typeof Person>

/** What the other functions need to know whose thing they are about. A `Person` and a signed-in `Actor` both serve. */
export type PersonRef = Pick<Person, 'id' | 'email'>

/** The name by which someone goes in their own words; nothing while they haven't given one. */
export const ownNameOf = (person: Pick<Person, 'name' | 'namedAt'> | undefined): string | undefined =>
  person?.namedAt === undefined ? undefined : person.name

/** A name for someone whose address is all we know: the part before the @, with punctuation as spaces. */
export const nameFromEmail = (email: EmailAddress): PersonName =>
  cutText(
    email
      .slice(0, email.indexOf('@'))
      .replace(/[^\p{L}\p{N}'-]+/gu, ' ')
      .trim(),
    120,
  ) || 'Someone'
