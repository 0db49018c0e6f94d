import { createRecordingSource } from '@lectern/core/materials'
import type { SQSEvent } from 'aws-lambda'
import { readConfig } from './config.ts'
import { countingMailer } from './count-facts.ts'
import { deliverMessages, patienceMilliseconds } from './deliver-messages.ts'
import { createDeliveryContext } from './delivery-context.ts'
import { count, publishCounts } from './metrics.ts'
import { log, observed } from './observe.ts'
import { createQueue } from './queue.ts'
import { createServices, openFiles, wallClock } from './services.ts'
import { traced, traceTable } from './trace.ts'

const config = readConfig('sender', process.env)
const services = createServices(config, wallClock, log)
traceTable(services.table)
const checkout = {
  ...services,
  files: openFiles(config),
  recordings: createRecordingSource({ address: config.ZOOM_ADDRESS }),
  pictures: async () => (await import('./picture-maker.ts')).openPictureMaker(config),
}
const context = createDeliveryContext(checkout, config, {
  perSecond: Number(config.RESEND_PER_SECOND),
  patienceMilliseconds,
})
const sender = {
  context: { ...context, mailer: countingMailer(context.mailer, count) },
  queue: createQueue(config),
  now: services.now,
  log,
  count,
}

export const handler = observed(
  (event: SQSEvent, lambda) =>
    traced('deliver messages', () => deliverMessages(sender, event, () => lambda.getRemainingTimeInMillis())),
  publishCounts,
)
