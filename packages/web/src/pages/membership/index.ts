import { appManifest } from './app-manifest.ts'
import { logoPage } from './logo.ts'
import { privacyPage } from './privacy.tsx'
import { showMembershipPage } from './show-membership.tsx'
import { termsPages } from './terms.tsx'

// Belonging, and the terms under which everyone registers.
export const membershipPages = [showMembershipPage, termsPages, privacyPage, logoPage, appManifest]
