import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { SignatureV4 } from '@smithy/signature-v4'

export type Credentials = { accessKeyId: string; secretAccessKey: string }

/** A request as it came over the wire: the address still encoded, the names of headers in lower case. */
export type SignedRequest = { method: string; url: string; headers: IncomingHttpHeaders }

/** Why a request is not let in, in the terms of S3's error responses. */
export type Denial = { status: 400 | 403; code: string; message: string }

/** `digest`: what the SHA-256 of the body has to be, where that was signed as well. */
export type Verified = { denial: Denial } | { denial?: never; digest: string | undefined }

class Sha256 {
  private chunks: (Buffer | string)[] = []
  private readonly secret: Buffer | undefined
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.secret = secret === undefined ? undefined : bytes(secret)
  }
  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.chunks.push(bytes(data))
  }
  async digest(): Promise<Uint8Array> {
    const hash = this.secret === undefined ? createHash('sha256') : createHmac('sha256', this.secret)
    for (const chunk of this.chunks) hash.update(chunk)
    return hash.digest()
  }
  reset(): void {
    this.chunks = []
  }
}

const bytes = (data: string | ArrayBuffer | ArrayBufferView): Buffer => {
  if (typeof data === 'string') return Buffer.from(data)
  return ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.from(data)
}

const denied = (code: string, message: string): Verified => ({ denial: { status: 403, code, message } })
const mismatch = denied('SignatureDoesNotMatch', 'The signature does not match the one that was calculated.')

/** How far the clocks of two machines may lie apart (S3's own limit). */
const skewMilliseconds = 15 * 60_000

/** Reads `20240423T160000Z`; undefined when it is no such date. */
const readDate = (text: string | undefined): Date | undefined => {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? '')
  if (!parts) return undefined
  const date = new Date(`${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}:${parts[6]}Z`)
  return Number.isNaN(date.getTime()) ? undefined : date
}

const same = (left: string, right: string): boolean =>
  left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right))

type Query = Record<string, string | string[]>

/** The query as sent; a plus is a plus, since S3's clients write a space as %20. */
export const readQuery = (url: string): Query => {
  const start = url.indexOf('?')
  const query: Query = {}
  for (const pair of start === -1 ? [] : url.slice(start + 1).split('&')) {
    if (pair === '') continue
    const [name = '', value = ''] = pair.split(/=(.*)/s).map((part) => decodeURIComponent(part))
    const known = query[name]
    query[name] = known === undefined ? value : [known, value].flat()
  }
  return query
}

const one = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined

const shaName = 'X-Amz-Content-Sha256'

/** A signature may cover the digest of the body; the body itself has not been read yet. */
const holds = (payload: string | undefined): Verified => {
  if (payload?.startsWith('STREAMING-')) return denied('NotImplemented', 'Bodies signed in chunks are not taken here.')
  return { digest: /^[0-9a-f]{64}$/.test(payload ?? '') ? payload : undefined }
}

/** Tells whether a request's Signature Version 4 holds, and why not. Uses the SDK's own signer. */
export const verifySignature = async (
  request: SignedRequest,
  credentials: Credentials,
  now: Date,
): Promise<Verified> => {
  const query = readQuery(request.url)
  const isPresigned = query['X-Amz-Signature'] !== undefined
  const header = Object.fromEntries(
    (request.headers.authorization ?? '')
      .replace(/^AWS4-HMAC-SHA256\s+/, '')
      .split(/,\s*/)
      .map((part) => part.split(/=(.*)/s).slice(0, 2)),
  ) as Record<string, string | undefined>
  const credential = isPresigned ? one(query['X-Amz-Credential']) : header.Credential
  const signature = isPresigned ? one(query['X-Amz-Signature']) : header.Signature
  const signedNames = isPresigned ? one(query['X-Amz-SignedHeaders']) : header.SignedHeaders
  const signingDate = readDate(isPresigned ? one(query['X-Amz-Date']) : one(request.headers['x-amz-date']))
  if (!credential || !signature || !signedNames) return denied('AccessDenied', 'The request is not signed.')
  if (!signingDate) return denied('AccessDenied', 'The request does not say when it was signed.')
  const [accessKeyId, shortDate, region, service] = credential.split('/')
  if (accessKeyId !== credentials.accessKeyId) return denied('InvalidAccessKeyId', 'There is no such access key.')
  if (region === undefined || service !== 's3')
    return denied('AccessDenied', 'The request was signed for another service.')
  if (shortDate !== signingDate.toISOString().slice(0, 10).replaceAll('-', '')) return mismatch

  const age = now.getTime() - signingDate.getTime()
  const expires = one(query['X-Amz-Expires']) ?? ''
  if (isPresigned && (!/^\d{1,6}$/.test(expires) || Number(expires) > 604_800)) {
    return denied('AuthorizationQueryParametersError', 'A link may be valid for seven days at most.')
  }
  if (isPresigned && age > Number(expires) * 1000) return denied('AccessDenied', 'Request has expired')
  if (-age > skewMilliseconds || (!isPresigned && age > skewMilliseconds)) {
    return denied('RequestTimeTooSkewed', 'The time of the request and of the server are too far apart.')
  }

  const names = signedNames.split(';')
  if (!names.includes('host')) return denied('AccessDenied', 'The host has to be signed.')
  // What would change what the request does may not ride along unsigned.
  const stowaway = Object.keys(request.headers).find((name) => name.startsWith('x-amz-') && !names.includes(name))
  if (stowaway !== undefined) return denied('AccessDenied', `The header ${stowaway} was not signed.`)
  const headers: Record<string, string> = {}
  for (const name of names) {
    const value = request.headers[name]
    if (value === undefined) return mismatch
    headers[name] = Array.isArray(value) ? value.join(',') : value
  }
  const signer = new SignatureV4({
    credentials,
    region,
    service,
    sha256: Sha256,
    uriEscapePath: false,
    applyChecksum: false,
  })
  const kept = Object.entries(query).filter(
    ([name]) => !/^X-Amz-(Algorithm|Credential|Date|Expires|SignedHeaders|Signature)$/.test(name) && name !== shaName,
  )
  const toSign = {
    method: request.method,
    protocol: 'http:',
    hostname: '127.0.0.1',
    path: request.url.split('?')[0] ?? '/',
    query: Object.fromEntries(kept),
    headers,
  }
  const signableHeaders = new Set(names)
  if (isPresigned) {
    const payload = one(query[shaName])
    if (payload !== undefined) toSign.headers[shaName] = payload
    const expected = await signer.presign(toSign, {
      signingDate,
      expiresIn: Number(expires),
      signableHeaders,
      unhoistableHeaders: signableHeaders,
    })
    if (!same(String(expected.query?.['X-Amz-Signature']), signature)) return mismatch
    return holds(payload)
  }
  const payload = headers['x-amz-content-sha256']
  if (payload === undefined) return denied('AccessDenied', 'The digest of the body was not signed.')
  const expected = await signer.sign(toSign, { signingDate, signableHeaders })
  const calculated = /Signature=([0-9a-f]+)$/.exec(expected.headers.authorization ?? '')?.[1] ?? ''
  return same(calculated, signature) ? holds(payload) : mismatch
}
