import { Logger } from '@aws-lambda-powertools/logger'
import type { Log } from '@lectern/core/platform'
import type { Context } from 'aws-lambda'
import { metricLine } from './alarming.ts'
import { cleanFields } from './log-fields.ts'

const logger = new Logger()

/** The core's log as structured lines, each with the request that it belongs to. */
export const log: Log = (level, message, fields = {}) => {
  logger[level](message, { fields: cleanFields(fields) })
  const counted = metricLine(message, process.env.POWERTOOLS_SERVICE_NAME ?? '', new Date())
  if (counted !== undefined) console.log(counted)
}

/**
 * A handler whose logs name the invocation.
 * @param after  what is to be told when it is over, however it went
 */
export const observed =
  <Event, Answer>(handler: (event: Event, context: Context) => Promise<Answer>, after: () => void = () => {}) =>
  async (event: Event, context: Context): Promise<Answer> => {
    logger.addContext(context)
    try {
      return await handler(event, context)
    } finally {
      after()
    }
  }
