import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { assetsDirectory, buildAssets } from '../../../packages/web/build.ts'
import { assetNames, createAssets } from '../../../packages/web/src/assets.ts'
import { EventGallery } from '../../../packages/web/src/gallery/event-gallery.tsx'

let manifest: Record<string, string>
beforeAll(async () => {
  manifest = await buildAssets()
})
const read = (name: string) => readFile(join(assetsDirectory, manifest[name] ?? name))
const zipped = async (name: string) => gzipSync(await read(name), { level: 9 }).length

describe('the build', () => {
  it('makes every asset that the pages name, under a name that follows its content', async () => {
    expect(Object.keys(manifest).sort()).toEqual([...assetNames].sort())
    expect(createAssets(manifest)('styles.css')).toMatch(/^\/assets\/styles-[0-9a-f]{10}\.css$/)
    expect(await buildAssets()).toEqual(manifest)
  })

  it('says what to do where an asset is missing', () => {
    expect(() => createAssets({})('styles.css')).toThrow('npm run build')
  })

  it('links the fonts by their hashed names and nothing that the content policy refuses', async () => {
    const css = (await read('styles.css')).toString()
    expect(css).toContain(manifest['fraunces.woff2'])
    expect(css).toContain(manifest['figtree.woff2'])
    expect(css).not.toContain('data:')
    expect(css).not.toMatch(/url\(["']?https?:/)
  })

  it('keeps scripts under 6 KB and a first view under 60 KB over the wire, fonts aside', async () => {
    // Of what is loaded only where files are sent, something is watched, or an organizer works, each stays as small by itself.
    const apart = ['upload-files.js', 'attach-files.js', 'watch.js', 'palette.js', 'price-preview.js']
    const scripts = assetNames.filter((name) => name.endsWith('.js'))
    expect(scripts).toEqual(expect.arrayContaining(apart))
    const size = async (names: string[]) => (await Promise.all(names.map(zipped))).reduce((sum, one) => sum + one, 0)
    for (const name of apart) expect(await zipped(name)).toBeLessThan(6_000)
    // Reads QR codes where the browser can't, at an event's door alone.
    expect(await zipped('scan-pass.js')).toBeLessThan(18_000)
    const script = await size(scripts.filter((name) => ![...apart, 'scan-pass.js'].includes(name)))
    const page = gzipSync(String(EventGallery())).length
    expect(script).toBeLessThan(6_000)
    expect(page + script + (await zipped('styles.css')) + (await zipped('favicon.svg'))).toBeLessThan(60_000)
  })
})
