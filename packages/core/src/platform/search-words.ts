/** A text as it is compared: without case and accents. */
export const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()

/** Words that are in nearly every title, and tell none from another. */
const common = new Set('a an and by for how in of on or the to with your'.split(' '))

/** Words as they are compared: "I.T." is one, "Karl’s" is "karls", "68-Point" is two. */
const wordsIn = (text: string): string[] =>
  folded(text)
    .replace(/['’]/g, '')
    .replace(/\b([a-z])\.(?=[a-z]\b)/g, '$1')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

/** "Checklists" finds a checklist; "business" stays what it is. */
const singular = (word: string): string => (/[^su]s$/.test(word) && word.length > 3 ? word.slice(0, -1) : word)

/** Words by which a text is found. */
export const formatTelling = (text: string): string[] =>
  wordsIn(text)
    .filter((word) => !common.has(word))
    .map(singular)

/** Whether someone looks for nothing in particular: no text, or only words that tell nothing. */
export const asksNothing = (text: string): boolean =>
  text.trim() === '' || (wordsIn(text).length > 0 && formatTelling(text).length === 0)

/** How many letters of a word may be wrong; two that changed places count as one. */
export const lettersForgiven = (word: string): number => (word.length >= 9 ? 2 : word.length >= 5 ? 1 : 0)

/** How many letters apart two words are; two that changed places count as one. */
const lettersApart = (one: string, other: string): number => {
  let [before, last]: number[][] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)]
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row]
    for (let at = 1; at <= other.length; at += 1) {
      const wrong = one[row - 1] === other[at - 1] ? 0 : 1
      const swapped = row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1]
      next[at] = Math.min(
        (last?.[at] ?? 0) + 1,
        (next[at - 1] ?? 0) + 1,
        (last?.[at - 1] ?? 0) + wrong,
        swapped ? (before?.[at - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    ;[before, last] = [last, next]
  }
  return last?.[other.length] ?? 0
}

/** Whether a word of a text is the one that someone looks for, begins with it, or nearly is it: "vaule" is "value". */
export const isNearly = (sought: string, word: string): boolean =>
  word.startsWith(sought) || lettersApart(sought, word) <= lettersForgiven(sought)
