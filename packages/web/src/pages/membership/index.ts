import { appManifest } from './app-manifest.ts'
import { logoPage } from './logo.ts'
import { privacyPage } from './privacy.tsx'
import { termsPages } from './terms.tsx'

// Belonging, and the terms under which everyone registers.
export const membershipPages = [termsPages, privacyPage, logoPage, appManifest]
