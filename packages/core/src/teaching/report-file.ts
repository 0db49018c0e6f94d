import { parse } from 'csv-parse/sync'
import { Problem } from '../platform/index.ts'

/** The most bytes of a report's file: some 10,000 people. */
export const reportBytes = 1024 * 1024
const mostRows = 20_000
const mostLineCharacters = 20_000

/** A row of the file and the line it starts on, counted from 1. */
export type ReportRow = { line: number; cells: string[] }

/** A line that couldn't be read, and why. */
export type UnreadLine = { line: number; message: string }

/** @throws Problem invalid `attendance.bad-report` */
export const refuseReport = (message: string): never => {
  throw new Problem('invalid', 'attendance.bad-report', message, { errors: [{ path: 'report', message }] })
}

const begins = (bytes: Uint8Array, ...first: number[]): boolean => first.every((byte, index) => bytes[index] === byte)

/** Teams writes UTF-16; Excel writes the code page of the computer it runs on, which no file names. */
const codePages = ['windows-1252', 'shift_jis', 'gb18030', 'euc-kr'] as const

const decoded = (bytes: Uint8Array, encoding: string): string | undefined => {
  try {
    // A byte-order mark goes with decoding.
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** What isn't meant to be read. Line ends and tabs are `\s`. */
const controls = /[^\P{Cc}\s]/gu

/** UTF-8 or UTF-16 with a broken letter or two: what was decoded says so, or the mark it begins with. */
const nearly = (bytes: Uint8Array, wide: string | undefined): string | undefined => {
  const text = new TextDecoder(wide ?? 'utf-8').decode(bytes)
  const broken = text.match(/\ufffd/g)?.length ?? 0
  const letters = (text.match(/[^\p{ASCII}]/gu)?.length ?? 0) - broken
  return wide !== undefined || begins(bytes, 0xef, 0xbb, 0xbf) || letters > broken ? text : undefined
}

/** Without a stray control character, of which one in a name makes no picture of a report. */
const withoutStray = (text: string): string =>
  !text.includes('\0') && (text.match(controls)?.length ?? 0) <= Math.max(3, text.length / 100)
    ? text.replace(controls, '')
    : text

/** The texts that the bytes may be, the most likely first: one unless an old code page was used. */
const textsOf = (bytes: Uint8Array): string[] => {
  if (bytes.length === 0) return refuseReport('The file is empty.')
  if (bytes.length > reportBytes)
    return refuseReport('The file is larger than 1 MB. Meeting reports aren’t that large.')
  if (begins(bytes, 0x50, 0x4b, 0x03, 0x04)) {
    return refuseReport(
      'This is an Excel workbook. Upload the CSV file from the meeting, or save the sheet as CSV UTF-8.',
    )
  }
  const wide =
    begins(bytes, 0xff, 0xfe) || (bytes[0] !== 0 && bytes[1] === 0 && bytes[2] !== 0 && bytes[3] === 0)
      ? 'utf-16le'
      : begins(bytes, 0xfe, 0xff)
        ? 'utf-16be'
        : undefined
  const sure = decoded(bytes, wide ?? 'utf-8') ?? nearly(bytes, wide)
  const texts = sure === undefined ? codePages.flatMap((page) => decoded(bytes, page) ?? []) : [withoutStray(sure)]
  const readable = texts.filter((text) => text.search(controls) < 0)
  if (readable.length === 0) return refuseReport('This isn’t a text file, so it can’t be a CSV report.')
  if (readable.every((text) => text.trim() === '')) return refuseReport('The file is empty.')
  return readable
}

const lineEnd = /\r\n|\n|\r/

type Parsed = { rows: ReportRow[]; unread: UnreadLine[] }

const cellsOf = (text: string, delimiter: string): ReportRow[] => {
  const records = parse(text, {
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: mostLineCharacters,
    info: true,
  }) as unknown as { record: string[]; info: { lines: number } }[]
  let line = 1
  return records.map(({ record, info }) => {
    const row = { line, cells: record }
    line = info.lines + 1
    return row
  })
}

/** Line by line: what a stray quotation mark would swallow is read, and only its own line is reported. */
const lineByLine = (text: string, delimiter: string): Parsed => {
  const rows: ReportRow[] = []
  const unread: UnreadLine[] = []
  for (const [index, one] of text.split(lineEnd).entries()) {
    const line = index + 1
    if (one.length > mostLineCharacters) {
      unread.push({ line, message: `Line ${line} is too long.` })
      continue
    }
    try {
      rows.push({ line, cells: cellsOf(one, delimiter)[0]?.cells ?? [''] })
    } catch {
      unread.push({ line, message: `In line ${line}, a quotation mark is never closed.` })
    }
  }
  return { rows, unread }
}

/** Whether a quotation mark too many has swallowed lines below it: those have cells of their own. */
const swallows = (cell: string, delimiter: string): boolean =>
  cell
    .split(lineEnd)
    .slice(1)
    .some((line) => line.includes(delimiter))

const parsedBy = (text: string, delimiter: string): Parsed => {
  try {
    const rows = cellsOf(text, delimiter)
    if (!rows.some(({ cells }) => cells.some((cell) => swallows(cell, delimiter)))) return { rows, unread: [] }
  } catch {
    // Read line by line below.
  }
  return lineByLine(text, delimiter)
}

/**
 * The rows of a report's file in each way that it may be meant: a spreadsheet saves with the separator and the code page of its
 * country, Teams with tabs in UTF-16. The caller takes the first whose headings it knows.
 * @throws Problem invalid `attendance.bad-report` for what is no text, empty, or too much
 */
export function* readingsOf(bytes: Uint8Array): Generator<Parsed & { sure: boolean }> {
  const texts = textsOf(bytes)
  for (const text of texts) {
    if (text.split(lineEnd).length > mostRows) {
      refuseReport(`The file has more than ${mostRows.toLocaleString('en-US')} lines.`)
    }
    for (const delimiter of [',', ';', '\t']) yield { ...parsedBy(text, delimiter), sure: texts.length === 1 }
  }
}
