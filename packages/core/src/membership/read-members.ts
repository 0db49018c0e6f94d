import { Day, EmailAddress, endOfDay, type Instant, Problem, type Zone } from '../platform/index.ts'

/** A member as a row of a file says. */
export type MemberRow = {
  line: number
  email: EmailAddress
  name?: string | undefined
  plan: string
  until: Instant
  team?: string | undefined
}

export type RefusedRow = { line: number; text: string; why: string }

/** Each row is a commit of its own, and all are answered in one go. */
export const rowLimit = 500

const wrongFile = (message: string): Problem =>
  new Problem('invalid', 'membership.bad-file', `${message}.`, { errors: [{ path: 'members', message }] })

/** The rows of a file, with the line on which each begins. The reader is loaded by the rare page that needs it. */
const rowsOf = async (text: string): Promise<{ line: number; cells: string[] }[]> => {
  const { parse } = await import('csv-parse/sync')
  try {
    const read = parse(text, {
      ...{ bom: true, info: true, trim: true, delimiter: [',', ';', '\t'] },
      ...{ relax_column_count: true, skip_empty_lines: true, skip_records_with_empty_values: true },
    }) as unknown as { record: string[]; info: { lines: number } }[]
    return read.map(({ record, info }) => ({ line: info.lines, cells: record }))
  } catch {
    throw wrongFile('This isn’t a CSV file. Check its quotation marks')
  }
}

/**
 * Members from the text of a CSV file with the columns `email`, `plan`, `until`, and perhaps `name` and `team`. `until` is the last day
 * of the membership, in the organizer's zone. What can't be read is refused by itself, with its line.
 * @throws Problem invalid `membership.bad-file`
 */
export const readMembers = async (text: string, zone: Zone): Promise<{ rows: MemberRow[]; refused: RefusedRow[] }> => {
  const [head, ...lines] = await rowsOf(text)
  const names = (head?.cells ?? []).map((name) => name.toLowerCase())
  const missing = ['email', 'plan', 'until'].filter((name) => !names.includes(name))
  if (missing.length > 0) throw wrongFile(`The first line must name the columns. Missing: ${missing.join(', ')}`)
  if (lines.length > rowLimit) throw wrongFile(`Import up to ${rowLimit} rows at once, in parts`)
  const rows: MemberRow[] = []
  const refused: RefusedRow[] = []
  for (const { line, cells } of lines) {
    const cell = (name: string): string => cells[names.indexOf(name)] ?? ''
    const email = EmailAddress.safeParse(cell('email'))
    const refuse = (why: string) => refused.push({ line, text: cells.join(', ').slice(0, 100), why })
    const day = Day.safeParse(cell('until'))
    if (!email.success) refuse('This isn’t an email address')
    else if (cell('plan') === '') refuse('Name a plan')
    else if (!day.success) refuse('Write the last day like 2025-04-14')
    else {
      const [name, team] = [cell('name'), cell('team')].map((one) => (one === '' ? undefined : one.slice(0, 80)))
      rows.push({ line, email: email.data, name, plan: cell('plan'), until: endOfDay(day.data, zone), team })
    }
  }
  return { rows, refused }
}
