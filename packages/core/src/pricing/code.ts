/** A code is at most this long, as compared; anything longer is simply unknown. */
export const codeLength = 40

const dashes = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g
const edges = /^[\s\u200b\u2060]+|[\s\u200b\u2060]+$/g
const fold = (text: string): string => text.normalize('NFKC').toUpperCase().replace(dashes, '-').replace(edges, '')

/**
 * A code as it's compared: Unicode NFKC, ignoring case, spaces at the ends, and look-alike dashes. Answers '' for what
 * no code can be (empty, longer than 40 characters, with spaces or control characters inside).
 */
export const normalizeCode = (code: string): string => {
  // Cut off before folding, so that a text of megabytes costs nothing.
  if (code.length > 10 * codeLength) return ''
  // Folded twice, because raising the case of a letter can leave something that NFKC would compose.
  const folded = fold(fold(code))
  return folded.length <= codeLength && /^[^\s\p{C}]+$/u.test(folded) ? folded : ''
}

/** What each of many codes begins with, as it is compared; undefined for what no code can begin with. */
export const readPrefix = (text: string): string | undefined => {
  const prefix = normalizeCode(text)
  return /^[A-Z0-9]+(-[A-Z0-9]+)*$/.test(prefix) && prefix.length >= 2 && prefix.length <= 16 ? prefix : undefined
}
