/** What the props of emails are made of. */
import * as z from 'zod'

/** Words to show. */
export const text = z.string()

/** An absolute address of the web: no email leads to `javascript:`. */
export const url = z.string().refine((address) => /^https?:\/\/[^\s\p{Cc}]+$/u.test(address) && URL.canParse(address))

/** A session as its reader sees it; `when` names its zone: "Tue, Apr 23, 2024 · 9:00 – 10:00 AM Pacific (noon Eastern)". */
export const SessionWords = z.object({ title: text.optional(), when: text })
export type SessionWords = z.infer<typeof SessionWords>

/** The day of something, for a page of a calendar: "Apr", "23". */
export const Day = z.object({ month: text, day: text })
export type Day = z.infer<typeof Day>

/** The names of the hues: what something has on its own page, it has in mail. */
const HueName = z.enum(['blue', 'teal', 'moss', 'ochre', 'rust', 'brick', 'plum', 'slate'])
export type HueName = z.infer<typeof HueName>

/** The picture of what an email is about, twice as large as the size to show it: pixels. Beside its title, `alt` is empty. */
const MailCover = z.object({ src: url, alt: text, width: z.number(), height: z.number() })

/** Who writes, and where the reader finds the site and the settings of their email. */
export const MailFrame = z.object({
  organizer: text,
  postalAddress: text,
  siteUrl: url,
  preferencesUrl: url,
  /** The organizer's logo, in the size to show it: pixels. */
  logo: z.object({ url, width: z.number(), height: z.number() }).optional(),
  /** Of what the email is about; without one it's the organizer's own business. */
  hue: HueName.optional(),
  cover: MailCover.optional(),
})
export type MailFrame = z.infer<typeof MailFrame>
