import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { oldestNode, wrongNode } from '../../packages/local/src/node-range.ts'

describe('the Node that it needs', () => {
  test('is what package.json says', () => {
    const { engines } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
    expect(engines.node).toBe(`>=${oldestNode}`)
  })

  test.each(['18.20.0', '20.20.2', '22.9.0'])('is told to who starts it with %s', (version) => {
    expect(wrongNode(version)).toContain(`needs Node 24 or later, and this is ${version}`)
  })

  test.each(['24.0.0', '24.21.0', '26.1.0'])('%s will do', (version) => expect(wrongNode(version)).toBeUndefined())
})
