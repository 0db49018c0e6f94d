import { Hono } from 'hono'
import type { SiteEnv, SiteServices } from '../../site.ts'
import { openFilePage } from './open-file.ts'
import { showTitlesPage } from './show-titles.tsx'

// The titles that somebody may open, and the way to their files.
export const downloadPages = (services: SiteServices): Hono<SiteEnv> =>
  new Hono<SiteEnv>().route('/', showTitlesPage(services)).route('/', openFilePage(services))
