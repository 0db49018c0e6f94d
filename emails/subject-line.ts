const longest = 80

/**
 * A subject out of words that people typed: one line without control or direction characters, at most 80 characters, cut between
 * words. A line break here would let a title write mail headers of its own.
 */
export function subjectLine(words: string): string {
  const line = words
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
  const characters = Array.from(line)
  if (characters.length <= longest) return line
  const cut = characters.slice(0, longest - 1).join('')
  const space = cut.lastIndexOf(' ')
  return `${(space > longest / 2 ? cut.slice(0, space) : cut).replace(/[\s,;:.·–-]+$/u, '')}…`
}
