import * as z from 'zod'

// Kept out of the patterns of the OpenAPI document on purpose: `\p{…}` compiles in neither Python nor Go.
const control = /[\p{Cc}\u2028\u2029]/u
/** What a reader sees of a character that is nothing but a letter's mark, a filler or a joiner: nothing. */
const visible = /(?![\p{Default_Ignorable_Code_Point}\u2800])[\p{L}\p{N}\p{P}\p{S}]/u
/** Turns the order of letters around, or hides between them. Joiners and marks of direction stay: names need them. */
const hidden =
  /[\u00ad\u180e\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]|(?<!\u{1f3f4}[\u{e0020}-\u{e007e}]*)[\u{e0000}-\u{e007f}]/gu

/** More marks upon one letter than any language writes: they would run over the lines above and below. */
const heap = /(\p{M}{8})\p{M}+/gu

const clean = (text: string): string => {
  const kept = text.normalize('NFC').replace(hidden, '').replace(heap, '$1').trim()
  return visible.test(kept) ? kept : ''
}

const cleanLines = (text: string): string =>
  clean(text.replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n').replace(/[^\P{Cc}\n\t]/gu, ''))

const halfCharacter = 'This contains a broken character. Type it again.'
const wellFormed = (text: string): boolean => text.isWellFormed()

const words = (max: number) => `Use ${max} characters or fewer`

/**
 * A title, a name or the like: one line, in Unicode's composed form, without what nobody sees. Line breaks, control
 * characters and halves of a character are refused.
 * @param max  UTF-16 units; each takes at most three bytes of a key in UTF-8
 */
export const lineOrNothing = (max: number) =>
  z
    .string()
    .refine(wellFormed, { message: halfCharacter, abort: true })
    .overwrite(clean)
    .max(max, words(max))
    .refine((text) => !control.test(text), 'Enter this on one line, without control characters')

/** The same, with something to see in it. */
export const line = (max: number, missing = 'Fill this in') => lineOrNothing(max).min(1, missing)

/** Text of several lines, which may be empty; line breaks become `\n`, and other control characters go. */
export const multiLine = (max: number) =>
  z.string().refine(wellFormed, { message: halfCharacter, abort: true }).overwrite(cleanLines).max(max, words(max))

/** Whether a link leads where it seems to: to a host with a name of its own, without a user name in front of it. */
const leadsWhereItSays = (text: string): boolean => {
  if (
    !/^https:\/\/[^\s\\/?#@\p{Cc}\p{Cf}]+(?:[/?#][^\s\\\p{Cc}\p{Cf}]*)?$/iu.test(text) ||
    !wellFormed(text) ||
    !URL.canParse(text)
  )
    return false
  const { hostname, username, password } = new URL(text)
  const labels = hostname.replace(/\.$/, '').split('.')
  return (
    username === '' &&
    password === '' &&
    labels.length > 1 &&
    !labels.includes('') &&
    !/^\d+$/.test(labels.at(-1) ?? '')
  )
}

/** An address on the web that people are led to: https, a host with a dot, and no `https://zoom.us@elsewhere.example`. */
export const webLink = (max: number) =>
  z
    .url({ protocol: /^https$/, message: 'Enter an address that starts with https://', abort: true })
    .max(max, words(max))
    .refine(leadsWhereItSays, 'Enter an address like https://example.com/page, without a user name in it')

/** The beginning of a text, cut between characters: half of one can be neither kept nor shown. */
export const cutText = (text: string, max: number): string => text.slice(0, max).replace(/[\ud800-\udbff]$/, '')

/**
 * How a text sorts in a list and in keys: without case, accents or the separator of keys, and cut between characters.
 * Compatibility forms can grow to eighteen times their length, so it is cut afterwards.
 */
export const sortText = (text: string): string =>
  cutText(
    text
      .normalize('NFKD')
      .replace(/[\u0300-\u036f#]/g, '')
      .toLowerCase()
      .trim(),
    60,
  )

/** What a part of an address may hold at most, in bytes: two of them fit into the longest sort key, of 1,024. */
const segmentBytes = 480

/**
 * Whether something that came in an address can name anything of ours. What cannot is answered as not found, before it
 * becomes part of a key.
 * @param text  decoded
 */
export const canName = (text: string): boolean =>
  text.isWellFormed() && !/[\p{Cc}\u2028\u2029\ufffd]/u.test(text) && Buffer.byteLength(text) <= segmentBytes

/** The same of a whole path as it was sent: every part of it decodes and can name something. */
export const isReadablePath = (path: string): boolean => {
  try {
    return path.split('/').every((part) => canName(decodeURIComponent(part)))
  } catch {
    return false
  }
}
