import { entity, notFound, type PendingWrite, put, remove, required, still, type Table } from '../platform/index.ts'
import type { Sale } from './sale.ts'

/** Sales, by slug, in one partition: there are a few a year, organizers alone write them, and lists show all. */
const sales = entity({
  name: 'sale',
  attributes: { slug: required.text, revision: required.number, body: required.any },
  keys: {
    all: { pk: 'sales', sk: '${slug}' },
  },
})

const row = (sale: Sale) => ({ slug: sale.slug, revision: sale.revision, body: sale })

/** Writes a sale for the first time; refused as `sale` when its address is taken. */
export const pendingNewSale = (table: Table, sale: Sale): PendingWrite => put('sale', sales(table).create(row(sale)))

/** Writes a sale over the revision that was read; refused as `sale` when another was written since. */
export const pendingChangedSale = (table: Table, sale: Sale, read: number): PendingWrite =>
  put(
    'sale',
    sales(table)
      .put(row(sale))
      .where(still({ revision: read })),
  )

/** Takes a sale away, if it is still the revision that was read; refused as `sale` otherwise. */
export const pendingSaleRemoval = (table: Table, { slug, revision: read }: Sale): PendingWrite =>
  remove(
    'sale',
    sales(table)
      .delete({ slug })
      .where(still({ revision: read })),
  )

export const findSale = async (table: Table, slug: string): Promise<Sale | undefined> => {
  const { data } = await sales(table).get({ slug }).go({ consistent: true })
  return data?.body as Sale | undefined
}

export const getSale = async (table: Table, slug: string): Promise<Sale> => {
  const found = await findSale(table, slug)
  if (!found) throw notFound('sale')
  return found
}

/** All sales, drafts among them, by slug. */
export const listSales = async (table: Table): Promise<Sale[]> => {
  const { data } = await sales(table).query.all({}).go({ pages: 'all' })
  return data.map(({ body }) => body as Sale)
}
