import { createSite } from '@lectern/web'
import { handle } from 'hono/aws-lambda'
import { readConfig } from './config.ts'
import { log, observed } from './observe.ts'
import { createServices, wallClock } from './services.ts'

// Traced by Lambda itself: a tracer of its own would be an eighth of what a fresh process has to read.
export const handler = observed(handle(createSite(createServices(readConfig('site', process.env), wallClock, log))))
