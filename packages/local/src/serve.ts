import type { Server } from 'node:http'
import { serve as serveNode } from '@hono/node-server'

export type Served = { port: number; url: string; stop: () => Promise<void> }

/** Serves an application on 127.0.0.1; port 0 takes a free one. */
export const serve = (fetch: (request: Request) => Response | Promise<Response>, port = 0): Promise<Served> =>
  new Promise((resolve, reject) => {
    const server = serveNode({ fetch, port, hostname: '127.0.0.1' }, (info) => {
      server.off('error', reject)
      resolve({
        port: info.port,
        url: `http://127.0.0.1:${info.port}`,
        stop: () =>
          new Promise((done) => {
            server.close(() => done())
            if ('closeAllConnections' in server) (server as Server).closeAllConnections()
          }),
      })
    })
    server.once('error', reject)
  })
