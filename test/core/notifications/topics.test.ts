import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { topic } from '@lectern/core/platform'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { allTopics, topicLabel } from '../../../packages/core/src/notifications/all-topics.ts'

const core = 'packages/core/src'

/** The name of every topic that is declared anywhere, by its text. */
const declared = readdirSync(core, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .flatMap((path) => [...readFileSync(join(core, path), 'utf8').matchAll(/\btopic\(\s*'([^']+)'/g)])
  .map(([, name]) => name ?? '')

describe('what is announced', () => {
  test('has words for the admin who finds it among failed messages, each its own, not its name', () => {
    const topics = Object.values(allTopics)
    expect(topics.length).toBeGreaterThan(40)
    for (const { name, label } of topics) expect([name, label]).toEqual([name, expect.stringMatching(/^[A-Z]\w+ \w/)])
    expect(topics.map(({ name }) => topicLabel(name))).toEqual(topics.map(({ label }) => label))
  })

  test('is known to who acts on it, wherever it is declared', () => {
    expect(declared.length).toBeGreaterThan(40)
    expect(declared.sort()).toEqual(
      Object.values(allTopics)
        .map(({ name }) => name)
        .sort(),
    )
  })

  test('doesn’t compile without its words', () => {
    // @ts-expect-error the words are missing
    const wordless = () => topic('something.happened', z.object({}))
    // @ts-expect-error so they are here
    const unnamed = () => topic('something.happened', z.object({}), {})
    expect([wordless, unnamed]).toHaveLength(2)
    expect(topic('something.happened', z.object({}), { label: 'Do something' }).label).toBe('Do something')
  })
})
