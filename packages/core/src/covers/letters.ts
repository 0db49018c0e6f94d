import outlines from './outlines.json' with { type: 'json' }

/** Units to the em, in which advances, paths, and kerns are. */
export const em = 500

/** A typeface as outlines: how far each letter advances, its path, and how much closer two of them are. */
export type Face = {
  advances: Readonly<Record<string, number>>
  paths: Readonly<Record<string, string>>
  /** By both letters of a pair. */
  kerns: ReadonlyMap<string, number>
}

/** A typeface as it is in the file, with kerns by first letter, then by units: `{"A": {"-21": "TY"}}`. */
type StoredFace = Omit<Face, 'kerns'> & { kerns: Readonly<Record<string, Readonly<Record<string, string>>>> }

const read = ({ kerns, ...letters }: StoredFace): Face => {
  const pairs = Object.entries(kerns).flatMap(([first, byUnits]) =>
    Object.entries(byUnits).flatMap(([units, seconds]) =>
      [...seconds].map((second) => [first + second, Number(units)] as const),
    ),
  )
  return { ...letters, kerns: new Map(pairs) }
}

/** For titles and numerals. */
export const serif = read(outlines.serif)
/** For all that is said around a title. */
export const sans = read(outlines.sans)

/** Both faces have the same letters. */
const isDrawn = (letter: string): boolean => Object.hasOwn(serif.advances, letter)

/** What takes the place of letters that are no plain letter with an accent, and of marks that look like others. */
const plain: Readonly<Record<string, string>> = {
  ...{ Ł: 'L', ł: 'l', Ø: 'O', ø: 'o', ß: 'ss', Æ: 'AE', æ: 'ae', Œ: 'OE', œ: 'oe', Đ: 'D', đ: 'd', Þ: 'Th', þ: 'th' },
  ...{ ı: 'i', '‐': '-', '‑': '-', '−': '–', '•': '·', '⁄': '/', '′': '’', '″': '”' },
}

/** A character as letters that have outlines, without its accent at the worst; undefined for a letter that has none. */
const drawable = (character: string): string | undefined => {
  if (isDrawn(character)) return character
  const replaced = plain[character] ?? character.normalize('NFKD')
  const letters = [...replaced].map((letter) => plain[letter] ?? letter).join('')
  const kept = [...letters].filter(isDrawn).join('')
  return kept === '' && /[\p{L}\p{N}]/u.test(character) ? undefined : kept
}

/**
 * A text as it can be set: with the letters that have outlines, without emoji and other signs. A text with letters of
 * another script is left out whole, as question marks or half a name would be worse.
 */
export const settable = (text: string): string => {
  const parts = [...text.normalize('NFC')].map((character) => (/\s/.test(character) ? ' ' : drawable(character)))
  return parts.includes(undefined) ? '' : parts.join('').replace(/ +/g, ' ').trim()
}
