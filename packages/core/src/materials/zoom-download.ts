import { Problem } from '../platform/index.ts'
import { zoomHost } from './zoom.ts'
import type { ZoomDownload } from './zoom-store.ts'

/** Some bytes of a file, as they come in, and how long the whole is. Drop what's unread once nobody asks for it. */
export type Stretch = { total: number; body: AsyncIterable<Uint8Array> }

/** Where finished recordings are fetched from. */
export type RecordingSource = {
  /**
   * The bytes from one to another, both counted from 0 and both among them; up to the end where the file is shorter.
   * @throws Problem unavailable `zoom.unavailable`, `zoom.refused`, `zoom.wrong-host`: none of them says an address
   */
  open(download: ZoomDownload, from: number, to: number): Promise<Stretch>
}

/** Of Zoom's own file servers there are two in a row; more is a circle. */
const mostRedirects = 5

/** For so long one stretch is read: less than what is left to a sender when it begins something. */
const patience = 15_000

const failed = (code: 'unavailable' | 'refused' | 'wrong-host', message: string): Problem =>
  new Problem('unavailable', `zoom.${code}`, message)

const wrongHost = () => failed('wrong-host', 'The recording isn’t on Zoom’s servers.')
const notAnswered = () => failed('unavailable', 'Zoom didn’t respond, or the download was cut off.')

/**
 * Fetches over HTTPS from Zoom's hosts only, whatever an address or a redirect says. In local development, fetches only
 * from the stand-in.
 * @param address  of the stand-in, such as `http://127.0.0.1:4244`
 */
export const createRecordingSource = ({
  address,
  patienceMilliseconds = patience,
}: {
  address?: string | undefined
  patienceMilliseconds?: number | undefined
} = {}): RecordingSource => {
  const allowed = ({ protocol, hostname, port, origin, username, password }: URL): boolean => {
    if (username !== '' || password !== '') return false
    if (address !== undefined) return origin === new URL(address).origin
    return protocol === 'https:' && port === '' && zoomHost.test(hostname)
  }

  const follow = async ({ url, token }: ZoomDownload, range: string, signal: AbortSignal): Promise<Response> => {
    if (!URL.canParse(url)) throw wrongHost()
    const first = new URL(url)
    let at = first
    for (let hop = 0; hop <= mostRedirects; hop += 1) {
      if (!allowed(at)) throw wrongHost()
      // As browsers and curl do: who opens the door sends on with a key of its own, and ours is for nobody else.
      const opens = token !== undefined && at.origin === first.origin
      const key = opens ? { authorization: `Bearer ${token}` } : undefined
      const headers = { ...key, range, 'accept-encoding': 'identity' }
      const answer = await fetch(at, { redirect: 'manual', headers, signal }).catch(() => undefined)
      if (!answer) throw notAnswered()
      const next = answer.status >= 300 && answer.status < 400 ? answer.headers.get('location') : null
      if (next === null) return answer
      await answer.body?.cancel()
      if (!URL.canParse(next, at)) throw wrongHost()
      at = new URL(next, at)
    }
    throw notAnswered()
  }

  return {
    open: async (download, from, to) => {
      const answer = await follow(download, `bytes=${from}-${to}`, AbortSignal.timeout(patienceMilliseconds))
      const told = lengthOf(answer, from)
      if (told instanceof Problem || !answer.body) {
        await answer.body?.cancel()
        throw told instanceof Problem ? told : notAnswered()
      }
      const wanted = Math.min(to, told.total - 1) - from + 1
      return { total: told.total, body: cut(answer.body, told.before, wanted) }
    },
  }
}

/** How long the file is, and how much of it comes before what was asked for: all, from a server that knows no ranges. */
const lengthOf = ({ status, headers }: Response, from: number): { total: number; before: number } | Problem => {
  if ([401, 403, 404, 410].includes(status)) return failed('refused', 'Zoom no longer lets us download the recording.')
  // Instead of refusing, Zoom also shows a page on which to sign in.
  if (/^text\/html/i.test(headers.get('content-type') ?? '')) {
    return failed('refused', 'Zoom sent a web page instead of the recording.')
  }
  const [, first, whole] = /^bytes (\d+)-\d+\/(\d+)$/.exec(headers.get('content-range') ?? '') ?? []
  if (status === 206 && Number(first) === from && Number(whole) > from) return { total: Number(whole), before: 0 }
  const length = Number(headers.get('content-length') ?? Number.NaN)
  if (status === 200 && length > from) return { total: length, before: from }
  return notAnswered()
}

/** So many bytes of a body, after the skipped ones. @throws Problem when there are fewer */
async function* cut(body: ReadableStream<Uint8Array>, before: number, wanted: number): AsyncGenerator<Uint8Array> {
  let [skip, left] = [before, wanted]
  const reader = body.getReader()
  try {
    while (left > 0) {
      const { value, done } = await reader.read().catch(() => ({ value: undefined, done: true }))
      if (done || !value) throw notAnswered()
      const part = value.subarray(Math.min(skip, value.length)).subarray(0, left)
      skip -= Math.min(skip, value.length)
      left -= part.length
      if (part.length > 0) yield part
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}

const refuse = async (): Promise<never> => {
  throw failed('unavailable', 'This process doesn’t download recordings.')
}

/** In place of a source, for a process that fetches nothing. */
export const withoutRecordings: RecordingSource = { open: refuse }
