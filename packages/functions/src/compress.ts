import { Readable } from 'node:stream'
import { constants, createBrotliCompress, createGzip } from 'node:zlib'

/** What gets smaller: words, data, and drawings. Pictures, PDFs, and typefaces are packed already. */
const compressible =
  /^(?:text\/(?!event-stream)|application\/(?:json|javascript|xml|[\w.-]+\+(?:json|xml))|image\/svg\+xml)/

/** Smaller ones would hardly fit into fewer packets. */
const leastBytes = 1000

const encoders = {
  // Four: nearly as small as eleven, at a fiftieth of the work. Each piece goes out when it comes.
  br: () =>
    createBrotliCompress({
      flush: constants.BROTLI_OPERATION_FLUSH,
      params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
    }),
  gzip: () => createGzip({ flush: constants.Z_SYNC_FLUSH }),
}

/** The better encoding of those that a reader takes (RFC 9110, section 12.5.3). */
const encodingFor = (accepted: string): keyof typeof encoders | undefined => {
  const taken = accepted
    .toLowerCase()
    .split(',')
    .map((part) => part.split(';').map((one) => one.trim()))
    .filter(([, quality]) => !/^q=0(\.0*)?$/.test(quality ?? ''))
    .map(([name]) => name)
  return (['br', 'gzip'] as const).find((one) => taken.includes(one))
}

/**
 * An answer as it's sent to someone who takes brotli or gzip. CloudFront compresses only answers that say how long they are,
 * and ours go out in pieces; what is compressed already it passes on, and keeps one of each kind.
 */
export const compressed = (request: Request, answer: Response): Response => {
  const { headers, status, body } = answer
  if (!compressible.test(headers.get('content-type') ?? '') || headers.has('content-encoding')) return answer
  const length = headers.get('content-length')
  if (status === 206 || (length !== null && Number(length) < leastBytes)) return answer
  const told = new Headers(headers)
  if (!/accept-encoding/i.test(told.get('vary') ?? '')) told.append('vary', 'Accept-Encoding')
  const encoding = encodingFor(request.headers.get('accept-encoding') ?? '')
  // Without a body there is nothing to encode: HEAD, 304.
  if (!encoding || !body || request.method === 'HEAD') return new Response(body, { status, headers: told })
  told.set('content-encoding', encoding)
  told.delete('content-length')
  const etag = told.get('etag')
  if (etag && !etag.startsWith('W/')) told.set('etag', `W/${etag}`)
  const encoder = encoders[encoding]()
  const source = Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0])
  // A failure on the way reaches the reader as one, and a reader who leaves stops the source.
  source.once('error', (error) => encoder.destroy(error))
  encoder.once('close', () => source.destroy())
  return new Response(Readable.toWeb(source.pipe(encoder)) as ReadableStream, { status, headers: told })
}
