// What runs a handler inside Lambda's Node: asks the Runtime API for invocations, one at a time, and answers each.
import { request } from 'node:http'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pathToFileURL } from 'node:url'

const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime`
const [file, name] = process.env._HANDLER.split('.')

// A deployed function has the world's time. A test may have it live an hour later.
const ahead = Number(process.env.TEST_SECONDS_AHEAD ?? 0) * 1000
if (ahead > 0) {
  const RealDate = Date
  globalThis.Date = class extends RealDate {
    constructor(...parts) {
      super(...(parts.length === 0 ? [RealDate.now() + ahead] : parts))
    }
    static now() {
      return RealDate.now() + ahead
    }
  }
}

const tell = (path, error) =>
  fetch(`${api}${path}`, {
    method: 'POST',
    headers: { 'Lambda-Runtime-Function-Error-Type': error.name },
    body: JSON.stringify({ errorType: error.name, errorMessage: error.message, stackTrace: [] }),
  })

/** As Lambda's own client does it: what a streaming handler writes becomes the body of one chunked request. */
const streaming = Symbol('streaming')
globalThis.awslambda = {
  streamifyResponse: (handler) => Object.assign(handler, { [streaming]: true }),
  HttpResponseStream: {
    from: (stream, prelude) => {
      stream.prelude = `${JSON.stringify(prelude)}\0\0\0\0\0\0\0\0`
      return stream
    },
  },
}

const answerInPieces = async (id, event, context) => {
  const sent = request(`${api}/invocation/${id}/response`, {
    method: 'POST',
    headers: {
      'Lambda-Runtime-Function-Response-Mode': 'streaming',
      'Transfer-Encoding': 'chunked',
      Trailer: 'Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body',
    },
  })
  const taken = new Promise((resolve, reject) => {
    sent.once('response', (response) => response.resume().once('end', resolve))
    sent.once('error', reject)
  })
  const begin = () => {
    if (stream.prelude !== undefined) sent.write(stream.prelude)
    stream.prelude = undefined
  }
  const stream = new Writable({
    write: (chunk, _, done) => {
      begin()
      sent.write(chunk, done)
    },
    final: (done) => {
      begin()
      sent.end(done)
    },
  })
  try {
    await handler(event, stream, context)
  } catch (error) {
    begin()
    // What waits to be written would come after the end.
    stream.destroy()
    sent.addTrailers({ 'Lambda-Runtime-Function-Error-Type': error.name })
    sent.end()
  }
  await taken
}

let handler
try {
  handler = (await import(pathToFileURL(join(process.env.LAMBDA_TASK_ROOT, `${file}.mjs`)).href))[name]
} catch (error) {
  await tell('/init/error', error)
  process.exit(1)
}

for (;;) {
  const next = await fetch(`${api}/invocation/next`)
  const id = next.headers.get('lambda-runtime-aws-request-id')
  const deadline = Number(next.headers.get('lambda-runtime-deadline-ms'))
  const context = {
    awsRequestId: id,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: '$LATEST',
    memoryLimitInMB: '1024',
    invokedFunctionArn: next.headers.get('lambda-runtime-invoked-function-arn'),
    getRemainingTimeInMillis: () => deadline - (Date.now() - ahead),
  }
  process.env._X_AMZN_TRACE_ID = next.headers.get('lambda-runtime-trace-id')
  try {
    if (handler[streaming]) {
      await answerInPieces(id, await next.json(), context)
      continue
    }
    const answer = await handler(await next.json(), context)
    await fetch(`${api}/invocation/${id}/response`, { method: 'POST', body: JSON.stringify(answer ?? null) })
  } catch (error) {
    await tell(`/invocation/${id}/error`, error)
  }
}
