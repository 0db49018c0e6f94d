import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { Problem } from '@lectern/core/platform'

export type Served = { port: number; url: string; stop: () => Promise<void> }

/** A thousand visitors may arrive at once, and a busy laptop may leave a connection idle for longer than Node's 5 seconds. */
const waitingConnections = 4096
const idleMs = 120_000

/**
 * Serves an application on 127.0.0.1; port 0 takes a free one.
 * @throws Problem conflict `local.port-taken`
 */
export const serve = (fetch: (request: Request) => Response | Promise<Response>, port = 0): Promise<Served> =>
  new Promise((resolve, reject) => {
    const server = createAdaptorServer({ fetch, serverOptions: { keepAliveTimeout: idleMs } }) as Server
    const failed = (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Problem('conflict', 'local.port-taken', `Port ${port} is taken. Start with another --port.`)
          : error,
      )
    server.once('error', failed)
    server.listen({ port, host: '127.0.0.1', backlog: waitingConnections }, () => {
      server.off('error', failed)
      const address = server.address()
      const taken = address !== null && typeof address === 'object' ? address.port : port
      resolve({
        port: taken,
        url: `http://127.0.0.1:${taken}`,
        stop: () =>
          new Promise((done) => {
            server.close(() => done())
            server.closeAllConnections()
          }),
      })
    })
  })
