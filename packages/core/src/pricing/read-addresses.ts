import { cutText, EmailAddress } from '../platform/index.ts'

/** The most addresses that one list may be sent with at once. */
export const addressLimit = 20_000

/** A piece of the list that is no address: in which line it stood, how it began, and why it was refused. */
export type RefusedAddress = { line: number; text: string; why: string }

export type ReadAddresses = {
  /** Trimmed, in small letters, each once, in the order in which they came. */
  emails: string[]
  /** How often an address came again. */
  repeated: number
  refused: RefusedAddress[]
}

const bare = (cell: string): string => {
  const text = cell
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim()
  return (/<([^<>]*)>$/.exec(text)?.[1] ?? text).trim()
}

/**
 * Reads a pasted list or a CSV file: lines, with cells separated by commas, semicolons, or tabs. Cells with an @ are
 * addresses. A first line without any is the heading.
 */
export const readAddresses = (text: string): ReadAddresses => {
  const emails = new Set<string>()
  const refused: RefusedAddress[] = []
  let repeated = 0
  text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
    .forEach((line, at) => {
      if (line.trim() === '') return
      const cells = line.split(/[,;\t]/).filter((cell) => cell.includes('@'))
      const refuse = (cell: string, why: string) => refused.push({ line: at + 1, text: cutText(cell.trim(), 80), why })
      if (cells.length === 0 && !(at === 0 && /mail/i.test(line))) refuse(line, 'This line has no email address.')
      for (const cell of cells) {
        const email = EmailAddress.safeParse(bare(cell)).data
        if (email === undefined) refuse(cell, 'This isn’t an email address.')
        else if (emails.has(email)) repeated += 1
        else emails.add(email)
      }
    })
  return { emails: [...emails], repeated, refused }
}
