import { withoutFiles, withoutRecordings } from '@lectern/core/materials'
import { type Courier, createResendMailer, type ResendOptions, senderOf } from '@lectern/core/notifications'
import type { Desk } from '@lectern/core/registration'
import type { Config } from './config.ts'

/** What delivering the outbox works with. Apart from the services, so that the site's bundle holds no mail templates. */
export const createCourier = (
  desk: Desk & Partial<Pick<Courier, 'files' | 'recordings'>>,
  config: Pick<Config, 'RESEND_API_KEY' | 'RESEND_ADDRESS'>,
  manners: Pick<ResendOptions, 'perSecond' | 'patienceMilliseconds'> = {},
): Courier => ({
  files: withoutFiles,
  recordings: withoutRecordings,
  ...desk,
  mailer: createResendMailer({
    apiKey: config.RESEND_API_KEY,
    address: config.RESEND_ADDRESS,
    ...manners,
    sender: () => senderOf(desk.organiser),
  }),
})
