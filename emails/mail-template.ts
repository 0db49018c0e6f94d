/** What a mail template is, and the props that all of them share. */
import type { ReactElement } from 'react'

/** Who writes, and where the reader finds the site and the settings of their mail. */
export type MailFrame = {
  organiser: string
  postalAddress: string
  siteUrl: string
  preferencesUrl: string
  /** The organizer's logo, in the size to show it: pixels. */
  logo?: { url: string; width: number; height: number } | undefined
}

/** A session as its reader sees it; `when` names its zone: "Tue, Apr 23, 2024 · 9:00 – 10:00 AM Pacific (noon Eastern)". */
export type SessionWords = { title?: string; when: string }

export type MailTemplate<Props> = {
  /** True when the mail comes whatever the reader's mail settings say. */
  transactional: boolean
  subject: (props: Props) => string
  body: (props: Props) => ReactElement
}
