import { Tracer } from '@aws-lambda-powertools/tracer'
import type { Table } from '@lectern/core/platform'

const tracer = new Tracer()

/** Has the table's requests show in traces. Requests to Stripe and Resend do so by themselves. */
export const traceTable = (table: Table): void => {
  tracer.captureAWSv3Client(table.client)
}

/** A step of an invocation as a part of its trace: its name and how it ended, nothing of what it handled. */
export const traced = async <T>(name: string, run: () => Promise<T>): Promise<T> => {
  if (!tracer.isTracingEnabled()) return run()
  const parent = tracer.getSegment()
  const part = parent?.addNewSubsegment(name)
  if (part) tracer.setSegment(part)
  try {
    return await run()
  } catch (error) {
    part?.addErrorFlag()
    throw error
  } finally {
    part?.close()
    if (parent) tracer.setSegment(parent)
  }
}
