import { createRecordingSource } from '@lectern/core/materials'
import type { SQSEvent } from 'aws-lambda'
import { readConfig } from './config.ts'
import { countingMailer } from './count-facts.ts'
import { createCourier } from './courier.ts'
import { deliverMessages, patienceMilliseconds } from './deliver-messages.ts'
import { count, publishCounts } from './metrics.ts'
import { log, observed } from './observe.ts'
import { createQueue } from './queue.ts'
import { createServices, openFiles, wallClock } from './services.ts'
import { traced, traceTable } from './trace.ts'

const config = readConfig('sender', process.env)
const services = createServices(config, wallClock, log)
traceTable(services.table)
const desk = {
  ...services,
  files: openFiles(config),
  recordings: createRecordingSource({ address: config.ZOOM_ADDRESS }),
}
const courier = createCourier(desk, config, { perSecond: Number(config.RESEND_PER_SECOND), patienceMilliseconds })
const sender = {
  courier: { ...courier, mailer: countingMailer(courier.mailer, count) },
  queue: createQueue(config),
  now: services.now,
  log,
  count,
}

export const handler = observed(
  (event: SQSEvent, context) =>
    traced('deliver messages', () => deliverMessages(sender, event, () => context.getRemainingTimeInMillis())),
  publishCounts,
)
