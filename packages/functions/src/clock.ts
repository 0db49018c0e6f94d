import { readConfig } from './config.ts'
import { count, publishCounts } from './metrics.ts'
import { log, observed } from './observe.ts'
import { createQueue } from './queue.ts'
import { createServices, wallClock } from './services.ts'
import { sweep } from './sweep.ts'
import { traced, traceTable } from './trace.ts'

const config = readConfig('clock', process.env)
const context = createServices(config, wallClock, log)
traceTable(context.table)
const sweeper = { context, queue: createQueue(config), now: context.now, log, count }

/** Each minute. Runs that overlap or are missed do no harm: all it does may be repeated, and is due until done. */
export const handler = observed(() => traced('sweep', () => sweep(sweeper)), publishCounts)
