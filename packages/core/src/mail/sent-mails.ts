import { erased, Problem, type Table } from '../platform/index.ts'
import type { Mailer, SentMail } from './mailer.ts'
import { isSent, type Message } from './message.ts'
import { findMessage } from './message-store.ts'
import type { Suppression } from './suppression.ts'
import { digestOfAddress, findSuppression } from './suppression-store.ts'

/**
 * The record of a mail, with the mail itself as the provider keeps it: nothing is stored twice. Without it when it never
 * went out (`unsent`), the provider has it no longer (`gone`), or does not answer (`unavailable`).
 */
export type SentMessage = {
  message: Message
  /** Set when its address takes no mail today. */
  suppression?: Suppression | undefined
  mail: SentMail | 'unsent' | 'gone' | 'unavailable'
}

export type SentMails = { find: (key: string) => Promise<SentMessage | undefined> }

export const openSentMails = (table: Table, mailer: Pick<Mailer, 'read'>): SentMails => ({
  find: async (key) => {
    const message = await findMessage(table, key)
    if (!message) return undefined
    const [mail, suppression] = await Promise.all([
      readMail(mailer, message),
      findSuppression(table, digestOfAddress(message.to)),
    ])
    return { message, suppression, mail }
  },
})

const readMail = async (mailer: Pick<Mailer, 'read'>, message: Message): Promise<SentMessage['mail']> => {
  if (!isSent(message)) return 'unsent'
  // Someone who was erased here is not looked up there.
  if (message.providerId === undefined || message.to === erased) return 'gone'
  try {
    return (await mailer.read(message.providerId)) ?? 'gone'
  } catch (error) {
    if (error instanceof Problem && error.kind !== 'not-found') return 'unavailable'
    throw error
  }
}
