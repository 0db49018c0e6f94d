import {
  getMail,
  groupOf,
  type MailName,
  type MailSample,
  mailNames,
  previewLine,
  type RenderedMail,
} from '@lectern/emails'
import { cover, type ShelvedCover } from '../covers/index.ts'
import type { PersonActor } from '../identity/index.ts'
import type { Instant } from '../platform/index.ts'
import { lookOfFrame } from './mail-look.ts'
import { mailTopics } from './preferences.ts'
import { prepareMail } from './prepare-mail.ts'
import { type MailContext, sendMail } from './send-mail.ts'

/** A mail among those that can be looked at. */
export type MailEntry = {
  name: string
  title: string
  /** Under which heading it's listed. */
  group: string
  /** When it's sent, and to whom. */
  sentWhen: string
  /** What its reader turns it off by; absent for what always comes. */
  topic?: string
}

/** A mail with sample data: one of the ways in which it can come out. */
export type MailPreview = MailEntry &
  RenderedMail & { preview: string; samples: string[]; sample: number; organizer: string }

/** Every mail with sample data, under this house's own name and address. */
export type MailPreviews = {
  list: () => MailEntry[]
  /** @returns nothing for a mail that there is not; the usual sample for a number that there is not */
  find: (name: string, sample?: number) => Promise<MailPreview | undefined>
  /**
   * Sends it to the person looking at it, once a day for each sample.
   * @throws Problem unavailable `mail.unavailable`: try again later
   */
  send: (name: string, sample: number, reader: PersonActor, now: Instant) => Promise<void>
}

const nameOf = (name: string): MailName | undefined => mailNames.find((one) => one === name)

const entryOf = (name: MailName): MailEntry => {
  const { title, sentWhen, topic } = getMail(name)
  return { name, title, sentWhen, group: groupOf(name), ...(topic ? { topic: mailTopics[topic].title } : {}) }
}

const pick = <Own>(samples: MailSample<Own>[], wanted: number): [number, MailSample<Own>] => {
  const at = samples[wanted] ? wanted : 0
  const sample = samples[at]
  if (!sample) throw new Error('A mail has no sample')
  return [at, sample]
}

/** What samples are about. */
const sampleThing: ShelvedCover = {
  ...{ shelf: 'events', kind: 'class', slug: '5w22', seed: 'msp-professional-sales' },
  ...{ title: 'MSP Professional Sales Program', count: 5 },
}

/** Samples are about an event that isn't there, so its picture comes with the mail: the frame that shows it fetches nothing. */
const withPicture = (html: string, siteUrl: string): string => {
  const { cover: shown } = lookOfFrame(siteUrl, { thing: sampleThing, open: true })
  const drawn = Buffer.from(cover(sampleThing, 'mail')).toString('base64')
  return shown ? html.replace(shown.src, `data:image/svg+xml;base64,${drawn}`) : html
}

export const openMailPreviews = (context: MailContext): MailPreviews => {
  const preview = async <Name extends MailName>(name: Name, wanted: number): Promise<MailPreview> => {
    const samples = getMail(name).samples()
    const [sample, { props }] = pick(samples, wanted)
    const look = { thing: sampleThing, open: true }
    const about = 'eventTitle' in props || getMail(name).picture ? { look } : {}
    const { mail } = await prepareMail(context, { template: name, to: '', key: '', props, ...about })
    const { subject, text } = mail
    const html = withPicture(mail.html, context.siteUrl)
    const shown = { preview: previewLine(html), sample, samples: samples.map(({ label }) => label) }
    return { ...entryOf(name), ...shown, organizer: context.organizer.name, subject, html, text }
  }
  const send = <Name extends MailName>(name: Name, wanted: number, reader: PersonActor, now: Instant) => {
    const [sample, { props }] = pick(getMail(name).samples(), wanted)
    const key = `sample:${name}:${sample}:${reader.id}:${now.slice(0, 10)}`
    return sendMail(context, now, { template: name, to: reader.email, key, props })
  }
  return {
    list: () => mailNames.map(entryOf),
    find: async (name, sample = 0) => {
      const known = nameOf(name)
      return known && preview(known, sample)
    },
    send: async (name, sample, reader, now) => {
      const known = nameOf(name)
      if (known) await send(known, sample, reader, now)
    },
  }
}
