// How a browser speaks with the site and the store over a line that breaks.

/** What was asked is refused, and would be again. */
export class Refused extends Error {
  readonly status: number
  readonly code: string
  constructor(message: string, status: number, code = '') {
    super(message)
    this.status = status
    this.code = code
  }
}

/** It did not come through; it may the next time. */
export class Broken extends Error {}

const passes = (status: number): boolean => status === 0 || status === 408 || status === 429 || status >= 500

export const failed = (status: number, message: string, code?: string): Error =>
  passes(status) ? new Broken(message) : new Refused(message, status, code)

/** For so long nothing may come from the other side. */
const stallMilliseconds = 60_000

type Told = { detail?: string; code?: string; errors?: { message: string }[] }

/**
 * Asks the site's API.
 * @throws Broken; Refused with the site's own words
 */
export const ask = async <Answer>(
  method: string,
  address: string,
  { body, key, signal }: { body?: unknown; key?: string; signal?: AbortSignal } = {},
): Promise<Answer> => {
  const answer = await fetch(address, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.any([AbortSignal.timeout(stallMilliseconds), ...(signal ? [signal] : [])]),
  }).catch((error: unknown) => {
    throw signal?.aborted ? error : new Broken('The connection was lost.')
  })
  const read = (await answer.json().catch(() => ({}))) as Answer & Told
  if (answer.ok) return read
  throw failed(
    answer.status,
    read.errors?.[0]?.message ?? read.detail ?? `The site responded with ${answer.status}.`,
    read.code,
  )
}

/**
 * Sends bytes by PUT. By XMLHttpRequest, since fetch does not tell how much has gone out. A line on which nothing moves
 * for a minute counts as broken.
 * @throws Broken; Refused
 */
export const send = (
  bytes: Blob,
  { url, headers }: { url: string; headers: Record<string, string> },
  { onProgress, signal }: { onProgress: (sent: number) => void; signal: AbortSignal },
): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const abort = () => request.abort()
    let stall = setTimeout(abort, stallMilliseconds)
    const end = (work: () => void) => () => {
      clearTimeout(stall)
      signal.removeEventListener('abort', abort)
      work()
    }
    const broken = end(() => reject(signal.aborted ? signal.reason : new Broken('The connection was lost.')))
    request.open('PUT', url)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.addEventListener('progress', ({ loaded }) => {
      clearTimeout(stall)
      stall = setTimeout(abort, stallMilliseconds)
      onProgress(loaded)
    })
    request.addEventListener('error', broken)
    request.addEventListener('abort', broken)
    request.addEventListener(
      'load',
      end(() => {
        // 412: it is there already, since an answer before this one was lost. What came is looked at when it is done.
        if (request.status < 300 || request.status === 412) return resolve()
        const [, code] = /<Code>([^<]*)/.exec(request.responseText) ?? []
        if (code === 'ConditionalRequestConflict') return reject(new Broken('Another upload was in progress.'))
        const [, why = ''] = /<Message>([^<]*)/.exec(request.responseText) ?? []
        reject(failed(request.status, `The upload was refused. ${why}`.trim(), code))
      }),
    )
    if (signal.aborted) return broken()
    signal.addEventListener('abort', abort)
    request.send(bytes)
  })

/** Waits so long, or until the connection comes back. */
const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer)
      removeEventListener('online', end)
      signal.removeEventListener('abort', end)
      if (signal.aborted) reject(signal.reason)
      else resolve()
    }
    const timer = milliseconds === Number.POSITIVE_INFINITY ? undefined : setTimeout(end, milliseconds)
    addEventListener('online', end)
    signal.addEventListener('abort', end)
    if (signal.aborted) end()
  })

const attempts = 9
const longest = 30_000

/** Half a second, then twice as long each time; not quite the same for everyone whose line came back at once. */
const delay = (attempt: number): number => Math.min(longest, 500 * 2 ** (attempt - 1)) * (0.75 + Math.random() / 2)

export type Trouble = 'offline' | 'broken' | undefined

/**
 * Does something until it comes through: again after a pause that grows, and while the browser is offline not at all.
 * @throws Broken after some two minutes of trying; Refused at once
 */
export const persist = async <Answer>(
  work: () => Promise<Answer>,
  { signal, onTrouble }: { signal: AbortSignal; onTrouble: (trouble: Trouble) => void },
): Promise<Answer> => {
  for (let attempt = 1; ; ) {
    if (!navigator.onLine) {
      onTrouble('offline')
      await pause(Number.POSITIVE_INFINITY, signal)
    }
    try {
      const answer = await work()
      onTrouble(undefined)
      return answer
    } catch (error) {
      if (!(error instanceof Broken) || signal.aborted || (attempt >= attempts && navigator.onLine)) throw error
      if (!navigator.onLine) continue
      onTrouble('broken')
      await pause(delay(attempt), signal)
      attempt += 1
    }
  }
}
