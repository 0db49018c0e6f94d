import { listOpenedOf, type Opened } from '@lectern/core/materials'
import type { SiteServices } from '../../site.ts'

export { formatOpened } from '@lectern/core/materials'

/**
 * What someone has opened of an event, by the material's id; `formatOpened` says it: "Watched to 12:30 of 58:10". Two
 * small queries of their own rows.
 */
export const loadOpenedOfClass = (
  { table }: Pick<SiteServices, 'table'>,
  event: { slug: string },
  person: { id: string },
): Promise<Map<string, Opened>> => listOpenedOf(table, event.slug, person.id)
