import type { MailFrame } from '@lectern/emails'
import { coverAddress, formats, lookOf, type ShelvedCover } from '../covers/index.ts'

/** What an email shows of what it's about: its hue and, if such emails have a picture, its cover. */
export type MailLook = {
  thing: ShelvedCover
  /** Whether everyone may see the cover: mail programs fetch it as strangers do. */
  open: boolean
}

/** The width of a mail. The picture has twice as many pixels. */
const width = 600

/** The part of a mail's frame that its look decides. The picture's words are empty: the title is beside it. */
export const lookOfFrame = (siteUrl: string, { thing, open }: MailLook): Pick<MailFrame, 'hue' | 'cover'> => {
  const { hue } = lookOf(thing)
  if (!open) return { hue }
  const height = Math.round((width * formats.mail.height) / formats.mail.width)
  return { hue, cover: { src: `${siteUrl}${coverAddress(thing, 'mail')}`, alt: '', width, height } }
}
