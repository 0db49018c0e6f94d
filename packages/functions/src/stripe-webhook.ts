import { createApi } from '@lectern/api'
import { withoutFiles } from '@lectern/core/materials'
import { Hono } from 'hono'
import { handle } from 'hono/aws-lambda'
import { readConfig } from './config.ts'
import { log, observed } from './observe.ts'
import { createServices, wallClock } from './services.ts'
import { traceTable } from './trace.ts'

const services = createServices(readConfig('stripe-webhook', process.env), wallClock, log)
traceTable(services.table)
const api = createApi({ ...services, files: withoutFiles })

/** The API's own route for what Stripe sends, apart from the rest of it: here alone is the secret that it is signed with. */
export const handler = observed(handle(new Hono().post('/webhooks/stripe', (c) => api.fetch(c.req.raw, c.env))))
