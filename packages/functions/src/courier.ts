import { withoutFiles, withoutRecordings } from '@lectern/core/materials'
import { type Courier, createResendMailer, type ResendOptions } from '@lectern/core/notifications'
import type { Desk } from '@lectern/core/registration'
import type { Config } from './config.ts'

/** What delivering the outbox works with. Apart from the services, so that the site's bundle holds no mail templates. */
export const createCourier = (
  desk: Desk & { organiser: Courier['organiser'] } & Partial<Pick<Courier, 'files' | 'recordings'>>,
  config: Pick<Config, 'RESEND_API_KEY' | 'RESEND_ADDRESS' | 'ORGANISER_NAME' | 'ORGANISER_EMAIL'>,
  manners: Pick<ResendOptions, 'perSecond' | 'patienceMilliseconds'> = {},
): Courier => ({
  files: withoutFiles,
  recordings: withoutRecordings,
  ...desk,
  mailer: createResendMailer({
    apiKey: config.RESEND_API_KEY,
    address: config.RESEND_ADDRESS,
    ...manners,
    from: `${JSON.stringify(config.ORGANISER_NAME)} <${config.ORGANISER_EMAIL}>`,
    replyTo: config.ORGANISER_EMAIL,
  }),
})
