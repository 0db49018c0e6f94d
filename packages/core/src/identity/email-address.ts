import * as z from 'zod'

/**
 * An e-mail address as we keep and compare it: trimmed, lower-case, at most 254 characters (RFC 5321, 4.5.3.1.3 with
 * its erratum). Only plain ASCII addresses with a domain that has a dot; no display name, no list, no control character.
 */
export const EmailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'Write an e-mail address of at most 254 characters')
  .pipe(z.email('Write an e-mail address like name@example.com'))
export type EmailAddress = z.infer<typeof EmailAddress>
