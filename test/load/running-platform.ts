import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** The product as `npm start` runs it, in a process of its own that can be killed. */
export type RunningPlatform = {
  url: string
  adminKey: string
  /** Ends it at once, as a power cut would. */
  kill: () => Promise<void>
  stop: () => Promise<void>
}

const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once('exit', () => resolve()))

export const runPlatform = async (args: string[]): Promise<RunningPlatform> => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'packages/local/src/main.ts', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let complaint = ''
  child.stderr.on('data', (chunk) => {
    complaint = `${complaint}${chunk}`.slice(-4000)
  })
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const ready = /^ready: (\S+)/.exec(line)?.[1]
      if (ready) resolve(ready)
    })
    child.once('exit', () => reject(new Error(`The platform did not start. ${complaint}`)))
  })
  const local = (await (await fetch(`${url}/local`)).json()) as { adminKey: string }
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal)
    await ended(child)
  }
  return { url, adminKey: local.adminKey, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') }
}
