/** A text as it is compared: without case and accents. */
export const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()

/** Words that stand in nearly every title, and tell none from another. */
export const common = new Set('a an and by for how in of on or the to with your'.split(' '))

/** Words as they are compared: "I.T." is one, "Karl’s" is "karls", "68-Point" is two. */
export const wordsIn = (text: string): string[] =>
  folded(text)
    .replace(/['’]/g, '')
    .replace(/\b([a-z])\.(?=[a-z]\b)/g, '$1')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

/** How many letters of a word may be wrong. */
export const mistyped = (word: string): number | false => (word.length >= 9 ? 2 : word.length >= 5 ? 1 : false)

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

/**
 * Whether a text holds every word that somebody looks for, or its beginning, or nearly: "cafe" finds "Café", "karls"
 * "Karl’s", and "vaule" "value". Words that tell nothing are not looked for, unless there are no others.
 */
export const holdsWords = (text: string, sought: string): boolean => {
  const asked = wordsIn(sought)
  const telling = asked.filter((word) => !common.has(word))
  const words = wordsIn(text)
  const near = (word: string, most: number | false): boolean =>
    most !== false && words.some((one) => Math.abs(one.length - word.length) <= most && lettersApart(word, one) <= most)
  return (telling.length > 0 ? telling : asked).every(
    (word) => words.some((one) => one.includes(word)) || near(word, mistyped(word)),
  )
}
