import { entity, notFound, type PendingWrite, put, remove, type Table } from '../platform/index.ts'
import type { Sale } from './sale.ts'

/** Sales, by slug, in one partition: there are a few a year, organisers alone write them, and lists show all. */
const sales = entity({
  model: { entity: 'sale', version: '1', service: 'lectern' },
  attributes: {
    slug: { type: 'string', required: true },
    revision: { type: 'number', required: true },
    body: { type: 'any', required: true },
  },
  indexes: {
    all: {
      pk: { field: 'pk', composite: [], template: 'sales', casing: 'none' },
      sk: { field: 'sk', composite: ['slug'], template: '${slug}', casing: 'none' },
    },
  },
})

const row = (sale: Sale) => ({ slug: sale.slug, revision: sale.revision, body: sale })

/** Writes a sale for the first time; refused as `sale` when its address is taken. */
export const pendingNewSale = (table: Table, sale: Sale): PendingWrite =>
  put('sale', sales(table).create(row(sale)).params())

/** Writes a sale over the revision that was read; refused as `sale` when another was written since. */
export const pendingChangedSale = (table: Table, sale: Sale, read: number): PendingWrite =>
  put(
    'sale',
    sales(table)
      .put(row(sale))
      .where(({ revision }, { eq }) => eq(revision, read))
      .params(),
  )

/** Takes a sale away, if it is still the revision that was read; refused as `sale` otherwise. */
export const pendingSaleRemoval = (table: Table, { slug, revision: read }: Sale): PendingWrite =>
  remove(
    'sale',
    sales(table)
      .delete({ slug })
      .where(({ revision }, { eq }) => eq(revision, read))
      .params(),
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
