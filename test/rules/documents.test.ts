import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { licenseList, permissive, runtimeDependencies } from './licenses.ts'

/** The formatter aligns tables; what they say is the same. */
const unaligned = (text: string): string => text.replaceAll(/ +\|/g, ' |').replaceAll(/-{3,}/g, '---')

const security = readFileSync('docs/security.md', 'utf8')

/** The rows of the table: number, requirement, verdict, evidence. */
const rows = security
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )

test('what is deployed asks for no more than to be named, and the list of licenses is as it is', () => {
  const dependencies = runtimeDependencies()
  expect(dependencies.length).toBeGreaterThan(50)
  const alternatives = (license: string) => license.replaceAll(/[()]/g, '').split(' OR ')
  const others = dependencies.filter(({ license }) => !alternatives(license).some((one) => permissive.includes(one)))
  expect(others).toEqual([])
  expect(unaligned(readFileSync('docs/licenses.md', 'utf8'))).toBe(unaligned(licenseList(dependencies)))
})

test('the table of security says of each row whether it is met, each number once', () => {
  expect(rows.length).toBeGreaterThan(80)
  expect(rows.filter((row) => row.length !== 4 || row.some((cell) => cell === ''))).toEqual([])
  expect(rows.filter(([, , verdict]) => !/^(yes|in part|no|n\/a)$/.test(verdict ?? ''))).toEqual([])
  expect(new Set(rows.map(([number]) => number)).size).toBe(rows.length)
})

test('what is met names a test, and every file that is named exists', () => {
  expect(rows.filter(([, , verdict, evidence]) => verdict === 'yes' && !/`test\//.test(evidence ?? ''))).toEqual([])
  const named = new Set([...security.matchAll(/`((?:test|packages|infra)\/[\w./-]+)`/g)].map(([, path]) => path ?? ''))
  expect(named.size).toBeGreaterThan(20)
  expect([...named].filter((path) => !existsSync(path))).toEqual([])
})

/** What a file's tests say, as far as it stands in one literal. */
const titlesOf = (path: string): string =>
  [...readFileSync(path, 'utf8').matchAll(/(['"`])((?:(?!\1)[^\n\\]|\\.)*)\1/g)].map(([, , text]) => text).join('\n')

test('what is met quotes what a test says, and each quoted test is there by that name', () => {
  const quoted = (evidence = '') => [...evidence.matchAll(/`(test\/[^`]+)` “([^”]+)”/g)]
  const unquoted = rows.filter(([, , verdict, evidence]) => verdict === 'yes' && quoted(evidence).length === 0)
  expect(unquoted.map(([number]) => number)).toEqual([])
  const missing = rows.flatMap(([number, , , evidence]) =>
    quoted(evidence)
      .filter(([, path = '', words = '']) => !titlesOf(path).includes(words))
      .map(([, path]) => `${number} ${path}`),
  )
  expect(missing).toEqual([])
})
