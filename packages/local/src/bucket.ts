import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildApp } from 'fauxqs'
import { type Credentials, readQuery, verifySignature } from './bucket-signature.ts'

export type Bucket = {
  endpoint: string
  bucket: string
  region: string
  credentials: Credentials
  stop: () => Promise<void>
}

const credentials: Credentials = { accessKeyId: 'local', secretAccessKey: 'local' }

/** A part holds at most this much, and so does an object that is put in one request. */
const mostBytes = 11 * 1024 * 1024

type Part = { partNumber: number; etag: string; body: Buffer; lastModified: Date }
type Upload = { bucket: string; key: string; parts: Map<number, Part> }
type Store = {
  multipartUploads: Map<string, Upload>
  createBucket: (name: string) => void
  persistence?: unknown
}
type Persistence = { loadS3: (store: Store) => void; close: () => void }

/**
 * The engine, without its own server, which would listen on every address of the machine. Its parts are loaded by
 * file, since the package exports only that server; its version is pinned for that reason.
 */
const openStore = async (dir: string | undefined): Promise<{ store: Store; close: () => void }> => {
  const manifest = findPackageJSON('fauxqs', import.meta.url)
  if (manifest === undefined) throw new Error('The package fauxqs is not installed')
  const load = (file: string) => import(pathToFileURL(join(dirname(manifest), 'dist', 's3', file)).href)
  const { S3Store } = (await load('s3Store.js')) as { S3Store: new () => Store }
  const store = new S3Store()
  if (dir === undefined) return { store, close: () => {} }
  const { FileS3Persistence } = (await load('fileS3Persistence.js')) as {
    FileS3Persistence: new (dir: string) => Persistence
  }
  const files = new FileS3Persistence(dir)
  files.loadS3(store)
  store.persistence = files
  return { store, close: () => files.close() }
}

const escaped = (text: string): string => text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`)

const errorXml = (code: string, message: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${escaped(message)}</Message></Error>`

/** S3's ListParts, which the engine lacks: in order of part numbers, page by page. */
const listParts = (upload: Upload, uploadId: string, query: ReturnType<typeof readQuery>): string => {
  const after = Number(query['part-number-marker'] ?? 0)
  const limit = Math.min(Number(query['max-parts'] ?? 1000), 1000)
  const rest = [...upload.parts.values()]
    .filter((part) => part.partNumber > after)
    .sort((a, b) => a.partNumber - b.partNumber)
  const parts = rest.slice(0, limit)
  const more = rest.length > parts.length
  const last = parts.at(-1)?.partNumber ?? after
  return [
    '<?xml version="1.0" encoding="UTF-8"?><ListPartsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">',
    `<Bucket>${escaped(upload.bucket)}</Bucket><Key>${escaped(upload.key)}</Key>`,
    `<UploadId>${escaped(uploadId)}</UploadId><PartNumberMarker>${after}</PartNumberMarker>`,
    `<NextPartNumberMarker>${last}</NextPartNumberMarker><MaxParts>${limit}</MaxParts><IsTruncated>${more}</IsTruncated>`,
    ...parts.map(
      (part) =>
        `<Part><PartNumber>${part.partNumber}</PartNumber><LastModified>${part.lastModified.toISOString()}</LastModified>` +
        `<ETag>${escaped(part.etag)}</ETag><Size>${part.body.length}</Size></Part>`,
    ),
    '<StorageClass>STANDARD</StorageClass></ListPartsResult>',
  ].join('')
}

/** What a signed link may say about the headers of its answer (S3's GetObject, "response-…" parameters). */
const overrides = [
  'content-disposition',
  'content-type',
  'content-language',
  'content-encoding',
  'cache-control',
  'expires',
]

const cors = (request: IncomingMessage): Record<string, string> => ({
  'access-control-allow-origin': request.headers.origin ?? '*',
  'access-control-expose-headers': 'ETag, Content-Length, Content-Range, Content-Disposition, Accept-Ranges',
  vary: 'Origin',
})

const readBody = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    // Read on to the end even so: an answer given in the middle of an upload never reaches most clients.
    if (size <= mostBytes) chunks.push(chunk)
  }
  return size > mostBytes ? undefined : Buffer.concat(chunks)
}

/**
 * Starts the store for materials: S3's protocol on 127.0.0.1, every request's signature and expiry verified against
 * real time. With `dir`, objects and unfinished uploads are files there and survive a kill; without, they are in memory.
 * Clients address it in path style (`forcePathStyle`). An object of more than 11 MB is uploaded in parts.
 */
export const startBucket = async (options: { dir?: string; port?: number } = {}): Promise<Bucket> => {
  const bucket = 'materials'
  const { store, close } = await openStore(options.dir)
  store.createBucket(bucket)
  type Stores = NonNullable<NonNullable<Parameters<typeof buildApp>[0]>['stores']>
  const engine = buildApp({ logger: false, stores: { s3Store: store } as unknown as Stores })
  await engine.ready()

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const method = request.method ?? 'GET'
    const url = request.url ?? '/'
    const refuse = (status: number, code: string, message: string): void => {
      response.writeHead(status, { ...cors(request), 'content-type': 'application/xml' })
      response.end(method === 'HEAD' ? undefined : errorXml(code, message))
    }
    if (method === 'OPTIONS') {
      response.writeHead(204, {
        ...cors(request),
        'access-control-allow-methods': 'GET, HEAD, PUT, POST, DELETE',
        'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*',
        'access-control-max-age': '3600',
      })
      response.end()
      return
    }
    const body = await readBody(request)
    if (body === undefined) return refuse(400, 'EntityTooLarge', 'Upload more than 11 MB in parts.')
    const denial = await verifySignature({ method, url, headers: request.headers, body }, credentials)
    if (denial) return refuse(denial.status, denial.code, denial.message)

    const query = readQuery(url)
    const uploadId = typeof query.uploadId === 'string' ? query.uploadId : undefined
    if (method === 'GET' && uploadId !== undefined) {
      const upload = store.multipartUploads.get(uploadId)
      if (!upload) return refuse(404, 'NoSuchUpload', 'There is no such upload.')
      response.writeHead(200, { ...cors(request), 'content-type': 'application/xml' })
      response.end(listParts(upload, uploadId, query))
      return
    }
    const { 'transfer-encoding': _, 'content-length': __, host: ___, ...headers } = request.headers
    const inner = await engine.inject({
      method: method as 'GET',
      url,
      headers: { ...headers, host: 'localhost' },
      ...(method === 'GET' || method === 'HEAD' ? {} : { payload: body }),
    })
    const answered: Record<string, string | number | string[] | undefined> = { ...inner.headers, ...cors(request) }
    if (inner.statusCode < 300 && (method === 'GET' || method === 'HEAD')) {
      for (const name of overrides) {
        const value = query[`response-${name}`]
        if (typeof value === 'string') answered[name] = value
      }
    }
    response.writeHead(
      inner.statusCode,
      Object.fromEntries(Object.entries(answered).filter(([, value]) => value !== undefined)),
    )
    response.end(method === 'HEAD' ? undefined : inner.rawPayload)
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (response.headersSent) return response.destroy()
      const isBadAddress = error instanceof URIError
      response.writeHead(isBadAddress ? 400 : 500, { 'content-type': 'application/xml' })
      response.end(errorXml(isBadAddress ? 'InvalidURI' : 'InternalError', String(error)))
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : options.port
  return {
    endpoint: `http://127.0.0.1:${port}`,
    bucket,
    region: 'us-east-1',
    credentials,
    stop: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
      await engine.close()
      close()
    },
  }
}
