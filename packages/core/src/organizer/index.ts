// The organization that runs the site: what pages, emails and invoices say of it, as settings that an admin changes.

export { adopt, freshSeconds, refreshOrganizer } from './live-organizer.ts'
export { readLogo } from './logo.ts'
export {
  defaultTermsVersion,
  firstOrganizer,
  type Logo,
  logoPath,
  logoSize,
  type Organizer,
  OrganizerSettings,
} from './organizer.ts'
export { findLogo, findOrganizerSettings, findTerms, type OrganizerChange, saveOrganizer } from './organizer-store.ts'
