import { parentPort, workerData } from 'node:worker_threads'
import { createRecordingSource } from '@lectern/core/materials'
import { instantFromDate, type Log } from '@lectern/core/platform'
import { createCourier } from '@lectern/functions/courier'
import { createServices, openFiles } from '@lectern/functions/services'
import { deliverOutbox, runDueWork } from '@lectern/functions/work'
import { readClock } from './clock.ts'
import type { CourierConfig, Order, Report } from './courier-thread.ts'

const config = workerData as CourierConfig
const report = (message: Report): void => parentPort?.postMessage(message)
const log: Log = (...line) => report({ log: line })

// The setting comes with each order, so that a clock which was set is set here from the same moment on.
let setting: Order['clock'] = { offsetSeconds: 0 }
const now = () => readClock(setting)
const services = createServices(config, { now, realNow: () => instantFromDate(new Date()) }, log)
const courier = createCourier(
  { ...services, files: openFiles(config), recordings: createRecordingSource({ address: config.ZOOM_ADDRESS }) },
  config,
)

parentPort?.on('message', async ({ id, job, clock }: Order) => {
  setting = clock
  try {
    await (job === 'due' ? runDueWork(courier, now, log) : deliverOutbox(courier, now, log))
    report({ id })
  } catch (error) {
    report({ id, failed: error instanceof Error ? error.message : 'unknown' })
  }
})
