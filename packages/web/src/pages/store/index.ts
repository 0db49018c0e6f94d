import type { Declared } from '../../forms/pages.ts'
import type { SiteServices } from '../../site.ts'
import { listTitlesPage } from './list-titles.tsx'
import { showTitlePage } from './show-title.tsx'

// The store for readers: all titles, and each of them.
export const storePages = (services: SiteServices): Declared[] =>
  [listTitlesPage, showTitlePage].flatMap((pages) => pages(services))
