import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { coreSources, indexReadsOf } from './index-reads.ts'

const table = readFileSync(join(import.meta.dirname, '../../docs/lagging-indexes.md'), 'utf8')
const rows = [...table.matchAll(/^\| `([\w/]+)` \| (.+) \| (.+) \|$/gm)].map(([, read = '', , why = '']) => ({
  read,
  why,
}))

test('every read of an index is in the table, with what makes it safe', () => {
  expect(rows.map(({ read }) => read).sort()).toEqual(indexReadsOf(coreSources()))
  expect(rows.filter(({ why }) => !/\b(shown|again|checked|other source|accepted)\b/.test(why))).toEqual([])
})

test('a new read of an index is found', () => {
  const text = `const things = entity({
  name: 'thing',
  keys: {
    one: { pk: 'thing#\${id}', sk: 'thing' },
    all: { index: 'list', pk: 'things', sk: '\${id}' },
  },
})

export const findThing = (table: Table) => things(table).query.one({}).go()

export const listThings = (table: Table) => things(table).query.all({}).go()`
  expect(indexReadsOf([{ name: 'catalog/store.ts', text }])).toEqual(['catalog/listThings'])
})

test('what must reach a whole roster walks it, and does not list it', () => {
  const allowed = ['walk-roster.ts', 'registration-store.ts', 'index.ts', 'match-report.ts', 'roster-mail-count.ts']
  const users = coreSources().filter(({ text }) => /\breadRosterShard\b/.test(text))
  expect(users.map(({ name }) => name.split('/').at(-1) ?? '').filter((name) => !allowed.includes(name))).toEqual([])
})
