import { type CoverThing, cover, hueNames, paletteOf, toneNames } from '@lectern/core/covers'
import { describe, expect, test } from 'vitest'
import { elementsIn, readSvg } from '../../support/svg.ts'
import { contrast } from './things.ts'

const book = (title: string, more: Partial<CoverThing> = {}): CoverThing => ({
  ...{ kind: 'book', slug: 'a', title, hue: 'blue', tone: 'deep', figure: 'peaks' },
  ...more,
})

/** The lines of a cover: each line's size, and how many letters it has. */
const linesOf = (svg: string) =>
  elementsIn(readSvg(svg)).flatMap(({ attributes, children }) => {
    const scale = /scale\((\S+)\)$/.exec(attributes.get('transform') ?? '')?.[1]
    const isType = attributes.get('fill')?.startsWith('#') && scale
    return isType ? [{ size: Math.round(Number(scale) * 500), letters: children.length }] : []
  })

/** The lines of a title on a book, without the word for its kind. */
const titleOf = (title: string) => linesOf(cover(book(title), 'book')).slice(1)

const lettersOf = (title: string) => titleOf(title).reduce((sum, { letters }) => sum + letters, 0)
const pathsOf = (title: string) => cover(book(title), 'book').match(/ d="[^"]+"/g)

describe('words on a cover', () => {
  test('are as large as fits, on as few lines, and as even as they can be', () => {
    expect(titleOf('Managed Services in a Month')).toEqual([
      { size: 52, letters: 7 },
      { size: 52, letters: 10 },
      { size: 52, letters: 6 },
    ])
    expect(titleOf('Courage')[0]?.size).toBe(52)
    const long = titleOf('The Guide to a Successful Managed Services Practice and All That Comes with It '.repeat(3))
    expect(long.map(({ size }) => size)).toEqual([27, 27, 27, 27, 27])
  })

  test('a word that is wider than the cover is cut into pieces, not set too small to read', () => {
    const lines = titleOf('m'.repeat(200))
    expect(lines.map(({ size }) => size)).toEqual([27, 27, 27, 27, 27])
    expect(new Set(lines.slice(0, 4).map(({ letters }) => letters)).size).toBe(1)
  })

  test('keep the accents of western languages, and letters of other languages lose at most theirs', () => {
    expect(pathsOf('Zoë')).not.toEqual(pathsOf('Zoe'))
    expect(pathsOf('Zoe\u0308')).toEqual(pathsOf('Zoë'))
    expect(pathsOf('Łódź')).toEqual(pathsOf('Lódz'))
    expect(pathsOf('Straße ½ ﬁx')).toEqual(pathsOf('Strasse 1/2 fix'))
    expect(pathsOf('A •\u00a0B')).toEqual(pathsOf('A · B'))
  })

  test('leave out emoji, and as a whole what has letters of another script', () => {
    expect(pathsOf('🎉 Party 👩‍👩‍👧 time')).toEqual(pathsOf('Party time'))
    expect(['李小龍', 'Kubernetes für Привет', '🎉', ''].map(lettersOf)).toEqual([0, 0, 0, 0])
  })

  test('a volume is its numeral, and its title is without it', () => {
    const numeral = (title: string, more: Partial<CoverThing> = {}) => linesOf(cover(book(title, more), 'square'))
    expect(numeral('Operations Manual, volume 3')).toEqual([{ size: 600, letters: 1 }])
    expect(numeral('Operations Manual, volume 12')).toEqual([{ size: 600, letters: 2 }])
    expect(numeral('Volume 3 of the Manual')).toEqual([])
    expect(numeral('Operations Manual, volume 3', { kind: 'workbook' })).toEqual([])
    const lines = linesOf(cover(book('Operations Manual, volume 3'), 'book'))
    expect(lines.map(({ letters }) => letters)).toEqual([1, 'Book'.length, 'Operations'.length, 'Manual'.length])
  })

  test('of a shared link are kind and code, title, date, people, and organizer, cut before the figure', () => {
    const thing = book('Courage', { people: 'Debbie Leoni', dateLine: 'June 5', code: 'A1', organizer: 'Small Biz' })
    expect(linesOf(cover(thing, 'og')).map(({ letters }) => letters)).toEqual([7, 7, 5, 11, 8])
    const lines = linesOf(cover({ ...thing, people: 'Debbie Leoni, '.repeat(40) }, 'og'))
    expect(lines.map(({ letters }) => letters)).toEqual([7, 7, 5, 36, 8])
  })

  test('are the name of the picture that has them', () => {
    const name = (title: string, format: 'card' | 'book' | 'og') =>
      readSvg(cover(book(title), format)).attributes.get('aria-label')
    expect(name('"SLAs" & <KPIs>', 'og')).toBe('"SLAs" & <KPIs>')
    expect(name('a\u0000b\ud800c', 'book')).toBe('abc')
    expect(name('Courage', 'card')).toBeUndefined()
    expect(name(' \u0000', 'book')).toBeUndefined()
  })
})

test('all type is at least 4.5:1 on its ground, in every hue and on every ground', () => {
  const pairs = hueNames.flatMap((hue) =>
    toneNames.flatMap((tone) => {
      const { ground, ink, soft } = paletteOf(hue, tone)
      return [ink, soft].map((color) => ({ hue, tone, ratio: contrast(color, ground) }))
    }),
  )
  expect(pairs).toHaveLength(80)
  expect(pairs.filter(({ ratio }) => ratio < 4.5)).toEqual([])
  // What is less would be found, and contrast is counted as WCAG does.
  expect(contrast('#fbf8f1', paletteOf('rust', 'bright').ground)).toBeLessThan(4.5)
  expect(contrast('#000000', '#ffffff').toFixed(2)).toBe('21.00')
  expect(contrast('#777777', '#ffffff').toFixed(2)).toBe('4.48')
})
