import { problemIn, problemStatus } from '@lectern/core/platform'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import * as z from 'zod'
import type { ApiEnv, ApiServices } from './services.ts'

/** An error (RFC 9457). `code` is stable; some codes come with more fields. */
export const ProblemDocument = z
  .looseObject({
    type: z.string().describe('Always about:blank; see `code`.'),
    title: z.string(),
    status: z.int(),
    code: z.string().describe('Stable and machine-readable, like registration.sold-out.'),
    detail: z.string().describe('A sentence to show to people.'),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    requestId: z.string().describe('Include it when you report a problem.'),
  })
  .meta({ id: 'Problem', description: 'An error, as described in RFC 9457.' })

const titles: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

export type Refusal = {
  status: number
  code: string
  detail: string
  details?: Record<string, unknown>
  headers?: Record<string, string>
}

export const refuse = (c: Context<ApiEnv>, { status, code, detail, details = {}, headers = {} }: Refusal): Response => {
  const document = {
    ...details,
    type: 'about:blank',
    title: titles[status] ?? 'Problem',
    status,
    code,
    detail,
    requestId: c.get('requestId'),
  }
  c.header('cache-control', 'no-store')
  return c.body(JSON.stringify(document), status as ContentfulStatusCode, {
    ...headers,
    'content-type': 'application/problem+json',
  })
}

/** Errors of HTTP itself, which no use case raises. */
export class HttpProblem extends Error {
  readonly refusal: Refusal
  constructor(status: number, code: string, detail: string) {
    super(detail)
    this.refusal = { status, code, detail }
  }
}

const framesOf = (error: Error): string =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .map((line) => line.trim())
    .slice(0, 8)
    .join(' | ')

/** Turns any error into a problem document. Unexpected errors are logged and not disclosed. */
export const answerError = (services: ApiServices, c: Context<ApiEnv>, error: Error): Response => {
  const problem = problemIn(error)
  if (problem) {
    const { kind, code, message, details } = problem
    if (kind === 'too-many') c.header('retry-after', String(Math.max(1, Number(details.retryAfterSeconds ?? 1))))
    if (kind === 'unavailable') c.header('retry-after', '5')
    if (kind === 'unauthenticated') c.header('www-authenticate', 'Bearer')
    return refuse(c, { status: problemStatus[kind], code, detail: message, details })
  }
  if (error instanceof HttpProblem) return refuse(c, error.refusal)
  if (error instanceof HTTPException && error.status < 500) {
    return refuse(c, { status: error.status, code: 'input.malformed', detail: "The request couldn't be read." })
  }
  services.log('error', 'An API request failed', {
    requestId: c.get('requestId'),
    method: c.req.method,
    error: error.name,
    // The place but not the message, which may quote what was sent.
    at: framesOf(error),
  })
  const detail = "Something went wrong on our side, and we've logged it. Please try again."
  return refuse(c, { status: 500, code: 'internal', detail })
}
