import { cutText, EmailAddress } from '../platform/index.ts'
import { type Column, type Columns, columnsByValues, columnsOf } from './report-columns.ts'
import { type ReportRow, readingsOf, refuseReport, type UnreadLine } from './report-file.ts'
import { type Clock, orderOf, readClock, readMinutes, visitOf } from './report-values.ts'
import { addTimes, minutesIn, type TimeIn } from './time-in-meeting.ts'

/** Someone in a meeting's report, by one shown name under one address, all of their visits together. */
export type Participant = {
  name: string
  /** What is in brackets behind the name: pronouns, or what they were called before they renamed themselves. */
  originalName?: string | undefined
  email?: string | undefined
  minutes: number
  time: TimeIn
  /** The lines of the file that say so, counted from 1. */
  lines: number[]
}

/** What a report says: who it names, and which of its lines couldn't be read. */
export type Report = { participants: Participant[]; unread: UnreadLine[] }

/** `Ada B (Ada Byron)` as what someone calls themselves, and what they were called before. */
const namesOf = (cell: string): Pick<Participant, 'name' | 'originalName'> => {
  const name = cutText(cell.replace(/\s+/g, ' ').trim(), 200)
  const [, shown, original] = /^(.*\S)(?: \(|（)(.+)[)）]$/.exec(name) ?? []
  return shown && original ? { name: shown, originalName: original } : { name }
}

const emailOf = (cell: string): string | undefined => {
  const text = EmailAddress.safeParse(cell).data ?? cell.trim().toLowerCase()
  return /^[^\s@]{1,64}@[^\s@]{1,190}$/.test(text) ? text : undefined
}

const yes = /^(?:yes|y|ja|oui|s[iíì]|sim|はい|是|예|да|tak|evet|true|1)$/i
const no = /^(?:no|n|nein|non|n[ãa]o|いいえ|否|아니요|아니오|нет|nie|hay[ıi]r|nee|nej|false|0)$/i

/** A row of the file that is about someone, not yet added to their other rows. */
type Entry = { line: number; names: Pick<Participant, 'name' | 'originalName'>; email: string | undefined } & {
  join: Clock | undefined
  leave: Clock | undefined
  minutes: number | undefined
  section: number
  /** Someone who only waited, or was expected and didn't come. */
  away: boolean
}

const reasonOf = (line: number, cell: string): string =>
  cell.trim() === ''
    ? `Line ${line} doesn't say how long the person stayed.`
    : `In line ${line}, the minutes aren’t a number.`

/** What a row says, or why it can't be read. Who waited or didn't come was there for no time. */
const entryOf = ({ line, cells }: ReportRow, columns: Columns, section: number): Entry | UnreadLine => {
  const cell = (column: Column): string => {
    const at = columns[column]
    return at === undefined ? '' : (cells[at] ?? '')
  }
  const email = emailOf(cell('email')) ?? emailOf(cell('login'))
  const typed = cell('name').trim() === '' ? `${cell('first')} ${cell('last')}` : cell('name')
  const names = namesOf(typed.trim() === '' ? (email ?? '') : typed)
  if (names.name === '') return { line, message: `Line ${line} has no name.` }
  if (yes.test(cell('waiting').trim()) || no.test(cell('attended').trim())) {
    return { line, names, email, join: undefined, leave: undefined, minutes: 0, section, away: true }
  }
  const [join, leave] = [readClock(cell('join')), readClock(cell('leave'))]
  const minutes = readMinutes(cell('minutes'))
  const wrong = minutes === undefined && (cell('minutes').trim() !== '' || !join || !leave)
  if (wrong) return { line, message: reasonOf(line, cell('minutes')) }
  return { line, names, email, join, leave, minutes, section, away: false }
}

const isUnread = (entry: Entry | UnreadLine): entry is UnreadLine => 'message' in entry

/** Rows of one person: the same name shown, under the same address or under none. */
const keyOf = ({ names, email }: Pick<Entry, 'names' | 'email'>): string =>
  JSON.stringify([names.name, names.originalName ?? '', email ?? ''].map((part) => part.normalize('NFC').toLowerCase()))

/** "2. Participants": Teams numbers its sections, and lists in the third the visits that it has summed in the second. */
const sectionNumber = (cells: readonly string[]): number | undefined => {
  const [, number] = /^(\d)\. ?\D/.exec((cells[0] ?? '').trim()) ?? []
  return number === undefined ? undefined : Number(number)
}

type Read = { entries: Entry[]; unread: UnreadLine[]; headed: boolean }

const filled = ({ cells }: ReportRow): number => cells.filter((cell) => cell.trim() !== '').length

/**
 * A table's title: by itself in its row, with a number or right above headings. Below headings it's one only right above others,
 * apart from the rows before it: anything else there with one cell is someone, in a bad row.
 */
const isTitle = (row: ReportRow, next: ReportRow | undefined, within: boolean, apart: boolean): boolean => {
  if (filled(row) !== 1 || (row.cells[0] ?? '').trim() === '') return false
  const headed = next !== undefined && columnsOf(next.cells) !== undefined
  return within ? headed && (apart || row.cells.length === 1) : headed || sectionNumber(row.cells) !== undefined
}

/** What titles of tables hold, in some of the languages. */
const titleWords =
  /detail|particip|attend|panel|host|summar|resum|zusammenf|activ|aktiv|report|teilnehm|registr|meeting|webinar|deltag|\d\. /i

/** How the columns are found: by headings with a name among them, by headings alone, or by what is below unknown ones. */
type Finding = 'named' | 'unnamed' | 'by values'

const readRows = (all: readonly ReportRow[], finding: Finding): Read => {
  const read: Read = { entries: [], unread: [], headed: false }
  let columns: Columns | undefined
  let section = 0
  for (const [index, row] of all.entries()) {
    if (filled(row) === 0) continue
    const next = all.slice(index + 1).find((one) => filled(one) > 0)
    const above = all[index - 1]
    const heads = columnsOf(row.cells, finding === 'unnamed')
    if (heads) columns = heads
    else if (isTitle(row, next, columns !== undefined, above === undefined || filled(above) === 0)) {
      // Someone without a time looks like a title, and is told at least.
      if (columns !== undefined && sectionNumber(row.cells) === undefined && !titleWords.test(row.cells[0] ?? '')) {
        const words = cutText((row.cells[0] ?? '').trim(), 80)
        read.unread.push({ line: row.line, message: `Line ${row.line} has only “${words}”, so we read it as a title.` })
      }
      columns = undefined
      section = sectionNumber(row.cells) ?? section
      continue
    } else if (!columns && finding === 'by values') columns = columnsByValues(row.cells)
    read.headed ||= columns !== undefined
    if (heads || !columns) continue
    const entry = entryOf(row, columns, section)
    isUnread(entry) ? read.unread.push(entry) : read.entries.push(entry)
  }
  return read
}

/**
 * Later sections add nothing about a person whom an earlier numbered section has summed, even if they lack the address.
 */
const countedOnce = (entries: readonly Entry[]): Entry[] => {
  const shown = Map.groupBy(entries, ({ names }) => keyOf({ names, email: undefined }))
  const summed = (entry: Entry): boolean =>
    (shown.get(keyOf({ names: entry.names, email: undefined })) ?? []).some(
      (one) =>
        one.section < entry.section &&
        (one.email === entry.email || one.email === undefined || entry.email === undefined),
    )
  return entries.filter((entry) => entry.section === 0 || !summed(entry))
}

const incomparable = ({ line }: Entry): UnreadLine => ({
  line,
  message: `In line ${line}, the person left before they joined, or more than a day later.`,
})

/** Who waited and then came in was there, and isn't listed twice. */
const withoutWaiting = (entries: readonly Entry[]): Entry[] => {
  const there = new Set(entries.filter(({ away }) => !away).map(keyOf))
  return entries.filter((entry) => !entry.away || !there.has(keyOf(entry)))
}

const gathered = (read: readonly Entry[]): Report => {
  const all = withoutWaiting(read)
  const order = orderOf(all.flatMap(({ join, leave }) => [join, leave].flatMap((at) => at ?? [])))
  // A sum of several visits began with the first of them, and says nothing of the gaps.
  const spanOf = ({ join, leave, minutes, section }: Entry) =>
    section === 0 || minutes === undefined ? visitOf(join, leave, minutes, order) : undefined
  const [entries, unread] = [[], []] as [Entry[], UnreadLine[]]
  for (const entry of all) {
    if (entry.minutes === undefined && !spanOf(entry)) unread.push(incomparable(entry))
    else entries.push(entry)
  }
  const participants = [...Map.groupBy(countedOnce(entries), keyOf).values()].map((rows): Participant => {
    const times = rows.map((entry): TimeIn => {
      const span = spanOf(entry)
      return span ? { spans: [span], loose: 0 } : { spans: [], loose: entry.minutes ?? 0 }
    })
    const time = addTimes(...times)
    const [{ names, email } = { names: { name: '' }, email: undefined }] = rows
    return {
      ...names,
      ...(email ? { email } : {}),
      minutes: minutesIn(time),
      time,
      lines: rows.map(({ line }) => line),
    }
  })
  return { participants, unread }
}

/**
 * Reads the report of participants that Zoom, Microsoft Teams, or Google Meet makes, of a meeting or a webinar, in most
 * languages, as they made it or as a spreadsheet saved it again: one row for each person or one for each visit. Time in the
 * waiting room isn't time in the meeting, and who only waited, or didn't come, is listed with none; visits that overlap count once. A name is text, however it begins. A line that can't
 * be read is reported and keeps no other from being read.
 * @throws Problem invalid `attendance.bad-report` with a sentence that says what's wrong with the file
 */
export const readReport = (bytes: Uint8Array): Report => {
  const readings = [...readingsOf(bytes)]
  const headed = (finding: Finding) => {
    const some = finding === 'by values' ? readings.filter(({ sure }) => sure) : readings
    return some.map(({ rows, unread }) => ({ ...readRows(rows, finding), torn: unread })).find((read) => read.headed)
  }
  const read = headed('named') ?? headed('by values') ?? headed('unnamed')
  if (!read) {
    return refuseReport('This isn’t a participant report. It has no columns for the name and the duration.')
  }
  const { participants, unread: odd } = gathered(read.entries)
  const unread = [...read.unread, ...read.torn, ...odd].sort((a, b) => a.line - b.line)
  if (participants.length === 0) return refuseReport(unread[0]?.message ?? 'This report has no participants.')
  return { participants, unread }
}
