import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { BucketFiles, OpenUpload, Received, StoredObject } from './bucket-files.ts'
import type { readQuery } from './bucket-signature.ts'
import { completed, listed, listedParts, listedVersions, type PartAsked, readParts, started } from './bucket-xml.ts'

/** S3's limits (S3 User Guide, "Amazon S3 multipart upload limits"). */
const mostParts = 10_000
const leastPartBytes = 5 * 1024 ** 2
const mostBytesAtOnce = 5 * 1024 ** 3

export const bucket = 'materials'

/** A request that is refused, in the terms of S3's error responses. */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

const noKey = (): Refusal => new Refusal(404, 'NoSuchKey', 'There is nothing under that key.')
const noUpload = (): Refusal => new Refusal(404, 'NoSuchUpload', 'There is no such upload.')
const noSuchThing = (): Refusal => new Refusal(501, 'NotImplemented', 'The stand-in for S3 does not do that.')

/** What a signed link may say about the headers of its answer (S3's GetObject, "response-…" parameters). */
const overrides = [
  'content-disposition',
  'content-type',
  'content-language',
  'content-encoding',
  'cache-control',
  'expires',
]

export const cors = (request: IncomingMessage): Record<string, string> => ({
  'access-control-allow-origin': request.headers.origin ?? '*',
  'access-control-expose-headers': 'ETag, Content-Length, Content-Range, Content-Disposition, Accept-Ranges',
  vary: 'Origin',
})

type Range = { first: number; last: number }

/** One range of bytes, as players ask for it; nothing where the whole is meant (RFC 9110, section 14). */
const readRange = (header: string | undefined, bytes: number): Range | undefined => {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (!asked || (asked[1] === '' && asked[2] === '')) return undefined
  const [from, to] = [asked[1] === '' ? undefined : Number(asked[1]), asked[2] === '' ? undefined : Number(asked[2])]
  const first = from ?? Math.max(0, bytes - (to ?? 0))
  const last = from === undefined ? bytes - 1 : Math.min(to ?? bytes - 1, bytes - 1)
  if (first > last || first >= bytes) throw new Refusal(416, 'InvalidRange', 'There are no such bytes.')
  return { first, last }
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

type Query = ReturnType<typeof readQuery>
type Asked = {
  request: IncomingMessage
  response: ServerResponse
  key: string
  query: Query
  digest?: string | undefined
}

const textOf = (value: Query[string] | undefined): string | undefined => (typeof value === 'string' ? value : undefined)

const isoNow = (): string => new Date().toISOString()

/** The operations of S3 that the product and its tests use, over files of a folder. */
export const operations = (files: BucketFiles) => {
  const receive = async ({ request, digest }: Asked): Promise<Received> => {
    if (Number(request.headers['content-length'] ?? 0) > mostBytesAtOnce) {
      throw new Refusal(400, 'EntityTooLarge', 'More than 5 GB are sent in parts.')
    }
    const received = await files.receive(request)
    if (digest === undefined || digest === received.sha256) return received
    await files.drop([received])
    throw new Refusal(400, 'XAmzContentSHA256Mismatch', 'The body is not the one that was signed.')
  }
  const uploadOf = ({ key, query }: Asked): OpenUpload => {
    const upload = files.uploads.get(textOf(query.uploadId) ?? '')
    if (!upload || upload.key !== key) throw noUpload()
    return upload
  }
  const xml = ({ request, response }: Asked, text: string): void => {
    response.writeHead(200, { ...cors(request), 'content-type': 'application/xml' }).end(text)
  }
  const nothing = ({ request, response }: Asked, status: number, headers = {}): void => {
    response.writeHead(status, { ...cors(request), ...headers }).end()
  }

  const get = async ({ request, response, key, query }: Asked, method: 'GET' | 'HEAD'): Promise<void> => {
    const object = files.objects.get(key)
    if (!object) throw noKey()
    const etag = `"${object.etag}"`
    const unchanged = [undefined, etag].includes(request.headers['if-range'] as string | undefined)
    const range = readRange(unchanged ? request.headers.range : undefined, object.bytes)
    const { first, last } = range ?? { first: 0, last: object.bytes - 1 }
    const given = overrides.flatMap((name) => {
      const value = textOf(query[`response-${name}`])
      return value === undefined ? [] : [[name, value]]
    })
    response.writeHead(range ? 206 : 200, {
      ...cors(request),
      'accept-ranges': 'bytes',
      'content-type': object.type,
      'content-length': last - first + 1,
      'last-modified': new Date(object.modified).toUTCString(),
      etag,
      ...(range ? { 'content-range': `bytes ${first}-${last}/${object.bytes}` } : {}),
      ...Object.fromEntries(given),
    })
    if (method === 'HEAD') response.end()
    else await pipeline(files.read(object, first, last), response)
  }

  /** Keys that are being written under the condition that nothing lies there. */
  const claimed = new Set<string>()
  const isConditional = ({ request }: Asked): boolean => {
    const condition = request.headers['if-none-match']
    if (condition !== undefined && condition !== '*') throw noSuchThing()
    return condition === '*'
  }
  /** A conditional write: nothing may lie under the key, nor be about to. */
  const refuseIfThere = (asked: Asked): void => {
    if (!isConditional(asked) || !(files.objects.has(asked.key) || claimed.has(asked.key))) return
    throw new Refusal(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold.')
  }
  /** Writes under the condition that was asked for: of several at once one comes off. */
  const once = async <Written>(asked: Asked, write: () => Promise<Written>): Promise<Written> => {
    refuseIfThere(asked)
    if (!isConditional(asked)) return write()
    claimed.add(asked.key)
    try {
      return await write()
    } finally {
      claimed.delete(asked.key)
    }
  }

  const put = async (asked: Asked): Promise<void> => {
    const { request, key } = asked
    refuseIfThere(asked)
    if (request.headers['x-amz-copy-source'] !== undefined) throw noSuchThing()
    const { file, bytes, md5: etag } = await receive(asked)
    const type = request.headers['content-type'] ?? 'application/octet-stream'
    const object = { key, type, etag, bytes, modified: isoNow(), pieces: [{ file, bytes }] }
    await once(asked, () => files.put(object)).catch(async (error: unknown) => {
      await files.drop([{ file, bytes }])
      throw error
    })
    nothing(asked, 200, { etag: `"${etag}"` })
  }

  const putPart = async (asked: Asked): Promise<void> => {
    const number = Number(asked.query.partNumber)
    if (!Number.isInteger(number) || number < 1 || number > mostParts) {
      throw new Refusal(400, 'InvalidArgument', 'Part numbers go from 1 to 10,000.')
    }
    const upload = uploadOf(asked)
    const { file, bytes, md5: etag } = await receive(asked)
    // Given up while it came.
    if (!files.uploads.has(upload.id)) {
      await files.drop([{ file, bytes }])
      throw noUpload()
    }
    if (!(await files.putPart(upload, { number, etag, bytes, modified: isoNow(), file }))) throw noUpload()
    nothing(asked, 200, { etag: `"${etag}"` })
  }

  const partOf = (upload: OpenUpload, { number, etag }: PartAsked) => {
    const part = upload.parts.get(number)
    if (part?.etag === etag) return part
    throw new Refusal(400, 'InvalidPart', `Part ${number} has not arrived, or is another one.`)
  }
  const complete = async (asked: Asked): Promise<void> => {
    const upload = uploadOf(asked)
    const wanted = readParts(await bodyOf(asked.request))
    if (wanted.length === 0) throw new Refusal(400, 'MalformedXML', 'Name the parts.')
    if (wanted.some(({ number }, index) => number <= (wanted[index - 1]?.number ?? 0))) {
      throw new Refusal(400, 'InvalidPartOrder', 'Name the parts in order.')
    }
    const parts = wanted.map((one) => partOf(upload, one))
    if (parts.slice(0, -1).some(({ bytes }) => bytes < leastPartBytes)) {
      throw new Refusal(400, 'EntityTooSmall', 'Every part but the last has 5 MB at least.')
    }
    const object: StoredObject = await once(asked, () => files.finish(upload, parts, isoNow()))
    xml(asked, completed(bucket, object))
  }

  return async (method: string, asked: Asked): Promise<void> => {
    const { key, query, request } = asked
    const ofUpload = query.uploadId !== undefined
    if (key === '') {
      if (method !== 'GET') throw noSuchThing()
      const list = query.versions === undefined ? listed : listedVersions
      return xml(asked, list(bucket, [...files.objects.values()], query))
    }
    if (method === 'HEAD') return get(asked, method)
    if (method === 'GET') {
      return ofUpload ? xml(asked, listedParts(bucket, uploadOf(asked), query)) : get(asked, method)
    }
    if (method === 'PUT') return ofUpload ? putPart(asked) : put(asked)
    if (method === 'DELETE') {
      await (ofUpload ? files.abort(uploadOf(asked)) : files.remove(key))
      return nothing(asked, 204)
    }
    if (method !== 'POST') throw noSuchThing()
    if (ofUpload) return complete(asked)
    if (query.uploads === undefined) throw noSuchThing()
    const { id } = await files.start(key, request.headers['content-type'] ?? 'application/octet-stream')
    return xml(asked, started(bucket, key, id))
  }
}
