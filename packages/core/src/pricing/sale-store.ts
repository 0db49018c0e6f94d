import {
  entity,
  findOne,
  listAll,
  orNotFound,
  type PendingWrite,
  put,
  remove,
  required,
  type Table,
} from '../platform/index.ts'
import type { Sale } from './sale.ts'

/** Sales, by slug, in one partition: there are a few a year, organizers alone write them, and lists show all. */
const sales = entity({
  name: 'sale',
  attributes: { slug: required.text, revision: required.number, body: required.anyOf<Sale>() },
  keys: {
    all: { pk: 'sales', sk: '${slug}' },
  },
})

const row = (sale: Sale) => ({ slug: sale.slug, revision: sale.revision, body: sale })

/** Writes a sale for the first time; refused as `sale` when its address is taken. */
export const pendingNewSale = (table: Table, sale: Sale): PendingWrite => put('sale', sales(table).create(row(sale)))

/** Writes a sale over the revision that was read; refused as `sale` when another was written since. */
export const pendingChangedSale = (table: Table, sale: Sale, read: number): PendingWrite =>
  put('sale', sales(table).put(row(sale)), { revision: read })

/** Takes a sale away, if it is still the revision that was read; refused as `sale` otherwise. */
export const pendingSaleRemoval = (table: Table, { slug, revision: read }: Sale): PendingWrite =>
  remove('sale', sales(table).delete({ slug }), { revision: read })

export const findSale = (table: Table, slug: string): Promise<Sale | undefined> =>
  findOne(sales(table).get({ slug }), ({ body }) => body)

export const getSale = async (table: Table, slug: string): Promise<Sale> =>
  orNotFound(await findSale(table, slug), 'sale')

/** All sales, drafts among them, by slug. */
export const listSales = (table: Table): Promise<Sale[]> => listAll(sales(table).query.all({}), ({ body }) => body)
