import { expect, it } from 'vitest'
import { foldHtml, foldText } from '../../emails/fold-lines.ts'

const longestOf = (text: string): number => Math.max(...text.split('\n').map((line) => Buffer.byteLength(line)))
const attribute = `style="font-family:'Segoe UI', sans-serif"`

it('leaves lines alone that are short enough', () => {
  const text = `${'x'.repeat(990)}\n\nshort\n`
  expect(foldText(text)).toBe(text)
  expect(foldHtml(`<p>${text}</p>`.slice(0, 990))).toBe(`<p>${text}</p>`.slice(0, 990))
})

it('breaks text between words, and counts octets rather than characters', () => {
  const text = 'Grüße aus Łódź '.repeat(300).trim()
  const folded = foldText(text)
  expect(longestOf(folded)).toBeLessThanOrEqual(998)
  expect(folded.replaceAll('\n', ' ')).toBe(text)
})

it('breaks a word that is longer than a line, but no character', () => {
  const folded = foldText('🎓'.repeat(1000))
  expect(longestOf(folded)).toBeLessThanOrEqual(998)
  expect(folded.replaceAll('\n', '')).toBe('🎓'.repeat(1000))
})

it('breaks html between attributes, and leaves values and entities whole', () => {
  const html = `<td class="a" ${attribute}>${'&amp;'.repeat(9)}</td>`.repeat(60)
  const folded = foldHtml(html)
  expect(longestOf(folded)).toBeLessThanOrEqual(998)
  expect(folded.split(attribute)).toHaveLength(61)
  expect(folded.replaceAll('\n', ' ')).toBe(html)

  const entities = foldHtml(`<p>${'&amp;'.repeat(1000)}</p>`)
  expect(longestOf(entities)).toBeLessThanOrEqual(998)
  expect(entities.split('&amp;')).toHaveLength(1001)
})

it('breaks between words where a text is longer than a line', () => {
  const html = `<p ${attribute}>${'word '.repeat(500)}</p>`
  const folded = foldHtml(html)
  expect(longestOf(folded)).toBeLessThanOrEqual(998)
  expect(folded.replaceAll('\n', ' ')).toBe(html)
})

it('keeps the names of tags whole where there is no space to break at', () => {
  for (let length = 960; length < 1000; length += 1) {
    const html = `<div>${'x'.repeat(length)}</div><table><tbody></tbody></table>`
    const folded = foldHtml(html)
    expect(longestOf(folded)).toBeLessThanOrEqual(998)
    expect(folded.match(/<\/?(div|table|tbody)>/g)).toHaveLength(6)
  }
})
