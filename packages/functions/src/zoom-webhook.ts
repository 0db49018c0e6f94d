import { handle } from 'hono/aws-lambda'
import { readConfig } from './config.ts'
import { log, observed } from './observe.ts'
import { openTable, wallClock } from './services.ts'
import { traceTable } from './trace.ts'
import { createZoomEvents } from './zoom-events.ts'

const config = readConfig('zoom-webhook', process.env)
const table = openTable(config)
traceTable(table)

export const handler = observed(
  handle(createZoomEvents({ table, secret: config.ZOOM_WEBHOOK_SECRET, ...wallClock, log })),
)
