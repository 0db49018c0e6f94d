import * as z from 'zod'
import { EmailAddress } from '../identity/index.ts'
import { cutText, line, multiLine, readCountry, Zone } from '../platform/index.ts'

const Country = z.string().transform((typed, context) => {
  const country = readCountry(typed)
  if (country !== undefined) return country
  const message = `“${cutText(typed.trim(), 40)}” isn’t a two-letter country code like US`
  context.issues.push({ code: 'custom', input: typed, message })
  return z.NEVER
})

/** What an admin decides about the organization that runs this site. */
export const OrganizerSettings = z.strictObject({
  name: line(120, 'Enter a name'),
  /** Where replies to emails go, and the address that pages and invoices name. */
  replyTo: EmailAddress,
  /** As on an envelope; in the footer of every email and on invoices. */
  postalAddress: multiLine(400).min(1, 'Enter a postal address. Commercial email must include one'),
  /** In which days are counted and times without an event's zone are shown: receipts, invoices, admin pages. */
  zone: Zone,
  /** ISO 3166-1 alpha-2 codes that lists of countries start with. */
  countriesFirst: z
    .array(Country)
    .max(12, 'Enter up to 12 countries')
    .transform((codes) => [...new Set(codes)]),
  /** The organizer's own terms; empty, the product's apply. Changing them makes a new version that buyers accept. */
  terms: multiLine(20_000),
  /** What the refund policy page and order pages say beside each event's own deadline; may be empty. */
  refundText: multiLine(2_000),
  /** Who they are, on the page about them; empty, a few words of ours. */
  about: multiLine(5_000).default(''),
  /** What the help page says first; may be empty. */
  help: multiLine(5_000).default(''),
})
export type OrganizerSettings = z.infer<typeof OrganizerSettings>

/** As they were saved: those from before the pages about the organizer say nothing on them. */
export type SavedSettings = z.input<typeof OrganizerSettings>

/** The logo in use; its bytes are kept apart, by this hash. Pixels. */
export type Logo = { hash: string; width: number; height: number }

/** Where a logo is served, for good: another picture has another address. */
export const logoPath = ({ hash }: Logo): string => `/organizer/logo/${hash}.png`

/** The size at which a logo is shown where it may be so high at most; never larger than it is. Pixels. */
export const logoSize = (
  { width, height }: Logo,
  highest: number,
  widest: number,
): { width: number; height: number } => {
  const scale = Math.min(1, highest / height, widest / width)
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** The organizer as pages, emails and invoices name it. */
export type Organizer = OrganizerSettings & {
  /** The address that emails come from and calendars know as the organizer. Set at deploy: its domain must be verified. */
  email: string
  logo?: Logo | undefined
  /** Which terms a buyer accepts now; kept on each order. */
  termsVersion: string
  /** Counts the changes; a change sends back the one it was made from. 0 while nobody has changed anything. */
  revision: number
}

/** The product's own terms, as `/terms` shows them while the organizer has none. */
export const defaultTermsVersion = '2026-11'

/** The organizer before anybody has saved settings: what the environment says, and usual values for the rest. */
export const firstOrganizer = (first: Pick<Organizer, 'name' | 'email' | 'postalAddress'>): Organizer => ({
  ...first,
  replyTo: first.email,
  zone: 'America/Los_Angeles',
  countriesFirst: ['US', 'CA', 'GB', 'AU'],
  terms: '',
  refundText: '',
  about: '',
  help: '',
  termsVersion: defaultTermsVersion,
  revision: 0,
})
