import type PdfDocument from 'pdfkit'
import { printable } from '../../../pdf/printable.ts'
import { colors, createTypesetter, type Style } from '../../../pdf/typesetter.ts'

type Document = InstanceType<typeof PdfDocument>
type Element = ReturnType<Document['struct']>

export type Tone = { size: number; weight?: Style['weight']; color?: keyof typeof colors }
export type Place = { x?: number; width?: number; align?: 'left' | 'right' }

/** Paper with a place to go on writing. Lengths are in points; `y` grows downwards. */
export type Sheet = {
  readonly left: number
  readonly right: number
  y: number
  /** Goes on to a new page when so much does not fit on this one. Answers whether it did. */
  need: (height: number) => boolean
  /** How high some text will stand. */
  height: (lines: readonly string[], tone: Tone, width: number) => number
  /** Lines of text under one tag, broken to fit; `y` ends below them. Within `parent`, or the document itself. */
  paragraph: (tag: string, lines: readonly string[], tone: Tone, place?: Place, parent?: Element) => void
  /** An element that holds others; it is to be ended. */
  group: (tag: string, parent?: Element) => Element
  /** A hairline across the page. */
  rule: () => void
  /** A PNG that says nothing which the words beside it do not; `y` ends below it. */
  picture: (png: Uint8Array, place: { x: number; width: number; height: number }) => void
  /** Writes the foot of every page: words, and which page of how many. */
  close: (words: string) => void
}

const footHeight = 14

/** In place of a line of which nothing can be printed. */
const unprintable = '(in letters that can’t be printed here)'

export const openSheet = (document: Document): Sheet => {
  const { margins, width, height } = document.page
  const type = createTypesetter(document)
  const root = document.struct('Document')
  document.addStructure(root)
  const [left, right] = [margins.left, width - margins.right]
  const lead = ({ size }: Tone) => size * 1.42
  const styleOf = ({ size, weight, color = 'ink' }: Tone): Style => ({
    size,
    color: colors[color],
    ...(weight ? { weight } : {}),
  })
  let whole = true
  const brokenTo = (limit: number, lines: readonly string[], style: Style): string[] =>
    lines.flatMap((line) => {
      const printed = printable(line)
      whole &&= printed.whole
      return type.wrap(printed.text === '' && !printed.whole ? unprintable : printed.text, limit, style)
    })
  /** What a screen reader passes over. */
  const aside = (draw: () => void): void => {
    document.markContent('Artifact', { type: 'Layout' })
    draw()
    document.endMarkedContent()
  }

  const sheet: Sheet = {
    left,
    right,
    y: margins.top,
    height: (lines, tone, limit) => brokenTo(limit, lines, styleOf(tone)).length * lead(tone),
    need: (more) => {
      if (sheet.y + more <= height - margins.bottom - footHeight) return false
      document.addPage()
      sheet.y = margins.top
      return true
    },
    paragraph: (tag, lines, tone, { x = left, width: limit = right - left, align = 'left' } = {}, parent = root) => {
      const style = styleOf(tone)
      const broken = brokenTo(limit, lines, style)
      const draw = () => {
        for (const line of broken) {
          type.line(line, align === 'right' ? x + limit : x, sheet.y + tone.size * 1.07, style, align)
          sheet.y += lead(tone)
        }
      }
      parent.add(document.struct(tag, {}, [draw]))
    },
    group: (tag, parent = root) => {
      const element = document.struct(tag)
      parent.add(element)
      return element
    },
    rule: () =>
      aside(() => {
        document.moveTo(left, sheet.y).lineTo(right, sheet.y).lineWidth(0.6).stroke(colors.hairline)
      }),
    picture: (png, { x, width: wide, height: high }) => {
      aside(() => {
        document.image(Buffer.from(png), x, sheet.y, { width: wide, height: high })
      })
      sheet.y += high
    },
    close: (words) => {
      root.end()
      const { start, count } = document.bufferedPageRange()
      const style = { size: 8, color: colors.muted }
      for (let page = start; page < start + count; page += 1) {
        document.switchToPage(page)
        aside(() => {
          const y = height - margins.bottom + 10
          const foot = whole ? words : `${words} · Some characters can’t be printed; the order’s page shows them.`
          type.line(printable(foot).text, left, y, style)
          type.line(`Page ${page - start + 1} of ${count}`, right, y, style, 'right')
        })
      }
    },
  }
  return sheet
}
