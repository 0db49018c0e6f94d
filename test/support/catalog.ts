import { Product } from '@lectern/core/catalog'
import type { Table } from '@lectern/core/platform'
import { pendingNewProduct } from '../../packages/core/src/catalog/product-store.ts'
import { pendingNewEvent } from '../../packages/core/src/catalog/store.ts'
import { aWebinar, committed } from './build.ts'

const together = 30

/** So many published webinars, `event-0000` and on. */
export const manyEvents = async (table: Table, count: number, terms: Record<string, unknown> = {}): Promise<void> => {
  const first = await aWebinar(table, { slug: 'event-0000', ...terms })
  const others = Array.from({ length: count - 1 }, (_, at) => `event-${String(at + 1).padStart(4, '0')}`)
  for (let from = 0; from < others.length; from += together) {
    const some = others.slice(from, from + together)
    await committed(
      table,
      some.flatMap((slug) => pendingNewEvent(table, { ...first, slug })),
    )
  }
}

/** So many titles on sale, `title-000` and on, each like the one before but for what `termsOf` says. */
export const manyTitles = async (
  table: Table,
  count: number,
  termsOf: (at: number) => Record<string, unknown> = () => ({}),
): Promise<void> => {
  const title = (at: number): Product =>
    Product.parse({
      slug: `title-${String(at).padStart(3, '0')}`,
      title: `Title ${String(at).padStart(3, '0')}`,
      summary: 'What a service desk does on a day like any other.',
      description: 'What to look at on the first visit, and what to leave alone until the second. '.repeat(12),
      authors: ['Karl W. Palachuk'],
      tags: ['service'],
      formats: [{ slug: 'e-book', name: 'E-book', type: 'download', priceCents: 1999 }],
      status: 'on-sale',
      createdAt: '2024-01-01T00:00:00Z',
      updatedAt: '2024-01-01T00:00:00Z',
      revision: 1,
      ...termsOf(at),
    })
  for (let from = 0; from < count; from += together) {
    const some = Array.from({ length: Math.min(together, count - from) }, (_, index) => title(from + index))
    await committed(
      table,
      some.flatMap((product) => pendingNewProduct(table, product)),
    )
  }
}
