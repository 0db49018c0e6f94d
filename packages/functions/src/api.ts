import { createApi } from '@lectern/api'
import { docsLayout } from '@lectern/web/docs-layout'
import { handle } from 'hono/aws-lambda'
import { readConfig } from './config.ts'
import { log, observed } from './observe.ts'
import { createServices, wallClock } from './services.ts'
import { traceTable } from './trace.ts'

const services = createServices(readConfig('api', process.env), wallClock, log)
traceTable(services.table)

export const handler = observed(handle(createApi({ ...services, docsLayout })))
