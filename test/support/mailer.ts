import type { Mailer } from '@lectern/core/mail'

/** A provider that takes everything and sends nothing. */
export const takingMailer: Mailer = {
  send: async () => ({ id: 'mail_1' }),
  sendBatch: async (mails) => mails.map(() => ({ id: 'mail_1' })),
  unsuppress: async () => {},
  read: async () => undefined,
}
