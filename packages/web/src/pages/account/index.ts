import { Hono } from 'hono'
import { allDeclared } from '../../middleware/recorded.ts'
import type { SiteEnv, SiteServices } from '../../site.ts'
import { changeNameRoute } from './change-name.ts'
import { apiKeyPages } from './manage-keys.tsx'
import { passkeyPages } from './manage-passkeys.tsx'
import { ownDataPages } from './own-data.tsx'
import { showAccountPage } from './show-account.tsx'

// What belongs to whoever is signed in: registrations, orders, places in queues, keys, their name and their data.
export const accountPages = (services: SiteServices): Hono<SiteEnv> =>
  allDeclared(
    new Hono<SiteEnv>()
      .route('/', showAccountPage(services))
      .route('/', changeNameRoute(services))
      .route('/', apiKeyPages(services))
      .route('/', passkeyPages(services))
      .route('/', ownDataPages(services)),
  )
