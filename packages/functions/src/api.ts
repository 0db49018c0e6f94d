import { createApi } from '@lectern/api'
import { docsLayout } from '@lectern/web/docs-layout'
import { readConfig } from './config.ts'
import { behindFront, streamed } from './front.ts'
import { log, observed } from './observe.ts'
import { createServices, openFiles, wallClock } from './services.ts'
import { traceTable } from './trace.ts'

const config = readConfig('api', process.env)
const services = createServices(config, wallClock, log)
traceTable(services.table)

export const handler = streamed(
  observed(behindFront(services.secret, createApi({ ...services, files: openFiles(config), docsLayout }))),
)
