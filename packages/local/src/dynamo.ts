import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { connect, createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { Problem } from '@lectern/core/platform'

export type Engine = { endpoint: string; stop: () => Promise<void> }

/** A port that nothing listens on right now. */
const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })

/** Where the engine's program is: the platform's own package, else whatever `npx` finds under the name. */
const program = (): { command: string; args: string[] } => {
  try {
    const manifest = createRequire(import.meta.url).resolve(
      `@dynoxide/${process.platform}-${process.arch}/package.json`,
    )
    return { command: join(dirname(manifest), 'dynoxide'), args: [] }
  } catch {
    return { command: process.platform === 'win32' ? 'npx.cmd' : 'npx', args: ['--yes', 'dynoxide'] }
  }
}

/** What a process was started with; nothing for one that is gone. Where there is no /proc, nobody is known. */
const commandOf = (pid: string | undefined): string => {
  try {
    return pid ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : ''
  } catch {
    return ''
  }
}

/**
 * Ends an engine that outlived its process on the same file: two writers of one file would wait for each other.
 * @throws Problem conflict `local.running` when that process still runs
 */
const endOrphan = (file: string): void => {
  const [engine, owner] = existsSync(`${file}.pid`) ? readFileSync(`${file}.pid`, 'utf8').split(' ') : []
  if (!commandOf(engine).includes(file)) return
  if (commandOf(owner) !== '') {
    const message = `Lectern already runs on ${dirname(file)}. Stop it first (Ctrl-C), or start this one with --data and --port of its own.`
    throw new Problem('conflict', 'local.running', message)
  }
  process.kill(Number(engine), 'SIGKILL')
}

/**
 * Starts a DynamoDB engine on SQLite, in memory or on a file that survives a kill; of a file there is one at a time.
 * `DYNAMODB_ENDPOINT` names one that runs already (DynamoDB Local, say) and wins.
 */
export const startDynamo = async (options: { file?: string } = {}): Promise<Engine> => {
  const given = process.env.DYNAMODB_ENDPOINT
  if (given) return { endpoint: given, stop: async () => {} }
  if (options.file) endOrphan(options.file)
  const port = await freePort()
  const { command, args } = program()
  const child = spawn(
    command,
    [...args, '--port', String(port), ...(options.file ? ['--db-path', options.file] : [])],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  if (options.file && child.pid) writeFileSync(`${options.file}.pid`, `${child.pid} ${process.pid}`)
  let complaint = ''
  child.stderr.on('data', (chunk) => {
    complaint = `${complaint}${chunk}`.slice(-2000)
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const killWithUs = () => child.kill('SIGKILL')
  process.once('exit', killWithUs)
  const deadline = Date.now() + 30_000
  while (!(await answers(port))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      throw new Error(`The database did not start. Set DYNAMODB_ENDPOINT to one that runs. ${complaint}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return {
    endpoint: `http://127.0.0.1:${port}`,
    stop: async () => {
      process.off('exit', killWithUs)
      child.kill('SIGTERM')
      await gone
    },
  }
}
