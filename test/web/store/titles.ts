import { createBundle, createProduct, NewBundle, NewProduct } from '@lectern/core/catalog'
import type { Instant, Table } from '@lectern/core/platform'
import { saveStoreTerms } from '@lectern/core/pricing'

const paperback = (priceCents: number) => ({ name: 'Paperback', type: 'physical', priceCents })
const eBook = (priceCents: number) => ({ name: 'E-book', type: 'download', priceCents })

const karl = 'Karl W. Palachuk'

/** A few titles as an organizer would send them: on paper and to download, paid and free, by one and by two. */
const samples = [
  {
    slug: 'services-in-a-month',
    title: 'Managed Services in a Month',
    subtitle: 'Third edition',
    summary: 'From hourly repairs to a firm that is paid every month.',
    description: 'A week to decide.\n\nA week to begin.',
    authors: [karl],
    kind: 'book',
    tags: ['managed services'],
    formats: [paperback(3995), eBook(2495)],
    includedInMembership: true,
  },
  {
    slug: 'migration-workbook',
    title: 'Network Migration Workbook',
    summary: 'Move a client without a lost weekend.',
    authors: [karl, 'Manuel Palachuk'],
    kind: 'workbook',
    tags: ['networks'],
    formats: [eBook(4995)],
  },
  {
    slug: 'famous-checklist',
    title: 'Karl’s Famous 68-Point Checklist',
    summary: 'What to look at on the first visit.',
    authors: [karl],
    kind: 'checklist',
    tags: ['networks'],
    formats: [{ name: 'Download', type: 'download', priceCents: 0 }],
    editions: [
      { label: '4.0', releasedOn: '2024-02-01', note: 'Longer, with the cloud.' },
      { label: '3.0', releasedOn: '2018-05-01', note: 'The simpler one.' },
    ],
  },
  {
    slug: 'fearless',
    title: 'I Am Fearless',
    summary: 'Change your mind about fear.',
    authors: ['Debbie Leoni'],
    kind: 'book',
    formats: [paperback(1999), { name: 'Audio', type: 'download', priceCents: 999 }],
  },
]

export const seedTitles = async (table: Table, now: Instant): Promise<void> => {
  for (const sample of samples) await createProduct(table, NewProduct.parse(sample), now)
  await createBundle(
    table,
    NewBundle.parse({
      slug: 'two-workbooks',
      title: 'Two Workbooks Together',
      summary: 'Both, to download.',
      authors: [karl],
      priceCents: 5995,
      contents: ['services-in-a-month:e-book', 'migration-workbook:e-book'],
    }),
    now,
  )
}

/** Sending within the United States and to Canada; nowhere else. */
export const seedShipping = (table: Table) =>
  saveStoreTerms(
    table,
    {
      shipping: [
        { region: 'us', title: 'United States', countries: ['US'], priceCents: 595 },
        { region: 'canada', title: 'Canada', countries: ['CA'], priceCents: 1495 },
      ],
      salesTax: false,
    },
    0,
  )
