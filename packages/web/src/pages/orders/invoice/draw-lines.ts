import type { InvoiceLine } from './invoice-facts.ts'
import type { Place, Sheet, Tone } from './sheet.ts'

const title: Tone = { size: 9.5, weight: 'bold' }
const note: Tone = { size: 8.5, color: 'muted' }
const figure: Tone = { size: 9.5 }
const heading: Tone = { size: 8.5, weight: 'bold', color: 'muted' }

/** Where the columns of figures end, from the right edge; the item takes what is left of them. */
const columns = [
  { label: 'Quantity', from: 215, key: 'quantity' },
  { label: 'List price', from: 145, key: 'list' },
  { label: 'Discount', from: 72, key: 'discount' },
  { label: 'Amount', from: 0, key: 'amount' },
] as const

const itemWidth = (sheet: Sheet): number => sheet.right - sheet.left - 265

const figurePlace = (sheet: Sheet, from: number): Place => ({
  x: sheet.right - from - 70,
  width: 70,
  align: 'right',
})

type Table = ReturnType<Sheet['group']>

const drawHeadings = (sheet: Sheet, table: Table): void => {
  const row = sheet.group('TR', table)
  const top = sheet.y
  sheet.paragraph('TH', ['Item'], heading, { width: itemWidth(sheet) }, row)
  const end = sheet.y
  for (const { label, from } of columns) {
    sheet.y = top
    sheet.paragraph('TH', [label], heading, figurePlace(sheet, from), row)
  }
  row.end()
  sheet.y = end + 4
  sheet.rule()
  sheet.y += 7
}

const heightOf = (sheet: Sheet, line: InvoiceLine): number =>
  sheet.height([line.title], title, itemWidth(sheet)) + sheet.height(line.notes, note, itemWidth(sheet)) + 14

const drawLine = (sheet: Sheet, line: InvoiceLine, table: Table): void => {
  const row = sheet.group('TR', table)
  const top = sheet.y
  const place = { width: itemWidth(sheet) }
  const item = sheet.group('TD', row)
  sheet.paragraph('P', [line.title], title, place, item)
  sheet.paragraph('P', line.notes, note, place, item)
  item.end()
  const end = sheet.y
  for (const { key, from } of columns) {
    sheet.y = top
    sheet.paragraph('TD', [line[key]], figure, figurePlace(sheet, from), row)
  }
  row.end()
  sheet.y = end + 6
  sheet.rule()
  sheet.y += 8
}

/** The table of what was bought. A line is never torn over two pages; each page repeats the headings. */
export const drawLines = (sheet: Sheet, lines: readonly InvoiceLine[]): void => {
  const table = sheet.group('Table')
  const [first] = lines
  sheet.need(first ? heightOf(sheet, first) + 30 : 30)
  drawHeadings(sheet, table)
  for (const line of lines) {
    if (sheet.need(heightOf(sheet, line))) drawHeadings(sheet, table)
    drawLine(sheet, line, table)
  }
  table.end()
}
