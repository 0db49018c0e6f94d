import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openBucketFiles } from './bucket-files.ts'
import { bucket, cors, operations, Refusal } from './bucket-operations.ts'
import { type Credentials, readQuery, verifySignature } from './bucket-signature.ts'
import { errorXml } from './bucket-xml.ts'

export type Bucket = {
  endpoint: string
  bucket: string
  region: string
  credentials: Credentials
  stop: () => Promise<void>
}

const credentials: Credentials = { accessKeyId: 'local', secretAccessKey: 'local' }

/** An unread body would hold up its sender, who hears the answer only after having sent it. */
const drain = async (request: IncomingMessage): Promise<void> => {
  if (request.readableEnded || request.destroyed) return
  request.resume()
  await new Promise<void>((resolve) => request.once('end', resolve).once('close', resolve))
}

/**
 * Starts the store for materials: S3's protocol on 127.0.0.1, every request's signature and expiry verified against
 * real time, or what is given for it. Objects and unfinished uploads are files of `dir`, and survive a kill; without it, of a folder that goes when
 * the store stops. Bodies pass from the connection to the disk and back, whatever their length. Clients address it in path
 * style (`forcePathStyle`).
 */
export const startBucket = async (options: { dir?: string; port?: number; now?: () => Date } = {}): Promise<Bucket> => {
  const { now = () => new Date() } = options
  const folder = options.dir ?? mkdtempSync(join(tmpdir(), 'lectern-materials-'))
  const operate = operations(openBucketFiles(folder))

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const method = request.method ?? 'GET'
    const url = request.url ?? '/'
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
    const { denial, ...verified } = await verifySignature({ method, url, headers: request.headers }, credentials, now())
    if (denial) throw new Refusal(denial.status, denial.code, denial.message)
    const [, named = '', ...rest] = decodeURIComponent(url.split('?')[0] ?? '/').split('/')
    if (named !== bucket) throw new Refusal(404, 'NoSuchBucket', 'There is no such bucket.')
    await operate(method, { request, response, key: rest.join('/'), query: readQuery(url), ...verified })
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(async (error: unknown) => {
      if (response.headersSent || response.destroyed) return response.destroy()
      await drain(request)
      const { status, code } =
        error instanceof Refusal
          ? error
          : error instanceof URIError
            ? { status: 400, code: 'InvalidURI' }
            : { status: 500, code: 'InternalError' }
      response.writeHead(status, { ...cors(request), 'content-type': 'application/xml' })
      response.end(request.method === 'HEAD' ? undefined : errorXml(code, String((error as Error).message)))
    })
  })
  // A long file over a slow line takes longer than the five minutes after which Node breaks a request off.
  server.requestTimeout = 0
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
      if (options.dir === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}
