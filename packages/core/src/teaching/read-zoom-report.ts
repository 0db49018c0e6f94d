import { parse } from 'csv-parse/sync'
import { Problem } from '../platform/index.ts'

/** A report's file has at most so many bytes: some 10,000 people. */
export const reportBytes = 1024 * 1024
const mostRows = 20_000

/** Somebody in a meeting's report, all their comings and goings added up. */
export type Participant = {
  name: string
  /** What stood in brackets behind the name: what they were called before they renamed themselves. */
  originalName?: string | undefined
  email?: string | undefined
  minutes: number
}

/** @throws Problem invalid `attendance.bad-report` */
const refuse = (message: string): never => {
  throw new Problem('invalid', 'attendance.bad-report', message, { errors: [{ path: 'report', message }] })
}

const begins = (bytes: Uint8Array, ...first: number[]): boolean => first.every((byte, index) => bytes[index] === byte)

const textOf = (bytes: Uint8Array): string => {
  if (bytes.length === 0) return refuse('The file is empty.')
  if (bytes.length > reportBytes) return refuse('The file is larger than 1 MB, which no report of a meeting is.')
  if (begins(bytes, 0x50, 0x4b, 0x03, 0x04)) {
    return refuse('This is an Excel workbook. Give the CSV file as Zoom made it, or save the sheet as CSV UTF-8.')
  }
  if (begins(bytes, 0xff, 0xfe) || begins(bytes, 0xfe, 0xff)) {
    return refuse('The file is written in UTF-16. Give it as Zoom made it, or save the sheet as CSV UTF-8.')
  }
  let text: string
  try {
    // A byte-order mark goes with decoding.
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return refuse('The file is not written in UTF-8. Give it as Zoom made it, or save the sheet as CSV UTF-8.')
  }
  if (/[^\P{Cc}\s]/u.test(text)) return refuse('This is not a text file, so it is no CSV report.')
  if (text.trim() === '') return refuse('The file is empty.')
  return text
}

type Column = 'name' | 'email' | 'minutes' | 'waiting' | 'attended'

/** The headings of a meeting's and a webinar's report, as they were and as they are, in lower case. */
const headings: readonly [Column, RegExp][] = [
  ['name', /^(?:user )?name(?: \(original name\))?$/],
  ['email', /^(?:user )?e-?mail(?: address)?$/],
  ['minutes', /^(?:total )?duration ?\(minutes\)$|^time in session ?\(minutes\)$/],
  ['waiting', /^in waiting room$/],
  ['attended', /^attended$/],
]

type Columns = Partial<Record<Column, number>> & { name: number; minutes: number }

/** Where each column stands, when a row is the headings of people; nothing for any other row. */
const columnsOf = (row: readonly string[]): Columns | undefined => {
  const found: Partial<Record<Column, number>> = {}
  for (const [index, cell] of row.entries()) {
    const words = cell.trim().toLowerCase().replace(/\s+/g, ' ')
    const column = headings.find(([, heading]) => heading.test(words))?.[0]
    if (column !== undefined && found[column] === undefined) found[column] = index
  }
  const { name, minutes } = found
  return name === undefined || minutes === undefined ? undefined : { ...found, name, minutes }
}

/** Spreadsheets save with what parts the cells in their country. */
const delimiterOf = (text: string): string => {
  const line = text.split(/\r\n?|\n/).find((one) => /(?:^|[,;\t"])\s*(?:user )?name\b/i.test(one)) ?? ''
  const count = (mark: string) => line.split(mark).length
  return [';', '\t'].find((mark) => count(mark) > count(',')) ?? ','
}

const rowsOf = (text: string): string[][] => {
  try {
    return parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: false,
      record_delimiter: ['\r\n', '\n', '\r'],
      max_record_size: 20_000,
    })
  } catch {
    return refuse('The file could not be read as CSV: a quotation mark is open, or a line is far too long.')
  }
}

/** `Ada B (Ada Byron)` as what somebody calls themselves, and what they were called before. */
const namesOf = (cell: string): Pick<Participant, 'name' | 'originalName'> => {
  const name = cell.replace(/\s+/g, ' ').trim().slice(0, 200)
  const [, shown, original] = /^(.*\S) \((.+)\)$/.exec(name) ?? []
  return shown && original ? { name: shown, originalName: original } : { name }
}

const minutesOf = (cell: string, line: number): number => {
  const text = cell.trim()
  if (!/^\d{1,5}(?:[.,]\d{1,3})?$/.test(text)) {
    return refuse(`In line ${line} the minutes are not a number. Give the file as Zoom made it.`)
  }
  return Number(text.replace(',', '.'))
}

const emailOf = (cell: string | undefined): string | undefined => {
  const text = (cell ?? '').trim().toLowerCase()
  return /^[^\s@]{1,64}@[^\s@]{1,190}$/.test(text) ? text : undefined
}

/**
 * Reads the report of participants that Zoom makes of a meeting, or of those who attended a webinar: with or without the
 * lines about the meeting on top, under its older and its newer headings, summed or one row for each time that somebody
 * came. Time in the waiting room is no time in the meeting. A name is text, whatever it begins with.
 * @throws Problem invalid `attendance.bad-report` with a sentence that says what is wrong
 */
export const readZoomReport = (bytes: Uint8Array): Participant[] => {
  const rows = rowsOf(textOf(bytes))
  if (rows.length > mostRows) refuse(`The file has more than ${mostRows.toLocaleString('en-US')} lines.`)
  const found = new Map<string, Participant>()
  let columns: Columns | undefined
  let headed = false
  for (const [index, row] of rows.entries()) {
    const heads = columnsOf(row)
    if (heads) {
      columns = heads
      headed = true
      continue
    }
    // A title of its own, or nothing: what follows has headings of its own.
    if (row.filter((cell) => cell.trim() !== '').length < 2) {
      columns = undefined
      continue
    }
    if (!columns) continue
    const cell = (column: Column): string | undefined => {
      const at = columns?.[column]
      return at === undefined ? undefined : row[at]
    }
    const names = namesOf(cell('name') ?? '')
    const waited = /^yes$/i.test((cell('waiting') ?? '').trim())
    const came = !/^no$/i.test((cell('attended') ?? '').trim())
    if (names.name === '' || waited || !came) continue
    const minutes = minutesOf(cell('minutes') ?? '', index + 1)
    const email = emailOf(cell('email'))
    const key = email ?? `name:${(names.originalName ?? names.name).normalize('NFC').toLowerCase()}`
    const known = found.get(key)
    if (known) known.minutes += minutes
    else found.set(key, { ...names, ...(email ? { email } : {}), minutes })
  }
  if (!headed) {
    refuse('This is not a report of participants: it has no columns for the name and the duration in minutes.')
  }
  if (found.size === 0) refuse('Nobody stands in this report.')
  return [...found.values()]
}
