import { createSite } from '@lectern/web'
import { readConfig } from './config.ts'
import { behindFront, streamed } from './front.ts'
import { log, observed } from './observe.ts'
import { createServices, openFiles, wallClock } from './services.ts'

// Traced by Lambda itself: a tracer of its own would be an eighth of what a fresh process has to read.
const config = readConfig('site', process.env)
const services = createServices(config, wallClock, log)

const site = createSite({
  ...services,
  files: openFiles(config),
  // Loaded when the first picture is asked for: few processes ever see one.
  pictures: async () => (await import('./picture-maker.ts')).openPictureMaker(config),
  certificateKey: () => config.CERTIFICATE_KEY,
})

export const handler = streamed(observed(behindFront(services.secret, site)))
