import { createApi } from '@lectern/api'
import { docsLayout } from '@lectern/web/docs-layout'
import { readConfig } from './config.ts'
import { behindFront } from './front.ts'
import { log, observed } from './observe.ts'
import { createServices, wallClock } from './services.ts'
import { traceTable } from './trace.ts'

const services = createServices(readConfig('api', process.env), wallClock, log)
traceTable(services.table)

export const handler = observed(behindFront(services.secret, createApi({ ...services, docsLayout })))
