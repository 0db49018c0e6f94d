export type UrlAnswer = {
  statusCode: number
  headers: Record<string, string>
  cookies?: string[]
  body: string
  isBase64Encoded: boolean
  /** Whether the function failed after it had begun to answer. */
  broken?: boolean
}

type Asked = {
  headers?: Record<string, string>
  cookies?: string[]
  /** Sent in base64, as Lambda does with any body that is not text. */
  body?: string
}

/** A request as a function URL hands it to Lambda (payload format 2.0). */
export const urlEvent = (method: string, address: string, { headers = {}, cookies = [], body }: Asked = {}) => {
  const { pathname, search } = new URL(address, 'https://lectern.example')
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: pathname,
    rawQueryString: search.slice(1),
    ...(cookies.length > 0 ? { cookies } : {}),
    headers: { host: 'lectern.example', 'x-forwarded-proto': 'https', 'x-forwarded-for': '192.0.2.7', ...headers },
    requestContext: {
      accountId: 'anonymous',
      apiId: 'lambda',
      domainName: 'lectern.example',
      domainPrefix: 'lectern',
      http: { method, path: pathname, protocol: 'HTTP/1.1', sourceIp: '192.0.2.7', userAgent: 'test' },
      requestId: 'test',
      routeKey: '$default',
      stage: '$default',
      time: '01/Jan/2026:00:00:00 +0000',
      timeEpoch: 0,
    },
    ...(body === undefined
      ? { isBase64Encoded: false }
      : { body: Buffer.from(body).toString('base64'), isBase64Encoded: true }),
  }
}

export const jsonOf = (answer: UrlAnswer) => JSON.parse(textOf(answer))

export const textOf = ({ body, isBase64Encoded }: UrlAnswer): string =>
  isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body
