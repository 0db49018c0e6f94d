import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createGallery, galleries } from '../../../packages/web/src/gallery/index.tsx'

const src = fileURLToPath(new URL('../../../packages/web/src/', import.meta.url))
const sourcesIn = (folder: string): string[] =>
  readdirSync(join(src, folder))
    .filter((name) => name.endsWith('.tsx'))
    .map((name) => readFileSync(join(src, folder, name), 'utf8'))

const madeIn = (source: string): string[] =>
  [...source.matchAll(/^export const ([A-Z]\w+) =/gm)].flatMap(([, name]) => name ?? [])
const usedIn = (source: string): string[] => [...source.matchAll(/<([A-Z]\w+)/g)].flatMap(([, name]) => name ?? [])

/** Components that no gallery shows, not even inside of another. */
const missing = (components: readonly string[], pages: readonly string[]): string[] => {
  const shown = new Set(pages.flatMap(usedIn))
  for (let before = 0; before < shown.size; ) {
    before = shown.size
    for (const source of components) {
      if (madeIn(source).some((name) => shown.has(name))) for (const name of usedIn(source)) shown.add(name)
    }
  }
  return components.flatMap(madeIn).filter((name) => !shown.has(name))
}

describe('the gallery', () => {
  it('shows every component', () => {
    const components = sourcesIn('components')
    expect(components.flatMap(madeIn).length).toBeGreaterThan(40)
    expect(missing(components, sourcesIn('gallery'))).toEqual([])
    expect(missing([...components, 'export const Novelty = () => <p>New</p>'], sourcesIn('gallery'))).toEqual([
      'Novelty',
    ])
  })

  it('leads to each of its pages and to every email, light and dark', async () => {
    const app = createGallery([
      { name: 'receipt', title: 'Receipt', group: 'Orders', sentWhen: 'When an order is paid' },
    ])
    const index = await (await app.request('/')).text()
    for (const name of Object.keys(galleries)) {
      expect(index).toContain(`href="/local/gallery/${name}"`)
      expect((await app.request(`/${name}`)).status).toBe(200)
      const dark = await (await app.request(`/${name}?theme=dark`)).text()
      expect(dark).toContain('<html lang="en" data-theme="lectern-dark">')
    }
    expect(index).toContain('href="/admin/mails/receipt?scheme=dark"')
  })
})
