import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { deriveToken } from '@lectern/core/platform'

/** A request as a Lambda function URL sends it. */
const request = (path: string, secret: string) => ({
  version: '2.0',
  routeKey: '$default',
  rawPath: path,
  rawQueryString: '',
  headers: { host: 'lectern.example', 'x-forwarded-proto': 'https', 'x-lectern-front': deriveToken(secret, 'front') },
  requestContext: {
    http: { method: 'GET', path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'bench' },
    domainName: 'lectern.example',
  },
  isBase64Encoded: false,
})

/**
 * Starts Node with a bundle, asks it for one page, and waits for the answer.
 * @param cached  with Node's compile cache, which Lambda does not keep from one sandbox to the next
 * @returns milliseconds from starting the process to the answer, and its status
 */
export const timeFirstPage = async (
  bundle: string,
  path: string,
  environment: Record<string, string>,
  cached: boolean,
): Promise<{ milliseconds: number; status: number }> => {
  const runner = join(dirname(bundle), 'first-page.mjs')
  await writeFile(
    runner,
    `import { handler } from './index.mjs'
const answer = await handler(${JSON.stringify(request(path, environment.LECTERN_SECRET ?? ''))}, { getRemainingTimeInMillis: () => 10000 })
process.stdout.write(String(answer.statusCode))
process.exit(0)
`,
  )
  const began = performance.now()
  const child = spawn(process.execPath, [runner], {
    env: {
      PATH: process.env.PATH,
      ...(cached ? { NODE_COMPILE_CACHE: join(dirname(bundle), 'compile-cache') } : {}),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let status = ''
  child.stdout.on('data', (chunk) => {
    status += chunk
  })
  await new Promise((resolve) => child.once('exit', resolve))
  return { milliseconds: performance.now() - began, status: Number(status) }
}
