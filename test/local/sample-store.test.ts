import { expect, test } from 'vitest'
import { payAt, withPlatform } from '../support/local-platform.ts'

type Title = { slug: string; formats: { sku: string; type: string; priceCents: number }[] }
type File = { id: string; sku: string; state: string }

test('the sample store delivers what it sells: each title is bought and its file downloaded', async () => {
  await withPlatform({ sample: '2024', now: '2024-02-01T18:00:00Z' }, async (site) => {
    const read = async <Body>(path: string) => (await site.ask<Body>(path, { token: site.adminKey })).body
    const { items: titles } = await read<{ items: Title[] }>('/api/admin/products?limit=100')
    const downloads = titles.flatMap(({ formats }) =>
      formats.filter(({ type }) => type === 'download').map(({ sku }) => sku),
    )
    expect(downloads.length).toBeGreaterThan(30)
    const lists = await Promise.all(
      titles.map(({ slug }) => read<{ items: File[] }>(`/api/admin/products/${slug}/files`)),
    )
    const files = new Map(lists.flatMap(({ items }) => items.map(({ sku, id }) => [sku, id] as const)))
    const kinds = new Set<string>()
    for (let from = 0; from < downloads.length; from += 20) {
      const skus = downloads.slice(from, from + 20)
      const lines = skus.map((sku) => ({ sku, quantity: 1 }))
      const order = await site.order('reader@example.com', '', { lines })
      if (order.checkoutUrl !== undefined) await site.ask(`${payAt(order)}/pay`, { send: {} })
      for (const sku of skus) {
        const taken = await fetch(`${site.url}/downloads/${files.get(sku)}?order=${order.id}&token=${order.token}`)
        const body = new Uint8Array(await taken.arrayBuffer())
        expect([sku, taken.status, body.length > 400]).toEqual([sku, 200, true])
        kinds.add(String.fromCharCode(...body.subarray(0, 4)))
      }
    }
    expect([...kinds].sort()).toEqual(['%PDF', 'ÿóÀ'])
    const mail = await site.mail('reader@example.com', 'titles-ready')
    expect(mail.text).not.toContain('nothing to download yet')
  })
})
