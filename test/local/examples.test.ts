import { execFile } from 'node:child_process'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { type LocalSite, withPlatform } from '../support/local-platform.ts'

const root = join(import.meta.dirname, '../..')

/** What an example prints, when it's run as its first lines say. */
const printed = async (site: LocalSite, command: string, ...words: string[]): Promise<string> => {
  const env = { ...process.env, LECTERN_URL: site.url, PATH: `${dirname(process.execPath)}:${process.env.PATH}` }
  return (await promisify(execFile)(command, words, { cwd: root, env })).stdout
}

test('the examples run as they are: from a price to a paid registration and the list of them', async () => {
  await withPlatform({ sample: 'demo' }, async (site) => {
    const curl = await printed(site, 'sh', 'examples/curl.sh')
    expect(curl).toMatch(
      /^5w22:seat costs 39900 cents\nord_\w+ is awaiting-payment\nord_\w+ is confirmed, 1 registered\n/,
    )
    expect(curl).toMatch(/\nreg_\w+,5w22,Seat,confirmed,Grace Hopper,grace-\d+@example.com,/)

    const client = await printed(site, 'npm', 'run', '-s', 'examples')
    expect(client).toContain('NOPE: ')
    expect(client).toMatch(/\nL-\d+: awaiting-payment\nL-\d+: confirmed\n1 registration for ada-\d+@example.com\n$/)
  })
})
