import {
  type CoverFormat,
  type CoverThing,
  coverKinds,
  figuresOf,
  formats,
  hueNames,
  toneNames,
} from '@lectern/core/covers'
import fc from 'fast-check'
import { elementsIn, readSvg, type SvgElement } from '../../support/svg.ts'

const words =
  'MSP Professional Sales Program Señor Zoë Ångström Łódź café O’Neill KPIs, & SLAs — “quoted” <b> 3rd volume 2'

/** Titles and lines as people write them, and as nobody should. */
const text = fc.oneof(
  fc.array(fc.constantFrom(...words.split(' ')), { maxLength: 30 }).map((some) => some.join(' ')),
  fc.constantFrom(
    '',
    ' ',
    '🎉 Party 👩‍👩‍👧 time',
    '李小龍',
    'Привет, MSP',
    'NaN undefined',
    '"><script>',
    '\u0000\u000b',
  ),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('m', 'W', 'é').map((letter) => letter.repeat(200)),
  fc.constant(`Operations ${'Manual'.repeat(40)}, volume 3`),
)

const slug = fc.stringMatching(/^[a-z0-9-]{1,30}$/)
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined })

/** Anything that a cover may be asked for, of each kind. */
export const things: fc.Arbitrary<CoverThing> = fc.record({
  kind: fc.constantFrom(...coverKinds),
  slug,
  seed: maybe(slug),
  title: text,
  word: maybe(text),
  code: maybe(text),
  count: maybe(fc.integer({ min: 0, max: 500 })),
  stop: maybe(fc.integer({ min: 0, max: 500 })),
  people: maybe(text),
  dateLine: maybe(text),
  organizer: maybe(text),
  hue: maybe(fc.constantFrom(...hueNames)),
  tone: maybe(fc.constantFrom(...toneNames)),
  figure: maybe(fc.constantFrom(...coverKinds.flatMap((kind) => figuresOf(kind)))),
})

const luminance = (color: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** The contrast of two colors as WCAG counts it, 1 to 21. */
export const contrast = (one: string, other: string): number => {
  const [dark = 0, bright = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (bright + 0.05) / (dark + 0.05)
}

const lines = ['fill', 'stroke', 'stroke-width', 'stroke-linejoin', 'stroke-linecap']

/** The elements of covers, each with the attributes that it may have. */
const drawn: Readonly<Record<string, readonly string[]>> = {
  svg: ['xmlns', 'viewBox', 'width', 'height', 'role', 'aria-label', 'aria-hidden', 'x', 'y', 'overflow'],
  g: ['transform', ...lines],
  path: ['d', 'transform', ...lines],
  rect: ['x', 'y', 'width', 'height', 'rx', 'fill'],
  circle: ['cx', 'cy', 'r', 'fill-opacity', ...lines],
  ellipse: ['cx', 'cy', 'rx', 'ry', 'fill'],
}

/** Whatever is read in a cover: each line's size, its color, the line it sits on, and where its last letter begins. */
export const readIn = (elements: readonly SvgElement[]) =>
  elements.flatMap(({ name, attributes, children }) => {
    const [, x, y, scale] = /^translate\((\S+) (\S+)\)scale\((\S+)\)$/.exec(attributes.get('transform') ?? '') ?? []
    const fill = attributes.get('fill') ?? 'none'
    if (name !== 'g' || fill === 'none' || scale === undefined) return []
    const [, last] = /^translate\((\S+)\)$/.exec(children.at(-1)?.attributes.get('transform') ?? '') ?? []
    const end = Number(x) + Number(last ?? 0) * Number(scale)
    return [{ fill, size: Number(scale) * 500, y: Number(y), end }]
  })

/** The numeral of a volume is in the place of a figure; all smaller type is a line. */
const largestLine = 100

/** How far type may reach: to the margin of a book, and before the figure of a shared link. The others have none. */
const none = { square: 0, card: 0, wide: 0, mail: 0, mailsquare: 0 }
const reach = { ...none, book: 384, mailbook: 384, og: formats.og.picture.x - 10 }

/** More than any cover has, those included whose title is 200 of the letter with the longest outline. */
const figures = { square: 16_000, card: 16_000, wide: 16_000, mail: 16_000, mailsquare: 16_000 }
export const mostBytes = { ...figures, book: 130_000, mailbook: 130_000, og: 180_000 }

/** What is wrong with a cover, in words. @throws Error when it isn't well-formed */
export const faultsOf = (svg: string, format: CoverFormat): string[] => {
  const root = readSvg(svg)
  const elements = elementsIn(root)
  const ground = root.children[0]?.attributes.get('fill') ?? ''
  const values = elements.flatMap(({ attributes }) =>
    [...attributes].flatMap(([name, value]) => (name === 'aria-label' ? [] : [value])),
  )
  const read = readIn(elements)
  const type = read.filter(({ size }) => size <= largestLine)
  const { width, height } = formats[format]
  const size = ['viewBox', 'width', 'height'].map((name) => root.attributes.get(name)).join(' ')
  return [
    ...(size === `0 0 ${width} ${height} ${width} ${height}` ? [] : [`size ${size}`]),
    ...(root.attributes.has('aria-label') === root.attributes.has('aria-hidden') ? ['both a name and none'] : []),
    ...elements.filter(({ name }) => !(name in drawn)).map(({ name }) => `<${name}>`),
    ...elements.flatMap(({ name, attributes }) =>
      [...attributes.keys()].filter((one) => drawn[name]?.includes(one) === false).map((one) => `${name} ${one}`),
    ),
    ...values.filter((value) => /NaN|undefined|Infinity|null|e-\d/.test(value)),
    ...read.filter(({ fill }) => contrast(fill, ground) < 4.5).map(({ fill }) => `${fill} on ${ground}`),
    ...type.filter(({ size }) => size < 18).map(({ size }) => `type of ${size}`),
    ...type.filter(({ end }) => end > reach[format]).map(({ end }) => `type that reaches ${end}`),
    ...(Buffer.byteLength(svg) > mostBytes[format] ? [`${Buffer.byteLength(svg)} bytes`] : []),
  ]
}
