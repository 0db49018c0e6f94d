import { Worker } from 'node:worker_threads'
import type { Log } from '@lectern/core/platform'
import type { ClockSetting } from './clock.ts'
import type { DeliveryConfig, Job, RunJob } from './delivery-work.ts'

export type Order = { id: number; job: Job; clock: ClockSetting }
export type Report = { id: number; failed?: string } | { log: Parameters<Log> }

export type DeliveryThread = { run: RunJob; stop: () => Promise<void> }

/**
 * Delivers in a thread of its own, as deployed it is a function of its own: rendering mails does not hold up those
 * who are registering at that moment.
 */
export const startDeliveryThread = (config: DeliveryConfig, log: Log): DeliveryThread => {
  const worker = new Worker(new URL('./delivery-worker.ts', import.meta.url), {
    workerData: config,
    execArgv: ['--import', 'tsx'],
  })
  const waiting = new Map<number, { done: () => void; failed: (error: Error) => void }>()
  let last = 0
  const fail = (reason: string): void => {
    for (const { failed } of waiting.values()) failed(new Error(reason))
    waiting.clear()
  }
  worker.on('message', (report: Report) => {
    if ('log' in report) return log(...report.log)
    const who = waiting.get(report.id)
    waiting.delete(report.id)
    if (report.failed === undefined) who?.done()
    else who?.failed(new Error(report.failed))
  })
  worker.on('error', (error) => fail(error.message))
  worker.on('exit', () => fail('The delivery thread has stopped'))
  return {
    run: (job, clock) =>
      new Promise((done, failed) => {
        last += 1
        waiting.set(last, { done, failed })
        worker.postMessage({ id: last, job, clock } satisfies Order)
      }),
    stop: async () => {
      await worker.terminate()
    },
  }
}
