import { renewIndex, type Table } from '../platform/index.ts'
import { closedEvents, openEvents } from './indexed-events.ts'
import { titlesOnSale } from './product-store.ts'

/** Works what has changed into what events and titles are searched by. Three reads when nothing has. */
export const renewCatalogIndexes = async (table: Table): Promise<void> => {
  await Promise.all([renewIndex(table, openEvents), renewIndex(table, closedEvents), renewIndex(table, titlesOnSale)])
}
