import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { decode } from 'fast-png'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import { assetsDirectory } from '../../../packages/web/build.ts'
import { openSite, type TestSite } from '../../support/site.ts'

const Manifest = z.object({
  name: z.string(),
  start_url: z.string(),
  icons: z.array(z.object({ src: z.string(), sizes: z.string(), purpose: z.string() })),
})

let site: TestSite
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.stop())

test('the site can be installed under the organizer’s name, with icons of the sizes that it says', async () => {
  const home = await (await site.request('/')).text()
  const [, address = ''] = /<link rel="manifest" href="([^"]+)"/.exec(home) ?? []
  const answer = await site.request(address)
  expect(answer.headers.get('content-type')).toBe('application/manifest+json')
  expect((await site.request('/')).headers.get('content-security-policy')).toContain("manifest-src 'self'")

  const { name, start_url, icons } = Manifest.parse(await answer.json())
  expect([name, start_url]).toEqual([site.services.organizer.name, '/account'])
  expect(icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`)).toEqual([
    '192x192 any',
    '512x512 any',
    '512x512 maskable',
  ])
  const touch = /<link rel="apple-touch-icon" href="([^"]+)"/.exec(home)?.[1] ?? ''
  const sizes = await Promise.all(
    [...icons.map(({ src }) => src), touch].map(async (src) => {
      const { width, height } = decode(await readFile(join(assetsDirectory, basename(src))))
      return `${width}x${height}`
    }),
  )
  expect(sizes).toEqual(['192x192', '512x512', '512x512', '180x180'])
})
