import { createBundle, createProduct, NewBundle, NewProduct } from '@lectern/core/catalog'
import type { Instant, Table } from '@lectern/core/platform'
import type { Fields } from './admin-site.ts'
import { makeEvent } from './program.ts'

/** What a browser sends for the leap day of 2028 from the editor of promotions. */
export const leapFields: Fields = {
  intent: 'save',
  title: 'Leap day',
  how: 'code',
  code: 'LEAP29',
  benefit: 'percent',
  percent: '29',
  scope: 'everything',
  audience: 'everyone',
  zone: 'America/Los_Angeles',
  from: '2028-02-29T00:00',
  until: '2028-03-01T00:00',
  revealsAt: '2028-02-29T00:00',
  total: '100',
  perPerson: '1',
}

/** A class at $399, two titles at $19.99 and $33.33 that members download, and a bundle of both at $40. */
export const makeShop = async (table: Table, now: Instant): Promise<void> => {
  await makeEvent(
    table,
    {
      kind: 'class',
      slug: 'selling',
      title: 'Selling for MSPs',
      tags: ['sales'],
      tickets: [{ name: 'Seat', priceCents: 39_900 }],
      includedInMembership: true,
      schedule: { startsAt: '2030-04-23T09:00', durationMinutes: 60, recurrence: 'FREQ=WEEKLY;COUNT=5' },
    },
    now,
  )
  for (const [slug, author, priceCents] of [
    ['checklist', 'Karl W. Palachuk', 1999],
    ['workbook', 'Erick Simpson', 3333],
  ] as const) {
    const input = {
      slug,
      title: `The ${slug}`,
      kind: slug,
      authors: [author],
      tags: ['service'],
      includedInMembership: true,
      formats: [{ name: 'E-book', type: 'download', priceCents }],
    }
    await createProduct(table, NewProduct.parse(input), now)
  }
  const contents = ['checklist:e-book', 'workbook:e-book']
  await createBundle(table, NewBundle.parse({ slug: 'both', title: 'Both of them', priceCents: 4000, contents }), now)
}
