import { domainToASCII } from 'node:url'
import * as z from 'zod'

/** What a browser takes for an address once its domain is ASCII (HTML, "valid email address"), with a dot required. */
const inBrowsers =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/

/**
 * A domain in ASCII as browsers send it: `пример.рф` is `xn--e1afmkfd.xn--p1ai`. What is ASCII stays as it is, since to
 * the URL standard `1.2` would be another way to write an IP address.
 */
const inAscii = (domain: string): string => {
  // Joiners are letters' own in Sinhala and Persian; whatever else is hidden, or means something in a link, is no domain.
  if (/^\p{ASCII}*$/u.test(domain) || !/^(?:[a-z\d.-]|[^\p{ASCII}\p{Z}\p{C}]|[\u200c\u200d])+$/u.test(domain))
    return domain
  const ascii = domainToASCII(domain)
  // Numbers in wide letters would be an IP address.
  return /\.\d+$/.test(ascii) ? domain : ascii
}

const kept = (text: string): string => {
  // The sign for kelvin is no letter, although its small form is one.
  const typed = text.trim().replace(/\p{Lu}/gu, (letter) => (/\p{ASCII}/u.test(letter) ? letter.toLowerCase() : letter))
  const at = typed.lastIndexOf('@')
  return at < 0 ? typed : `${typed.slice(0, at)}@${inAscii(typed.slice(at + 1).toLowerCase())}`
}

/**
 * An email address as we keep and compare it: trimmed, lower-case, its domain in ASCII, at most 254 characters (RFC 5321,
 * 4.5.3.1.3 with its erratum). What browsers take in a field of type email, and a domain that has a dot; no display
 * name, no list, no control character.
 */
export const EmailAddress = z
  .string()
  // Before anything else looks at it: it may be as long as a body.
  .max(400, 'Enter an email address of 254 characters or fewer')
  .overwrite(kept)
  .max(254, 'Enter an email address of 254 characters or fewer')
  .refine((text) => inBrowsers.test(text), 'Enter an email address like name@example.com')
  .meta({ format: 'email' })
export type EmailAddress = z.infer<typeof EmailAddress>

/** The domain of email addresses, as it is kept in them; typed with or without the @ in front. */
export const EmailDomain = z
  .string()
  .max(400)
  .overwrite((text) => inAscii(text.trim().toLowerCase().replace(/^@/, '')))
  .refine((text) => inBrowsers.test(`a@${text}`), 'Enter a domain like example.com')
export type EmailDomain = z.infer<typeof EmailDomain>
