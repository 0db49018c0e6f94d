/** The error object of Stripe's answers (docs.stripe.com/api/errors). */
export type ErrorBody = {
  type: 'invalid_request_error' | 'idempotency_error' | 'api_error' | 'card_error'
  message: string
  code?: string
  param?: string
  doc_url?: string
}

/**
 * A request that Stripe would refuse. `remembered` says whether the refusal is kept under an idempotency key:
 * Stripe keeps what happened after a request began to be executed, not that its parameters were wrong.
 */
export class Refusal extends Error {
  readonly status: 400 | 401 | 402 | 403 | 404 | 409 | 429 | 500
  readonly body: ErrorBody
  readonly remembered: boolean

  constructor(status: Refusal['status'], body: ErrorBody, options: { remembered: boolean }) {
    super(body.message)
    this.name = 'Refusal'
    this.status = status
    this.body = body.code ? { ...body, doc_url: `https://stripe.com/docs/error-codes/${body.code}` } : body
    this.remembered = options.remembered
  }
}

/** A parameter that is unknown, missing or out of its range. */
export const wrongParameter = (code: string | undefined, param: string, message: string): Refusal =>
  new Refusal(
    400,
    { type: 'invalid_request_error', message, param, ...(code === undefined ? {} : { code }) },
    { remembered: false },
  )

/** Something that the state of things does not allow. */
export const notAllowed = (message: string, more: { code?: string; param?: string } = {}): Refusal =>
  new Refusal(400, { type: 'invalid_request_error', message, ...more }, { remembered: true })

/** An id that names nothing: 404 when it's in the address, 400 when in a parameter. */
export const noSuch = (status: 400 | 404, what: string, id: string, param: string): Refusal =>
  new Refusal(
    status,
    { type: 'invalid_request_error', code: 'resource_missing', message: `No such ${what}: '${id}'`, param },
    { remembered: true },
  )
