import { listTitlesPage } from './list-titles.tsx'
import { showTitlePage } from './show-title.tsx'

// The store for readers: all titles, and each of them.
export const storePages = [listTitlesPage, showTitlePage]
