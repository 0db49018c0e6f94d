import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context, MiddlewareHandler } from 'hono'

const refusedStatuses = { 'error-400': 400, 'error-401': 401, 'error-403': 403, 'error-404': 404 } as const

export type RefusedStatus = (typeof refusedStatuses)[keyof typeof refusedStatuses]

/**
 * A way in which a vendor can fail. `error-500`, `rate-limit`: answers so, having done nothing. `timeout`: never answers,
 * having done nothing. `refuse`: drops the connection at once. `done-then-drop`: does what was asked, then drops the answer;
 * `done-then-timeout`: does it, then never answers; `done-then-500`: does it, then answers that it failed.
 * `error-400` and the like: refuses for good, having done nothing.
 */
export type FaultKind =
  | keyof typeof refusedStatuses
  | 'error-500'
  | 'timeout'
  | 'rate-limit'
  | 'refuse'
  | 'done-then-drop'
  | 'done-then-timeout'
  | 'done-then-500'

/** The next `times` requests whose path matches fail in that way; `method` narrows it, when given. */
export type Fault = { path: RegExp; times: number; kind: FaultKind; method?: 'GET' | 'POST' }

export type Wire = { Bindings: Partial<HttpBindings> }

/**
 * Closes the connection without an answer. Without a socket (a request made in process) a thrown error does the same.
 */
const drop = (context: Context<Wire>): Response => {
  const outgoing = context.env?.outgoing
  if (!outgoing) throw new Error('The connection was dropped')
  outgoing.destroy()
  return RESPONSE_ALREADY_SENT
}

/** Waits until the client has given up. */
const untilAbandoned = (context: Context<Wire>): Promise<void> =>
  new Promise((resolve) => {
    const outgoing = context.env?.outgoing
    if (!outgoing || outgoing.destroyed) return resolve()
    outgoing.once('close', () => resolve())
  })

/** The switch by which tests make a vendor fail, and the middleware that obeys it. */
export const faults = (answers: {
  serverError: (context: Context<Wire>) => Response
  rateLimit: (context: Context<Wire>) => Response
  /** Left out by a vendor of whom no test needs it: then it is a server's error. */
  refused?: (context: Context<Wire>, status: RefusedStatus) => Response
}): { set: (fault: Fault | undefined) => void; middleware: MiddlewareHandler<Wire> } => {
  let current: Fault | undefined
  const middleware: MiddlewareHandler<Wire> = async (context, next) => {
    const fault = current
    const method = fault?.method ?? context.req.method
    if (!fault || fault.times < 1 || method !== context.req.method || !matches(fault.path, context.req.path)) {
      return next()
    }
    current = { ...fault, times: fault.times - 1 }
    const { kind } = fault
    switch (kind) {
      case 'error-400':
      case 'error-401':
      case 'error-403':
      case 'error-404':
        return (answers.refused ?? answers.serverError)(context, refusedStatuses[kind])
      case 'error-500':
        return answers.serverError(context)
      case 'rate-limit':
        return answers.rateLimit(context)
      case 'refuse':
        return drop(context)
      case 'timeout':
        await untilAbandoned(context)
        return drop(context)
      case 'done-then-drop':
        await next()
        context.res = undefined
        context.res = drop(context)
        return
      case 'done-then-timeout':
        await next()
        await untilAbandoned(context)
        context.res = undefined
        context.res = drop(context)
        return
      case 'done-then-500':
        await next()
        context.res = undefined
        context.res = answers.serverError(context)
        return
    }
  }
  return {
    middleware,
    set: (fault) => {
      current = fault && { ...fault }
    },
  }
}

/** A pattern with the `g` flag would remember where it stopped, so it starts afresh each time. */
const matches = (pattern: RegExp, path: string): boolean => {
  pattern.lastIndex = 0
  return pattern.test(path)
}
