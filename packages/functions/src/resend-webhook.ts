import { handle } from 'hono/aws-lambda'
import { readConfig } from './config.ts'
import { createMailEvents } from './mail-events.ts'
import { count, publishCounts } from './metrics.ts'
import { log, observed } from './observe.ts'
import { openTable, wallClock } from './services.ts'
import { traceTable } from './trace.ts'

const config = readConfig('resend-webhook', process.env)
const table = openTable(config)
traceTable(table)

export const handler = observed(
  handle(createMailEvents({ table, secret: config.RESEND_WEBHOOK_SECRET, realNow: wallClock.realNow, log, count })),
  publishCounts,
)
