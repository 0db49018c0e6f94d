import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

type Waiting = { id: string; event: unknown; resolve: (answer: unknown) => void; reject: (error: Error) => void }

export type LambdaFunction = {
  /** Invokes it and waits. @throws Error when the handler throws, does not start, or its process ends meanwhile */
  invoke: <Answer>(event: unknown) => Promise<Answer>
  /** Kills the process, as Lambda does at a time-out; the next invocation starts another. */
  kill: () => void
  /** What it printed, line by line. */
  lines: () => string[]
  stop: () => Promise<void>
}

const client = fileURLToPath(new URL('runtime-client.mjs', import.meta.url))

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}

/** An answer that came in pieces, as anyone who asked sees it: `broken` when the function failed before its end. */
const piecesOf = async (request: IncomingMessage) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const all = Buffer.concat(chunks)
  const end = all.indexOf(Buffer.alloc(8))
  const prelude = end < 0 ? {} : JSON.parse(all.subarray(0, end).toString('utf8'))
  const body = all.subarray(end < 0 ? 0 : end + 8).toString('base64')
  const broken = request.trailers['lambda-runtime-function-error-type'] !== undefined
  return { ...prelude, body, isBase64Encoded: true, broken }
}

/**
 * Runs a bundle as Lambda does: a process of its own that asks the Runtime API for invocations, started at the first.
 * The protocol is AWS's own (Lambda Developer Guide, "Using the Lambda runtime API").
 */
export const startFunction = async (
  name: string,
  bundle: string,
  environment: Readonly<Record<string, string>>,
): Promise<LambdaFunction> => {
  const queue: Waiting[] = []
  const asked: ServerResponse[] = []
  const under = new Map<string, Waiting>()
  const printed: string[] = []
  let child: ChildProcess | undefined

  const hand = (): void => {
    while (queue.length > 0 && asked.length > 0) {
      const [invocation, answer] = [queue.shift(), asked.shift()]
      if (!invocation || !answer) return
      under.set(invocation.id, invocation)
      answer.writeHead(200, {
        'Content-Type': 'application/json',
        'Lambda-Runtime-Aws-Request-Id': invocation.id,
        'Lambda-Runtime-Deadline-Ms': String(Date.now() + 60_000),
        'Lambda-Runtime-Invoked-Function-Arn': `arn:aws:lambda:us-east-1:000000000000:function:${name}`,
        'Lambda-Runtime-Trace-Id': 'Root=1-00000000-000000000000000000000000;Sampled=0',
      })
      answer.end(JSON.stringify(invocation.event))
    }
  }
  const failAll = (why: string): void => {
    for (const invocation of [...queue.splice(0), ...under.values()]) invocation.reject(new Error(why))
    under.clear()
  }
  const server = createServer(async (request, response) => {
    const [, id = '', what] =
      /^\/2018-06-01\/runtime\/(?:invocation\/)?([^/]+)(?:\/(\w+))?$/.exec(request.url ?? '') ?? []
    if (id === 'next') {
      asked.push(response)
      return hand()
    }
    if (request.headers['lambda-runtime-function-response-mode'] === 'streaming') {
      const answer = await piecesOf(request)
      response.writeHead(202).end('{"status":"OK"}')
      under.get(id)?.resolve(answer)
      under.delete(id)
      return
    }
    const body = JSON.parse(await bodyOf(request))
    response.writeHead(202).end('{"status":"OK"}')
    if (id === 'init') return failAll(`${name} did not start: ${body.errorMessage}`)
    const invocation = under.get(id)
    under.delete(id)
    if (what === 'response') invocation?.resolve(body)
    else invocation?.reject(new Error(`${body.errorType}: ${body.errorMessage}`))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0

  const start = (): void => {
    const started = spawn(process.execPath, [client], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'production',
        NODE_COMPILE_CACHE: join(dirname(dirname(bundle)), 'compile-cache'),
        AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}`,
        AWS_LAMBDA_FUNCTION_NAME: name,
        AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'local',
        AWS_SECRET_ACCESS_KEY: 'local',
        LAMBDA_TASK_ROOT: dirname(bundle),
        _HANDLER: 'index.handler',
        ...environment,
      },
      cwd: dirname(bundle),
    })
    for (const stream of [started.stdout, started.stderr]) {
      stream.on('data', (chunk) => printed.push(...String(chunk).split('\n').filter(Boolean)))
    }
    started.once('exit', () => {
      if (child !== started) return
      child = undefined
      asked.splice(0)
      failAll(`${name} exited before it was done`)
    })
    child = started
  }

  return {
    invoke: <Answer>(event: unknown) =>
      new Promise<Answer>((resolve, reject) => {
        queue.push({ id: randomUUID(), event, resolve: resolve as (answer: unknown) => void, reject })
        if (!child) start()
        hand()
      }),
    kill: () => void child?.kill('SIGKILL'),
    lines: () => printed,
    stop: async () => {
      child?.kill('SIGKILL')
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
