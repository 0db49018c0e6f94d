import { parentPort, workerData } from 'node:worker_threads'
import { createRecordingSource } from '@lectern/core/materials'
import { instantFromDate, type Log } from '@lectern/core/platform'
import { createDeliveryContext } from '@lectern/functions/delivery-context'
import { createServices, openFiles } from '@lectern/functions/services'
import { deliverOutbox, runDueWork } from '@lectern/functions/work'
import { readClock } from './clock.ts'
import type { DeliveryConfig, Order, Report } from './delivery-thread.ts'

const config = workerData as DeliveryConfig
const report = (message: Report): void => parentPort?.postMessage(message)
const log: Log = (...line) => report({ log: line })

// The setting comes with each order, so that a clock which was set is set here from the same moment on.
let setting: Order['clock'] = { offsetSeconds: 0 }
const now = () => readClock(setting)
const services = createServices(config, { now, realNow: () => instantFromDate(new Date()) }, log)
const context = createDeliveryContext(
  { ...services, files: openFiles(config), recordings: createRecordingSource({ address: config.ZOOM_ADDRESS }) },
  config,
)

parentPort?.on('message', async ({ id, job, clock }: Order) => {
  setting = clock
  try {
    await (job === 'due' ? runDueWork(context, now, log) : deliverOutbox(context, now, log))
    report({ id })
  } catch (error) {
    report({ id, failed: error instanceof Error ? error.message : 'unknown' })
  }
})
