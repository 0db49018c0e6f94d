import { deriveToken, sameSecret } from '../platform/index.ts'
import type { Registration } from '../registration/index.ts'

/** What a pass is of: one registration, with the ticket that it has now. */
export type PassHolder = Pick<Registration, 'id' | 'personId' | 'sku'>

const personPrefix = 'per_'

/** 80 bits. In upper-case hexadecimal, since a QR code of nothing but capitals and digits is half as large. */
const signatureOf = (secret: string, { id, sku }: Pick<PassHolder, 'id' | 'sku'>): string =>
  Buffer.from(deriveToken(secret, `pass:${id}:${sku}`), 'base64url')
    .toString('hex')
    .slice(0, 20)
    .toUpperCase()

/**
 * The text of a pass's QR code: `LP1:<person>:<signature>`. Derived, so that it's kept nowhere. It says who came, and proves
 * that they hold this registration with this ticket: another ticket, or another holder, has another pass.
 */
export const passText = (secret: string, holder: PassHolder): string =>
  `LP1:${holder.personId.slice(personPrefix.length).toUpperCase()}:${signatureOf(secret, holder)}`

export type ReadPass = { personId: string; signature: string }

/** What a scanner read, or someone typed; nothing when it's no pass of ours. Spaces and small letters don't matter. */
export const readPass = (text: string): ReadPass | undefined => {
  const read = /^LP1:([0-9A-HJKMNP-TV-Z]{26}):([0-9A-F]{20})$/.exec(text.replaceAll(/\s/g, '').toUpperCase())
  const [, person = '', signature = ''] = read ?? []
  return read ? { personId: `${personPrefix}${person.toLowerCase()}`, signature } : undefined
}

/** Whether a pass is of a registration as it would be with some ticket. */
export const isPassOf = (secret: string, { signature }: ReadPass, holder: Pick<PassHolder, 'id' | 'sku'>): boolean =>
  sameSecret(signature, signatureOf(secret, holder))
