import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const core = join(import.meta.dirname, '../../packages/core/src')

const sources = readdirSync(core, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, text: readFileSync(join(core, name), 'utf8') }))

/** Where a bracket is closed that was opened before `from`. */
const closing = (text: string, from: number): number => {
  let depth = 1
  let end = from
  for (; depth > 0 && end < text.length; end += 1) depth += { '(': 1, ')': -1 }[text[end] ?? ''] ?? 0
  return end
}

/** What sends a query, and goes on until the engine says that there is no more. */
const senders = 'pageOf|readAfter|listAll|listFirst|listFirstOfShards'
const sender = new RegExp(`\\b(?:${senders})\\(`)

/** What each query of a text is sent with: the words between the brackets of `.go(…)`, or the helper that sends it. */
const sentWith = (text: string): string[] =>
  text.split(/\n\n(?=\S)/).flatMap((block) =>
    [...block.matchAll(/\.query\b/g)].map(({ index }) => {
      const around = [...block.matchAll(new RegExp(sender, 'g'))].find(
        (call) => call.index < index && index < closing(block, call.index + call[0].length),
      )
      const from = around ? -1 : block.indexOf('.go(', index)
      if (from < 0) return sender.exec(block)?.[0] ?? 'nothing'
      return block.slice(from + 4, closing(block, from + 4) - 1)
    }),
  )

/** Either a page that is read on until it is full, or all there is. */
const endsWhenTheEngineSaysSo = (options: string): boolean =>
  /\bupTo\(|\bcount: limit\b|pages: 'all'/.test(options) || new RegExp(`^(?:${senders})\\($`).test(options)

test('no query takes for its end what is only a page cut short at 1 MB', () => {
  const queries = sources.flatMap(({ name, text }) => sentWith(text).map((options) => ({ name, options })))
  expect(queries.length).toBeGreaterThan(60)
  expect(queries.filter(({ options }) => !endsWhenTheEngineSaysSo(options))).toEqual([])
})

test('a limit of its own is found out, and a query that nothing is known of', () => {
  const text = 'table.query.all({}).go({ limit, order })\n\nconst all = table.query.all({})'
  expect(sentWith(text)).toEqual(['{ limit, order }', 'nothing'])
  expect(sentWith(text).filter(endsWhenTheEngineSaysSo)).toEqual([])
})
