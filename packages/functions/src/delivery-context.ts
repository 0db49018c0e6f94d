import { createResendMailer, type ResendOptions, senderOf } from '@lectern/core/mail'
import { withoutFiles, withoutRecordings } from '@lectern/core/materials'
import type { DeliveryContext } from '@lectern/core/notifications'
import type { CheckoutContext } from '@lectern/core/registration'
import type { Config } from './config.ts'

/** What delivering the outbox works with. Apart from the services, so that the site's bundle holds no mail templates. */
export const createDeliveryContext = (
  context: CheckoutContext & Partial<Pick<DeliveryContext, 'files' | 'recordings' | 'pictures'>>,
  config: Pick<Config, 'RESEND_API_KEY' | 'RESEND_ADDRESS'>,
  manners: Pick<ResendOptions, 'perSecond' | 'patienceMilliseconds'> = {},
): DeliveryContext => ({
  files: withoutFiles,
  recordings: withoutRecordings,
  ...context,
  mailer: createResendMailer({
    apiKey: config.RESEND_API_KEY,
    address: config.RESEND_ADDRESS,
    ...manners,
    sender: () => senderOf(context.organizer),
  }),
})
