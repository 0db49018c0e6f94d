import { createHash } from 'node:crypto'
import { EventKind, kindLabels, ProductKind, productKindLabels } from '@lectern/core/catalog'
import {
  type CoverThing,
  cover,
  coverKinds,
  coverVersion,
  figuresOf,
  formatNames,
  freshHue,
  hueNames,
  lookOf,
  tonesOf,
} from '@lectern/core/covers'
import { describe, expect, test } from 'vitest'

const aClass: CoverThing = {
  kind: 'class',
  slug: '5w22',
  seed: 'msp-sales',
  title: 'MSP Professional Sales Program',
  count: 5,
}

describe('a look', () => {
  test('is shared by the runs of a course, and by others only by chance', () => {
    const runs = ['5w22', '5w23', '5w24'].map((slug) => lookOf({ ...aClass, slug }))
    expect(new Set(runs.map((look) => JSON.stringify(look))).size).toBe(1)
    expect(cover({ ...aClass, slug: '5w23' }, 'card')).toBe(cover(aClass, 'card'))
    const others = Array.from({ length: 200 }, (_, at) => lookOf({ kind: 'class', slug: `class-${at}` }))
    expect(new Set(others.map((look) => JSON.stringify(look))).size).toBeGreaterThan(120)
  })

  test('is shared by the stops of a series, which differ in the one that is lit', () => {
    const circles = (stop: number): string[] =>
      cover({ kind: 'series', slug: `stop-${stop}`, seed: 'ascii-edge', title: 'Edge', count: 9, stop }, 'card').match(
        /<circle[^>]*>/g,
      ) ?? []
    const [first, second] = [circles(0), circles(1)]
    expect(first).toHaveLength(9)
    expect(first.filter((circle, at) => circle !== second[at])).toHaveLength(2)
  })

  test('has every hue, ground, and figure of its kind, each about as often as the others', () => {
    for (const kind of coverKinds) {
      const looks = Array.from({ length: 400 }, (_, at) => lookOf({ kind, slug: `thing-${at}` }))
      const parts: [choices: readonly string[], seen: string[]][] = [
        [hueNames, looks.map(({ hue }) => hue)],
        [tonesOf(kind), looks.map(({ tone }) => tone)],
        [figuresOf(kind), looks.map(({ figure }) => figure)],
      ]
      for (const [choices, seen] of parts) {
        const rare = choices.filter((one) => seen.filter((other) => other === one).length < 200 / choices.length)
        expect([kind, rare, new Set(seen).size]).toEqual([kind, [], choices.length])
      }
    }
  })

  test('is what someone chose, as far as the kind has it', () => {
    const chosen = { hue: 'plum', tone: 'bright', figure: 'fan' } as const
    expect(lookOf({ ...aClass, ...chosen })).toMatchObject(chosen)
    expect(lookOf({ ...aClass, hue: 'plum' })).toEqual({ ...lookOf(aClass), hue: 'plum' })
    expect(lookOf({ ...aClass, figure: 'rings', tone: 'paper' })).toEqual(lookOf(aClass))
  })

  test('counts what the thing has: steps of a class, seats of a breakout', () => {
    const drawn = (thing: CoverThing, element: string) => cover(thing, 'card').split(`<${element} `).length - 2
    const steps = (count: number) => drawn({ ...aClass, figure: 'steps', count }, 'rect')
    expect([2, 5, 8, 12].map(steps)).toEqual([2, 5, 8, 12])
    expect([0, 1, 500].map(steps)).toEqual([5, 2, 12])
    const seats = (count: number) =>
      drawn({ kind: 'breakout', slug: 'b', title: 'B', figure: 'table', count }, 'circle')
    expect([3, 8, 24, 0, 500].map(seats)).toEqual([3, 8, 24, 8, 24])
  })

  test('of documents is on paper, and of nothing else', () => {
    const onPaper = coverKinds.filter((kind) => tonesOf(kind).includes('paper'))
    expect(onPaper).toEqual(['checklist', 'template', 'white-paper', 'workbook'])
    expect(onPaper.flatMap((kind) => tonesOf(kind))).toEqual(['paper', 'paper', 'paper', 'paper'])
  })

  test('is offered another hue after three of its own', () => {
    expect(freshHue('blue', ['blue', 'blue', 'blue', 'rust'])).toBe('teal')
    expect(freshHue('slate', ['slate', 'slate', 'slate'])).toBe('blue')
    expect(freshHue('blue', ['blue', 'blue', 'rust', 'blue'])).toBe('blue')
    expect(freshHue('blue', ['blue', 'blue'])).toBe('blue')
  })
})

test('there is a cover for every kind of event and title, and for series, with the word of the pages on it', () => {
  const labels = { ...kindLabels, ...productKindLabels }
  const kinds = [...EventKind.options, ...ProductKind.options]
  expect([...coverKinds].sort()).toEqual([...kinds, 'series'].sort())
  // Words are outlines: the same ones are set as the name of the organizer, which is in the same typeface and size.
  const lettersOf = (kind: (typeof kinds)[number], line: RegExp, organizer: string) =>
    line.exec(cover({ kind, slug: 'a', title: '', organizer }, 'og'))?.[1]
  for (const kind of kinds) {
    const { one } = labels[kind]
    const word = lettersOf(kind, /translate\(64 92\)scale\(0\.052\)">(.*?)<\/g>/, one)
    expect([one, word]).toEqual([one, lettersOf(kind, /translate\(106 564\)scale\(0\.052\)">(.*?)<\/g>/, one)])
    expect(word).toContain('<path')
  }
})

// When one of these changes, covers that are shared already are repainted: docs/covers.md says what that means. Their
// addresses are kept for a year, so the repainted ones need others: `coverVersion` is made of these marks.
test('covers that are out there stay as they are, and repainted ones have other addresses', () => {
  const people = { people: 'Karl W. Palachuk', dateLine: 'Tuesdays, Apr 23 – May 21' }
  const markOf = (kind: (typeof coverKinds)[number]) => {
    const all = createHash('sha256')
    for (const figure of figuresOf(kind)) {
      for (const format of formatNames) all.update(cover({ ...aClass, ...people, kind, figure, stop: 2 }, format))
    }
    const volume = { ...aClass, kind, title: 'Operations Manual, volume 3' }
    if (kind === 'book') for (const tone of tonesOf(kind)) all.update(cover({ ...volume, tone }, 'book'))
    return all.digest('hex').slice(0, 10)
  }
  const marks = Object.fromEntries(coverKinds.map((kind) => [kind, markOf(kind)]))
  expect(coverVersion).toBe(createHash('sha256').update(JSON.stringify(marks)).digest('hex').slice(0, 6))
  expect(marks).toEqual({
    audio: '8fb8ad3e7d',
    book: 'fd5c279aab',
    breakout: '5b07489382',
    bundle: '8fd68a2d46',
    checklist: 'dcb3fd85ba',
    class: '8f0ad356f9',
    conference: 'baae70be84',
    meeting: '05036aaed0',
    series: '125e2626bf',
    template: '0e43c6178a',
    training: 'fa4391c0a8',
    webinar: '76878c2c22',
    'white-paper': '72588d055e',
    workbook: 'eedefd57a2',
  })
})
