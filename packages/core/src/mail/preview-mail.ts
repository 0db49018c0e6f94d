import { getMail, type MailName, type MailSample, mailNames, previewLine, type RenderedMail } from '@lectern/emails'
import type { PersonActor } from '../identity/index.ts'
import type { Instant } from '../platform/index.ts'
import { mailTopics } from './preferences.ts'
import { prepareMail } from './prepare-mail.ts'
import { type MailContext, sendMail } from './send-mail.ts'

/** A mail among those that can be looked at. */
export type MailEntry = {
  name: string
  title: string
  /** When it's sent, and to whom. */
  sentWhen: string
  /** What its reader turns it off by; absent for what always comes. */
  topic?: string
}

/** A mail with sample data: one of the ways in which it can come out. */
export type MailPreview = MailEntry & RenderedMail & { preview: string; samples: string[]; sample: number }

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
  return { name, title, sentWhen, ...(topic ? { topic: mailTopics[topic].title } : {}) }
}

const pick = <Own>(samples: MailSample<Own>[], wanted: number): [number, MailSample<Own>] => {
  const at = samples[wanted] ? wanted : 0
  const sample = samples[at]
  if (!sample) throw new Error('A mail has no sample')
  return [at, sample]
}

export const openMailPreviews = (context: MailContext): MailPreviews => {
  const preview = async <Name extends MailName>(name: Name, wanted: number): Promise<MailPreview> => {
    const samples = getMail(name).samples()
    const [sample, { props }] = pick(samples, wanted)
    const { mail } = await prepareMail(context, { template: name, to: '', key: '', props })
    const { subject, html, text } = mail
    const shown = { preview: previewLine(html), sample, samples: samples.map(({ label }) => label) }
    return { ...entryOf(name), ...shown, subject, html, text }
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
