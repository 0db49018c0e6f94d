import { Hono } from 'hono'
import type { SiteEnv, SiteServices } from '../../site.ts'
import { listTitlesPage } from './list-titles.tsx'
import { showTitlePage } from './show-title.tsx'

// The store for readers: all titles, and each of them.
export const storePages = (services: SiteServices): Hono<SiteEnv> =>
  new Hono<SiteEnv>().route('/', listTitlesPage(services)).route('/', showTitlePage(services))
