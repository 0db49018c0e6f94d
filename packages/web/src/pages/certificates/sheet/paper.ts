import type PdfDocument from 'pdfkit'
import { qrModules } from '../../../qr-code.ts'

type Document = InstanceType<typeof PdfDocument>

export const colors = {
  paper: '#fefcf7',
  line: '#ddd7c8',
  ink: '#191f2b',
  muted: '#505561',
  blue: '#2e4d99',
  teal: '#00716c',
}

/** US Letter, lying. */
export const page = { width: 792, height: 612 } as const
export const left = 84
export const right = page.width - 84
export const foot = 476

/** The mark of the house, as on its pages. */
const drawMark = (document: Document, x: number, y: number, size: number): void => {
  document
    .save()
    .translate(x, y)
    .scale(size / 32)
  document.roundedRect(0, 0, 32, 32, 8).fill(colors.blue)
  document.lineWidth(2.2).lineJoin('round').lineCap('round')
  document.path('M6.5 9h19l-2.6 7.4H9.1L6.5 9Z M16 16.5v8 M11 24.5h10').stroke(colors.paper).restore()
}

/** The sheet before anything is written on it. */
export const drawPaper = (document: Document): void => {
  document.rect(0, 0, page.width, page.height).fill(colors.paper)
  document
    .rect(26, 26, page.width - 52, page.height - 52)
    .lineWidth(1.4)
    .stroke(colors.blue)
  document
    .rect(31.5, 31.5, page.width - 63, page.height - 63)
    .lineWidth(0.5)
    .stroke(colors.line)
  drawMark(document, left, 78, 30)
  document.moveTo(left, foot).lineTo(right, foot).lineWidth(0.6).stroke(colors.line)
}

/** A code of so many points that leads to the certificate's page; each module a square, so that it prints sharply. */
export const drawCode = (document: Document, address: string, x: number, y: number, width: number): void => {
  const modules = qrModules(address)
  const module = width / modules.length
  for (const [row, cells] of modules.entries()) {
    for (const [column, dark] of cells.entries()) {
      // A hair wider than it is, so that no light comes through between two.
      if (dark) document.rect(x + column * module, y + row * module, module + 0.02, module + 0.02)
    }
  }
  document.fill(colors.ink)
}
