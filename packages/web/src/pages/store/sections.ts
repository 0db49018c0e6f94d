import { byRelease, isBundle, isFree, type Product, type ProductKind } from '@lectern/core/catalog'

/** A part of the store as it's first seen: some of its titles, and the address of all of them. */
export type Section = { title: string; look: 'books' | 'free'; titles: Product[]; all: string; count: number }

export const paperKinds: readonly ProductKind[] = ['checklist', 'template', 'workbook', 'white-paper']
const recordedKinds: readonly ProductKind[] = ['training', 'audio']

/** The store without filters: what is new in each part of it. Each title is in one part; those that are free in theirs. */
export const sectionsOf = (products: readonly Product[]): Section[] => {
  const free = products.filter((product) => isFree(product) && !isBundle(product))
  const paid = products.filter((product) => !free.includes(product))
  const part = (title: string, kinds: readonly ProductKind[], most: number): Section => {
    const titles = byRelease(paid.filter(({ kind }) => kinds.includes(kind)))
    const count = products.filter(({ kind }) => kinds.includes(kind)).length
    return {
      title,
      look: 'books',
      titles: titles.slice(0, most),
      all: `/store?${kinds.map((kind) => `kind=${kind}`).join('&')}`,
      count,
    }
  }
  return [
    part('Books', ['book'], 4),
    {
      title: 'Free downloads',
      look: 'free' as const,
      titles: byRelease(free).slice(0, 4),
      all: '/store?free=yes',
      count: free.length,
    },
    part('Bundles', ['bundle'], 4),
    part('Recorded training', recordedKinds, 4),
    part('Checklists and templates', paperKinds, 8),
  ].filter(({ titles }) => titles.length > 0)
}
