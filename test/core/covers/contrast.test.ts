import { readFileSync } from 'node:fs'
import {
  type CoverFormat,
  type CoverKind,
  type CoverThing,
  cover,
  coverBeside,
  coverKinds,
  figuresOf,
  hueNames,
  tonesOf,
} from '@lectern/core/covers'
import { describe, expect, test } from 'vitest'
import { elementsIn, readSvg } from '../../support/svg.ts'
import { contrast, faultsOf, readIn } from './things.ts'

/** All that a cover may say, so that every color of type is there. */
const said = {
  slug: 'guide',
  title: 'The Guide to a Successful Managed Services Practice',
  code: '5W22',
  people: 'Dana Goulston and Karl W. Palachuk',
  dateLine: 'Tuesdays, Apr 23 – May 21',
  organizer: 'Small Biz Community',
}

/** Every look that an organizer can choose, or that follows by itself. */
const looksOf = (kind: CoverKind): CoverThing[] =>
  figuresOf(kind).flatMap((figure) =>
    hueNames.flatMap((hue) => tonesOf(kind).map((tone) => ({ ...said, kind, figure, hue, tone }))),
  )

/** The formats that say something. Lists and pages show the figure alone, with their words beside it. */
const withWords = ['book', 'mailbook', 'og'] as const satisfies CoverFormat[]

/** Lines that reach into the field of the figure, where the ground would be another. */
const overFigure = (svg: string): string[] => {
  const root = readSvg(svg)
  const field = root.children.find(({ name }) => name === 'svg')?.attributes
  if (!field) return []
  const [x = 0, y = 0, height = 0] = ['x', 'y', 'height'].map((name) => Number(field.get(name)))
  return readIn(elementsIn(root))
    .filter((line) => line.end > x && line.y > y && line.y - line.size * 0.75 < y + height)
    .map((line) => `${line.size} at ${line.y}`)
}

describe('what is said on a cover can be read at 4.5:1, and never lies on its figure', () => {
  test.each(coverKinds)('%s, in every figure, color, and background', (kind) => {
    for (const thing of looksOf(kind)) {
      for (const format of withWords) {
        const svg = cover(thing, format)
        expect([thing, faultsOf(svg, format), overFigure(svg)]).toEqual([thing, [], []])
        expect(readIn(elementsIn(readSvg(svg))).length).toBeGreaterThan(2)
      }
    }
  })

  test('beside an uploaded picture, in every color', () => {
    for (const hue of hueNames) {
      const svg = coverBeside({ ...said, kind: 'class', hue }, 'og')
      expect([hue, faultsOf(svg, 'og')]).toEqual([hue, []])
    }
  })

  test('the numeral of a volume, too', () => {
    for (const hue of hueNames) {
      for (const tone of tonesOf('book')) {
        const thing: CoverThing = { ...said, kind: 'book', title: 'Operations Manual, volume 3', hue, tone }
        const svg = cover(thing, 'book')
        expect([hue, tone, faultsOf(svg, 'book')]).toEqual([hue, tone, []])
        expect(Math.max(...readIn(elementsIn(readSvg(svg))).map(({ size }) => size))).toBe(300)
      }
    }
  })

  test('and a line that lay on the figure would be found', () => {
    const svg = cover({ ...said, kind: 'class' }, 'og')
    const moved = svg.replace('translate(62 ', 'translate(640 ')
    expect([overFigure(svg), moved === svg, overFigure(moved).length]).toEqual([[], false, 1])
  })
})

const tokens = readFileSync('packages/web/src/styles/tokens.css', 'utf8')

/** A color of the styles as #rrggbb: CSS Color 4, section 10.2, with the matrices of Oklab. */
const hex = (color: string): string => {
  const [, l, c, h] = /^oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)$/.exec(color) ?? []
  if (l === undefined) return color
  const [light, a, b] = [
    Number(l) / 100,
    Number(c) * Math.cos((Number(h) * Math.PI) / 180),
    Number(c) * Math.sin((Number(h) * Math.PI) / 180),
  ]
  const long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (light - 0.0894841775 * a - 1.291485548 * b) ** 3
  const linear = [
    4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
  ]
  const parts = linear.map((value) => {
    const part = value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055
    return Math.round(Math.min(1, Math.max(0, part)) * 255)
      .toString(16)
      .padStart(2, '0')
  })
  return `#${parts.join('')}`
}

/** A token's color in light and in dark. */
const token = (name: string, within = tokens): [light: string, dark: string] => {
  const [, light, dark] =
    new RegExp(`--${name}: light-dark\\((#\\w+|oklch\\([^)]+\\)), (#\\w+|oklch\\([^)]+\\))\\)`).exec(within) ?? []
  if (light === undefined || dark === undefined) throw new Error(`There is no token ${name}`)
  return [hex(light), hex(dark)]
}

describe('beside its cover', () => {
  test.each(hueNames)('words can be read on the tint of %s, in light and dark, as can its own color', (hue) => {
    const [, block = ''] = new RegExp(`\\.hue-${hue} \\{([^}]+)\\}`).exec(tokens) ?? []
    const [tint, own] = [token('tint', block), token('hue', block)]
    const words = ['color-base-content', 'color-muted', 'color-ending', 'color-error'].map((name) => token(name))
    for (const scheme of [0, 1] as const) {
      const grounds = [tint, token('color-base-100'), token('color-base-200')].map((color) => color[scheme])
      const found = grounds.flatMap((ground) =>
        [own, ...words].map((color) => [ground, color[scheme], contrast(color[scheme], ground)] as const),
      )
      expect(found.filter(([, , ratio]) => !(ratio >= 4.5))).toEqual([])
    }
  })

  test('and colors are read as browsers read them', () => {
    expect([hex('oklch(100% 0 0)'), hex('oklch(0% 0 0)'), hex('oklch(62.8% 0.2577 29.23)')]).toEqual([
      '#ffffff',
      '#000000',
      '#ff0000',
    ])
  })
})
