import type { Product } from '@lectern/core/catalog'
import { writeDollars } from '../../../forms/dollars.ts'
import { type Typed, typedFrom } from '../../../forms/typed.ts'

type Entry = readonly [string, string]

/** A title or a bundle as the values of its editor's fields. */
export const valuesOfTitle = (product: Product): Typed =>
  typedFrom([
    ['revision', String(product.revision)],
    ['title', product.title],
    ['subtitle', product.subtitle ?? ''],
    ['kind', product.kind],
    ['authors', product.authors.join('\n')],
    ['tags', product.tags.join(', ')],
    ['summary', product.summary],
    ['description', product.description],
    ['includedInMembership', product.includedInMembership ? 'yes' : ''],
    ...product.formats.flatMap((format, index): Entry[] => [
      [`formats.${index}.slug`, format.slug],
      [`formats.${index}.name`, format.name],
      [`formats.${index}.type`, format.type],
      [`formats.${index}.price`, writeDollars(format.priceCents)],
    ]),
    ...product.editions.flatMap((edition, index): Entry[] => [
      [`editions.${index}.label`, edition.label],
      [`editions.${index}.releasedOn`, edition.releasedOn],
      [`editions.${index}.note`, edition.note ?? ''],
    ]),
    // Of a bundle's one format.
    ['price', writeDollars(product.formats[0]?.priceCents ?? 0)],
    ...(product.formats[0]?.contents ?? []).map((sku): Entry => ['contents', sku]),
  ])

/** What the editor of something new begins with. */
export const newTitleValues = (kind: string): Typed =>
  typedFrom([
    ['kind', kind],
    ['formats.0.name', 'E-book'],
    ['formats.0.type', 'download'],
  ])

/** The same form, sent over what is saved now. */
export const renewed = (typed: Typed, { revision }: Product): Typed => ({
  ...typed,
  text: (name) => (name === 'revision' ? String(revision) : typed.text(name)),
})

const labels: Readonly<Record<string, string>> = {
  title: 'Title',
  subtitle: 'Subtitle',
  kind: 'Kind',
  authors: 'Authors',
  tags: 'Tags',
  summary: 'Summary',
  description: 'Description',
  includedInMembership: 'Included in membership',
}

const shortened = (text: string): string =>
  text === '' ? 'empty' : `“${text.length > 80 ? `${text.slice(0, 80)}…` : text.replaceAll('\n', ', ')}”`

/** What is saved now, where it differs from what was typed: `Title: “The new one”`. */
export const titleDifferences = (typed: Typed, product: Product): string[] => {
  const saved = valuesOfTitle(product)
  const names =
    product.kind === 'bundle' ? ['title', 'subtitle', 'authors', 'tags', 'summary', 'description'] : undefined
  const single = (names ?? Object.keys(labels)).flatMap((name) =>
    typed.text(name) === saved.text(name) ? [] : [`${labels[name]}: ${shortened(saved.text(name))}`],
  )
  if (product.kind === 'bundle') {
    const parts = typed.all('contents').toSorted().join() === saved.all('contents').toSorted().join()
    return [
      ...single,
      ...(typed.text('price') === saved.text('price') ? [] : [`Price: $${saved.text('price')}`]),
      ...(parts ? [] : [`Parts: ${saved.all('contents').length}, not those chosen here`]),
    ]
  }
  const tables = (
    [
      ['formats', 'Formats', ['name', 'type', 'price']],
      ['editions', 'Versions', ['label', 'releasedOn', 'note']],
    ] as const
  ).flatMap(([table, label, columns]) => {
    const rows = Math.max(typed.count(table), saved.count(table))
    const same = Array.from({ length: rows }, (_, row) => row).every((row) =>
      columns.every((column) => typed.text(`${table}.${row}.${column}`) === saved.text(`${table}.${row}.${column}`)),
    )
    return same ? [] : [`${label}: ${saved.count(table)}, not as here`]
  })
  return [...single, ...tables]
}
