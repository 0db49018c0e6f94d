import { createServer, request as send } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** What went over the line: to which host, and how many bytes of a body were handed on. */
export type Passed = { method: string; url: URL; bytes: number; status: number | undefined }

export type BrokenLine = {
  /** For a browser's `proxy`. */
  server: string
  passed: Passed[]
  /** Tears all connections once so many bytes in total have gone to a host, and lets nothing through for a while. */
  breakAt: (bytes: number, milliseconds: number) => void
  /** How often it has torn. */
  breaks: () => number
  stop: () => Promise<void>
}

/** A proxy between a browser and everything else, which can be told to break. Bodies pass as they come. */
export const openBrokenLine = async (host: (url: URL) => boolean): Promise<BrokenLine> => {
  const passed: Passed[] = []
  const sockets = new Set<Socket>()
  const cuts: { at: number; milliseconds: number }[] = []
  let total = 0
  let torn = 0
  let deadUntil = 0

  const cut = (): void => {
    const next = cuts[0]
    if (!next || total < next.at) return
    cuts.shift()
    torn += 1
    deadUntil = Date.now() + next.milliseconds
    for (const socket of sockets) socket.destroy()
  }

  const server = createServer((incoming, outgoing) => {
    const url = new URL(incoming.url ?? '/')
    const one: Passed = { method: incoming.method ?? '', url, bytes: 0, status: undefined }
    passed.push(one)
    const { 'proxy-connection': _, ...headers } = incoming.headers
    const onward = send(url, { method: one.method, headers, agent: false }, (answer) => {
      one.status = answer.statusCode
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
      answer.on('error', () => outgoing.destroy())
    })
    onward.on('error', () => outgoing.destroy())
    incoming.on('data', (chunk: Buffer) => {
      one.bytes += chunk.length
      if (!host(url)) return
      total += chunk.length
      cut()
    })
    incoming.on('error', () => onward.destroy())
    outgoing.on('close', () => {
      if (!outgoing.writableFinished) onward.destroy()
    })
    incoming.pipe(onward)
  })
  server.on('connection', (socket) => {
    if (Date.now() < deadUntil) return socket.destroy()
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    server: `http://127.0.0.1:${port}`,
    passed,
    breakAt: (bytes, milliseconds) => {
      cuts.push({ at: total + bytes, milliseconds })
    },
    breaks: () => torn,
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
