import { Hono } from 'hono'
import type { SiteEnv, SiteServices } from '../../site.ts'
import { logoPage } from './logo.ts'
import { privacyPage } from './privacy.tsx'
import { showMembershipPage } from './show-membership.tsx'
import { termsPages } from './terms.tsx'

// Belonging, and the terms under which everybody registers.
export const membershipPages = (services: SiteServices): Hono<SiteEnv> =>
  new Hono<SiteEnv>()
    .route('/', showMembershipPage(services))
    .route('/', termsPages(services))
    .route('/', privacyPage(services))
    .route('/', logoPage(services))
