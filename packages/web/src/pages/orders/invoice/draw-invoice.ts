import { openPdf } from '../../../pdf/open-pdf.ts'
import { drawLines } from './draw-lines.ts'
import type { InvoiceFacts } from './invoice-facts.ts'
import { openSheet, type Sheet, type Tone } from './sheet.ts'

type Block = { heading: string; lines: string[] }

/** Blocks of short lines side by side, each under its heading; `shares` of the page's width. */
const drawBlocks = (sheet: Sheet, blocks: readonly Block[], shares: readonly number[]): void => {
  const top = sheet.y
  let lowest = top
  let x = sheet.left
  for (const [index, { heading, lines }] of blocks.entries()) {
    const width = (sheet.right - sheet.left) * (shares[index] ?? 0)
    sheet.y = top
    sheet.paragraph('H2', [heading], { size: 8.5, weight: 'bold', color: 'muted' }, { x, width: width - 12 })
    sheet.y += 1
    sheet.paragraph('P', lines, { size: 9.5 }, { x, width: width - 12 })
    lowest = Math.max(lowest, sheet.y)
    x += width
  }
  sheet.y = lowest
}

const drawHead = (sheet: Sheet, { organizer, logo, dates, billTo, shipTo }: InvoiceFacts): void => {
  const top = sheet.y
  const half = sheet.left + (sheet.right - sheet.left) / 2
  sheet.paragraph('H1', ['Invoice'], { size: 26, weight: 'bold' }, { x: sheet.left, width: half - sheet.left })
  const below = sheet.y
  sheet.y = top + 4
  if (logo) {
    sheet.picture(logo.png, { x: sheet.right - logo.width, width: logo.width, height: logo.height })
    sheet.y += 6
  }
  const [name = '', ...address] = organizer
  const place = { x: half, width: sheet.right - half, align: 'right' } as const
  sheet.paragraph('P', [name], { size: 10.5, weight: 'bold' }, place)
  sheet.paragraph('P', address, { size: 9, color: 'muted' }, place)
  sheet.y = Math.max(below, sheet.y) + 14
  sheet.rule()
  sheet.y += 12
  const shares = [0.39, 0.38, 0.23]
  drawBlocks(
    sheet,
    dates.map(({ term, detail }) => ({ heading: term, lines: [detail] })),
    shares,
  )
  sheet.y += 12
  const parcel = shipTo.length > 0 ? [{ heading: 'Ship to', lines: shipTo }] : []
  drawBlocks(sheet, [{ heading: 'Billed to', lines: billTo }, ...parcel], shares)
  sheet.y += 18
}

type Sum = InvoiceFacts['sums'][number]

const styleOfSum = ({ strong }: Sum): Tone => ({ size: strong ? 11 : 9.5, weight: strong ? 'bold' : 'regular' })

const drawSums = (sheet: Sheet, { sums, payment }: InvoiceFacts): void => {
  const from = sheet.left + (sheet.right - sheet.left) * 0.39
  const width = sheet.right - from - 90
  const fine: Tone = { size: 9, color: 'muted' }
  const height = (sum: Sum) => sheet.height([sum.label], styleOfSum(sum), width) + 4
  const end = 12 + sheet.height(payment, fine, sheet.right - sheet.left)
  // On one page, where they can be added up at a glance.
  sheet.need(4 + sums.reduce((all, sum) => all + height(sum), 0) + end)
  sheet.y += 4
  for (const sum of sums) {
    sheet.need(height(sum))
    const below = sheet.y + height(sum)
    const top = sheet.y
    sheet.paragraph('P', [sum.label], styleOfSum(sum), { x: from, width })
    sheet.y = top
    sheet.paragraph('P', [sum.amount], styleOfSum(sum), { x: from, width: sheet.right - from, align: 'right' })
    sheet.y = below
  }
  sheet.need(end)
  sheet.y += 12
  sheet.paragraph('P', payment, fine)
}

/**
 * The invoice as a PDF on US Letter: tagged for screen readers, its language and title set, fonts within. The same facts
 * always give the same bytes.
 */
export const drawInvoice = async (facts: InvoiceFacts): Promise<Uint8Array<ArrayBuffer>> => {
  const about = { title: facts.title, author: facts.organizer[0] ?? '', madeAt: facts.date }
  const { document, bytes } = openPdf({ size: 'LETTER', margin: 50, bufferPages: true }, about)
  const sheet = openSheet(document)
  drawHead(sheet, facts)
  drawLines(sheet, facts.lines)
  drawSums(sheet, facts)
  sheet.close(`${facts.organizer[0] ?? ''} · ${facts.title}`)
  document.end()
  return bytes
}
