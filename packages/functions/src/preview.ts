import { openMailPreviews, openSentMails } from '@lectern/core/mail'
// Past the package's face, which is the whole site.
import { createMailPreviews } from '@lectern/web/mail-previews'
import { readConfig } from './config.ts'
import { createDeliveryContext } from './delivery-context.ts'
import { behindFront, streamed } from './front.ts'
import { log, observed } from './observe.ts'
import { createServices, wallClock } from './services.ts'

const config = readConfig('preview', process.env)
const services = createServices(config, wallClock, log)
const context = createDeliveryContext(services, config)
const previews = openMailPreviews(context)
const sent = openSentMails(services.table, context.mailer)

export const handler = streamed(
  observed(behindFront(services.secret, createMailPreviews({ ...services, previews, sent }))),
)
