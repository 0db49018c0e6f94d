import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const core = join(import.meta.dirname, '../../packages/core/src')

const sources = readdirSync(core, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, text: readFileSync(join(core, name), 'utf8') }))

/** What each query of a text is sent with: the words between the brackets of `.go(…)`. */
const sentWith = (text: string): string[] =>
  [...text.matchAll(/\.query\b/g)].flatMap(({ index }) => {
    const from = text.indexOf('.go(', index)
    if (from < 0) return []
    let depth = 1
    let end = from + 4
    for (; depth > 0; end += 1) depth += { '(': 1, ')': -1 }[text[end] ?? ''] ?? 0
    return [text.slice(from + 4, end - 1)]
  })

/** Either a page that is read on until it is full, or all there is. */
const endsWhenTheEngineSaysSo = (options: string): boolean =>
  /\bupTo\(|\bcount: limit\b|pages: 'all'/.test(options) || options === 'options'

test('C15: no query takes for its end what is only a page cut short at 1 MB', () => {
  const queries = sources.flatMap(({ name, text }) => sentWith(text).map((options) => ({ name, options })))
  expect(queries.length).toBeGreaterThan(60)
  expect(queries.filter(({ options }) => !endsWhenTheEngineSaysSo(options))).toEqual([])
})

test('C15: a limit of its own is found out', () => {
  expect(sentWith('table.query.all({}).go({ limit, order })').filter(endsWhenTheEngineSaysSo)).toEqual([])
})
