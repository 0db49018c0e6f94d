import fonts from '../../dist/invoice-fonts.json' with { type: 'json' }

/** Which part of the typeface draws a character; -1 for none. */
export const fontOf = (character: string): number => {
  const code = character.codePointAt(0) ?? 0
  return fonts.findIndex(({ ranges }) => ranges.some(([first = 0, last = 0]) => code >= first && code <= last))
}

/** What people read: a letter or a digit, not a mark between them. */
const isReadable = (text: string): boolean => /[\p{L}\p{N}]/u.test(text)

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** What shows nothing of itself: joiners, marks of direction. Parts of the typeface have some of them, as a box. */
const unseen = /[\p{Cc}\p{Cf}]/gu

/**
 * A text without what can't be drawn, and without the blanks and empty brackets that this leaves. With a letter go the marks and
 * joiners that belong to it.
 */
const without = (text: string): string =>
  [...graphemes.segment(text)]
    .map(({ segment: [first = '', ...marks] }) => {
      if (/\s/u.test(first)) return first
      return fontOf(first) < 0 ? '' : [first, ...marks].filter((one) => fontOf(one) >= 0).join('')
    })
    .join('')
    .replace(/[([{]\s*[)\]}]/g, ' ')
    .replace(/\s+/gu, ' ')
    .trim()

export type Printed = {
  /** What can be printed of it; empty when that would say nothing. */
  text: string
  /** Whether that is all of it. */
  whole: boolean
}

/**
 * What of a text our PDFs can print: Latin, Greek, and Cyrillic. An emoji in a name, or a second script beside it, costs that and
 * not the name; anyone who prints it says that something was left out.
 */
export const printable = (text: string): Printed => {
  const all = text.normalize('NFC').replace(/\s+/gu, ' ').replace(unseen, '').trim()
  const left = without(all)
  if (left === all) return { text: all, whole: true }
  return { text: isReadable(left) ? left : '', whole: false }
}
