import type { Declared } from '../../forms/pages.ts'
import type { SiteServices } from '../../site.ts'
import { logoPage } from './logo.ts'
import { privacyPage } from './privacy.tsx'
import { showMembershipPage } from './show-membership.tsx'
import { termsPages } from './terms.tsx'

// Belonging, and the terms under which everyone registers.
export const membershipPages = (services: SiteServices): Declared[] =>
  [showMembershipPage, termsPages, privacyPage, logoPage].flatMap((pages) => pages(services))
