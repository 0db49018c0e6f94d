import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { importDiagram, withDiagram } from './diagram.ts'
import { entitiesIn } from './entities.ts'
import { keyTable, withKeyTable } from './key-table.ts'

const documents = [...globSync('*.md'), ...globSync('docs/**/*.md')]
const scripts: Record<string, string> = JSON.parse(readFileSync('package.json', 'utf8')).scripts

/** Names written as code in a document, without what is in fenced blocks. */
const codeOf = (text: string): string[] =>
  [...text.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, code]) => code ?? '')

/** What a document names that is not there: files, links, scripts, and functions or types. */
const missingFrom = (path: string, text: string, source: string): string[] => {
  const links = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, link]) => link ?? '')
  const code = codeOf(text)
  const files = code.filter((name) => /^(packages|test|infra|emails|docs)\/[\w./-]+$/.test(name))
  const runs = [...text.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, script]) => script ?? '')
  const names = code.filter((name) => /^[a-z]+[A-Z]\w*$/.test(name))
  return [
    ...links.filter((link) => !/^(https?|mailto):/.test(link) && !existsSync(join(dirname(path), link))),
    ...files.filter((file) => !existsSync(file)),
    ...runs.filter((script) => !(script in scripts)),
    ...names.filter((name) => !new RegExp(`\\b${name}\\b`).test(source)),
  ]
}

const source = globSync('{packages/*/src,emails,infra,test}/**/*.{ts,tsx}')
  .filter((file) => !/node_modules|dist/.test(file))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')

test('documents name only files, links, scripts, and functions that exist', () => {
  expect(documents.length).toBeGreaterThan(10)
  const missing = documents.map((path) => [path, missingFrom(path, readFileSync(path, 'utf8'), source)] as const)
  expect(missing.filter(([, names]) => names.length > 0)).toEqual([])
})

test('a document that names what is gone is found', () => {
  const text =
    'Run `npm run nothing`, read `packages/core/src/gone.ts` and [this](gone.md), and call `goneFor' + 'Good`.'
  expect(missingFrom('README.md', text, source)).toEqual([
    'gone.md',
    'packages/core/src/gone.ts',
    'nothing',
    'goneFor' + 'Good',
  ])
})

test('the README is short, and its diagram is drawn from the rules', () => {
  const readme = readFileSync('README.md', 'utf8')
  expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(130)
  expect(readme).toContain(importDiagram())
  expect(withDiagram(readme)).toBe(readme)
})

test('the table of keys in docs/data.md is written from the declarations of entities', () => {
  const data = readFileSync('docs/data.md', 'utf8')
  expect(data).toContain(keyTable())
  expect(withKeyTable(data)).toBe(data)
})

test('a new key of an entity is found', () => {
  const text = `/** Thing, in one item: few. */
const things = entity({
  name: 'thing',
  kept: 'session',
  keys: {
    one: { pk: 'thing#\${id}', sk: 'thing' },
    all: { index: 'list', pk: 'things', sk: '\${at}#\${id}', condition: (row) => row.at !== '' },
  },
})`
  const keys = [
    { name: 'one', index: undefined, pk: 'thing#${id}', sk: 'thing' },
    { name: 'all', index: 'list', pk: 'things', sk: '${at}#${id}' },
  ]
  expect(entitiesIn(text)).toEqual([
    { variable: 'things', name: 'thing', kept: 'session', about: 'Thing, in one item', keys },
  ])
  expect(() => entitiesIn(text.replace("pk: 'things'", 'pk: listOf'))).toThrow('things')
})
