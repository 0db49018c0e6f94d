import { parentPort, workerData } from 'node:worker_threads'
import type { Order, Report } from './delivery-thread.ts'
import { createDeliveryWork, type DeliveryConfig } from './delivery-work.ts'

const report = (message: Report): void => parentPort?.postMessage(message)
const run = createDeliveryWork(workerData as DeliveryConfig, (...line) => report({ log: line }))

parentPort?.on('message', async ({ id, job, clock }: Order) => {
  try {
    await run(job, clock)
    report({ id })
  } catch (error) {
    report({ id, failed: error instanceof Error ? error.message : 'unknown' })
  }
})
