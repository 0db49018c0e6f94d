import type { Product } from '@lectern/core/catalog'
import { differences } from '../../../forms/differences.ts'
import { writeDollars } from '../../../forms/dollars.ts'
import { type Typed, typedOf } from '../../../forms/typed.ts'
import { coverLabels } from '../cover-choices.ts'

/** A title or a bundle as the values of its editor's fields. */
export const valuesOfTitle = (product: Product): Typed =>
  typedOf({
    revision: product.revision,
    title: product.title,
    subtitle: product.subtitle,
    kind: product.kind,
    authors: product.authors.join('\n'),
    tags: product.tags.join(', '),
    summary: product.summary,
    description: product.description,
    ...{ hue: product.hue, tone: product.tone, figure: product.figure },
    includedInMembership: product.includedInMembership ? 'yes' : '',
    formats: product.formats.map(({ slug, name, type, priceCents }) => ({
      ...{ slug, name, type },
      price: writeDollars(priceCents),
    })),
    editions: product.editions.map(({ label, releasedOn, note }) => ({ label, releasedOn, note })),
    // Of a bundle's one format.
    price: writeDollars(product.formats[0]?.priceCents ?? 0),
    contents: product.formats[0]?.contents ?? [],
  })

/** What the editor of something new begins with. */
export const newTitleValues = (kind: string): Typed =>
  typedOf({ kind, formats: [{ name: 'E-book', type: 'download' }] })

const labels = {
  title: 'Title',
  subtitle: 'Subtitle',
  kind: 'Kind',
  authors: 'Authors',
  tags: 'Tags',
  summary: 'Summary',
  description: 'Description',
  includedInMembership: 'Included in membership',
  ...coverLabels,
}

const tables = [
  { table: 'formats', label: 'Formats', columns: ['name', 'type', 'price'] },
  { table: 'editions', label: 'Versions', columns: ['label', 'releasedOn', 'note'] },
]

/** What is saved now, where it differs from what was typed. */
export const titleDifferences = (typed: Typed, product: Product): string[] => {
  const saved = valuesOfTitle(product)
  if (product.kind !== 'bundle') return differences(typed, saved, labels, tables)
  const { kind: _, includedInMembership: __, ...shared } = labels
  const parts = typed.all('contents').toSorted().join() === saved.all('contents').toSorted().join()
  return [
    ...differences(typed, saved, shared),
    ...(typed.text('price') === saved.text('price') ? [] : [`Price: $${saved.text('price')}`]),
    ...(parts ? [] : [`Parts: ${saved.all('contents').length}, different from yours`]),
  ]
}
