import { createRecordingSource } from '@lectern/core/materials'
import { instantFromDate, type Log } from '@lectern/core/platform'
import { createDeliveryContext } from '@lectern/functions/delivery-context'
import { pictureMakerBy } from '@lectern/functions/picture-maker'
import { createPictureStore } from '@lectern/functions/picture-store'
import { createPictureWork } from '@lectern/functions/picture-work'
import { createServices, openFiles, type ServicesConfig } from '@lectern/functions/services'
import { deliverOutbox, runDueWork } from '@lectern/functions/work'
import { type ClockSetting, readClock } from './clock.ts'

/** What the services of deliveries are made of. */
export type DeliveryConfig = Parameters<typeof openFiles>[0] &
  ServicesConfig &
  Parameters<typeof createDeliveryContext>[1]

/** Acting on what the outbox holds, or on everything that is due. */
export type Job = 'deliver' | 'due'

export type RunJob = (job: Job, clock: ClockSetting) => Promise<void>

/** The setting comes with each job, so that a clock which was set is set here from the same moment on. */
export const createDeliveryWork = (config: DeliveryConfig, log: Log): RunJob => {
  let setting: ClockSetting = { offsetSeconds: 0 }
  const now = () => readClock(setting)
  const services = createServices(config, { now, realNow: () => instantFromDate(new Date()) }, log)
  const context = createDeliveryContext(
    {
      ...services,
      files: openFiles(config),
      recordings: createRecordingSource({ address: config.ZOOM_ADDRESS }),
      pictures: async () => pictureMakerBy(createPictureWork(createPictureStore(config))),
    },
    config,
  )
  return async (job, clock) => {
    setting = clock
    await (job === 'due' ? runDueWork(context, now, log) : deliverOutbox(context, now, log))
  }
}
