import { Hono } from 'hono'
import type { SiteEnv, SiteServices } from '../../site.ts'
import { overviewPage } from './overview.tsx'

// Where a class is run from: for those who teach it, and for admins.
export const teachPages = (services: SiteServices): Hono<SiteEnv> =>
  new Hono<SiteEnv>().route('/', overviewPage(services))
