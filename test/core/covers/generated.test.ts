import { gzipSync } from 'node:zlib'
import { cover, coverBeside, coverKinds, figuresOf, formatNames, lookOf, toneNames } from '@lectern/core/covers'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readSvg } from '../../support/svg.ts'
import { faultsOf, mostBytes, things } from './things.ts'

describe('covers of anything, in every format', () => {
  test('3,000 are well-formed, drawn of a few elements, legible, within their size, and the same twice', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(things, fc.constantFrom(...formatNames), (thing, format) => {
        const svg = cover(thing, format)
        expect(faultsOf(svg, format)).toEqual([])
        expect(cover({ ...thing }, format)).toBe(svg)
        seen.add(`${thing.kind} ${format}`).add(lookOf(thing).figure).add(lookOf(thing).tone)
      }),
      { numRuns: 3000 },
    )
    const all = coverKinds.flatMap((kind) => [...formatNames.map((format) => `${kind} ${format}`), ...figuresOf(kind)])
    expect([...all, ...toneNames].filter((one) => !seen.has(one))).toEqual([])
  })

  test('300 leave room for a picture as legibly', () => {
    fc.assert(
      fc.property(things, fc.constantFrom('wide', 'og'), (thing, format) => {
        const svg = coverBeside(thing, format)
        expect(faultsOf(svg, format)).toEqual([])
        expect(svg).not.toContain('<svg x=')
      }),
      { numRuns: 300 },
    )
  })

  test('are small when they are sent, with a long title and all their words', () => {
    const title =
      'The Guide to a Successful Managed Services Practice: What Every Owner Should Know, Fourth Edition, Revised'
    const thing = { kind: 'book', slug: 'guide', title, people: 'Dana Goulston and Karl W. Palachuk' } as const
    const sizes = formatNames.map((format) => ({ format, sent: gzipSync(cover(thing, format)).length }))
    expect(sizes.filter(({ format, sent }) => sent > (mostBytes[format] > 20_000 ? 10_000 : 1000))).toEqual([])
  })
})

describe('what looks for faults finds them', () => {
  const thing = {
    kind: 'class',
    slug: '5w22',
    title: 'MSP Professional Sales Program',
    hue: 'blue',
    tone: 'deep',
  } as const
  const whole = cover(thing, 'og')
  const changed = (from: string | RegExp, to: string) => {
    const other = whole.replace(from, to)
    expect(other).not.toBe(whole)
    return other
  }

  test('there is none in a cover as it is drawn', () => expect(faultsOf(whole, 'og')).toEqual([]))

  test.each([
    ['a style', '<path ', '<path style="fill:red" ', 'path style'],
    ['a script', '<g ', '<script></script><g ', '<script>'],
    ['text', '<g ', '<text></text><g ', '<text>'],
    ['a link to a picture', '<g ', '<image href="https://example.com/a.png"/><g ', '<image>'],
    ['a class', '<g ', '<g class="a" ', 'g class'],
    ['what is no number', /x="[\d.]+"/, 'x="NaN"', 'NaN'],
    ['another size', 'width="1200"', 'width="1201"', 'size 0 0 1200 630 1201 630'],
    ['type that can’t be read', /<g fill="#\w+"/, '<g fill="#355195"', '#355195 on #19284c'],
    ['type too small to read', /scale\(0\.\d+\)/, 'scale(0.02)', 'type of 10'],
    ['type over the figure', 'translate(62 ', 'translate(500 ', 'type that reaches'],
    ['too much', '<g ', `${'<g></g>'.repeat(mostBytes.og / 7)}<g `, 'bytes'],
  ])('%s', (_, from, to, fault) => {
    const faults = faultsOf(changed(from, to), 'og')
    expect(new Set(faults.map((one) => one.includes(fault)))).toEqual(new Set([true]))
  })

  test.each([
    ['an element left open', '</svg>', '', 'not closed'],
    ['one closed out of order', '</g>', '</svg>', 'closes something else'],
    ['an attribute twice', '<g ', '<g fill="#fff" ', 'fill is there twice'],
    ['a bare &', /aria-label="[^"]*"/, 'aria-label="A & B"', 'bare &'],
    ['words in between', '<g ', 'words<g ', 'no element'],
    ['an attribute left open', '<g fill="', '<g fill=', 'no element'],
    ['a control character', 'MSP', '\u0000', 'XML'],
    ['two roots', /$/, '<g></g>', 'not one root'],
  ])('%s', (_, from, to, fault) => expect(() => readSvg(changed(from, to))).toThrow(fault))
})
