// Sends one file to its store, in parts, and goes on where it broke off.
import { ask, Broken, persist, Refused, send, type Trouble } from './connection.ts'

type Parts = { bytes: number; count: number }
type Begun = { id?: string; file: { id?: string }; parts: Parts }
type Link = { url: string; headers: Record<string, string>; until: number }

/** Parts on their way at once, of one file. */
const abreast = 3
/** Links asked for at once: enough for a while, and not so many that the last die before their turn. */
const linksAtOnce = 12
/** A link is not begun with in its last minute. */
const margin = 60_000

export type Sending = {
  /** Where the API takes such files: `/api/admin/events/5w22/materials`. */
  address: string
  file: File
  /** What else is said of it. */
  fields: Record<string, string>
  /** Its id, once it has one: then what has arrived is not sent again. */
  id: string | undefined
  onBegun: (id: string) => void
  onProgress: (sent: number) => void
  onTrouble: (trouble: Trouble) => void
  signal: AbortSignal
}

/** Whether the file on this machine can still be read: one that was changed or moved cannot, and no patience helps. */
const stillThere = async (bytes: Blob): Promise<void> => {
  await bytes
    .slice(0, 1)
    .arrayBuffer()
    .catch(() => {
      throw new Refused('The file changed or moved on your computer. Choose it again.', 0)
    })
}

/** Where the file goes and what of it is there already; begun again where the store knows nothing of it any more. */
const open = async (sending: Sending): Promise<{ own: string; parts: Parts; arrived: Set<number> }> => {
  const { address, file, fields, id, signal, onBegun } = sending
  if (id !== undefined) {
    const own = `${address}/${id}`
    try {
      const known = await persist(() => ask<Parts & { arrived: number[] }>('GET', `${own}/parts`, { signal }), sending)
      return { own, parts: known, arrived: new Set(known.arrived) }
    } catch (error) {
      if (!(error instanceof Refused) || (error.status !== 404 && error.code !== 'materials.upload-over')) throw error
      if (error.status !== 404) await persist(() => ask('DELETE', own, { signal }), sending)
    }
  }
  const body = { ...fields, filename: file.name.trim(), bytes: file.size, modified: file.lastModified }
  const key = crypto.randomUUID()
  const begun = await persist(() => ask<Begun>('POST', address, { body, key, signal }), sending)
  // A file of a title stands in its answer, a recording or handout is the answer.
  const made = begun.id ?? begun.file.id ?? ''
  onBegun(made)
  return { own: `${address}/${made}`, parts: begun.parts, arrived: new Set() }
}

/** Links to parts, asked for some at a time. */
const linksOf = (own: string, waiting: readonly number[], signal: AbortSignal) => {
  const links = new Map<number, Link>()
  let asking: Promise<void> | undefined
  const fetchLinks = async (number: number): Promise<void> => {
    const next = waiting.filter((one) => one !== number && !links.has(one)).slice(0, linksAtOnce - 1)
    type Answer = { items: (Link & { number: number })[]; seconds: number }
    const body = { numbers: [number, ...next] }
    const { items, seconds } = await ask<Answer>('POST', `${own}/parts`, { body, signal })
    for (const item of items) links.set(item.number, { ...item, until: Date.now() + seconds * 1000 - margin })
  }
  return {
    get: async (number: number): Promise<Link> => {
      for (;;) {
        const link = links.get(number)
        if (link && link.until > Date.now()) return link
        asking ??= fetchLinks(number).finally(() => {
          asking = undefined
        })
        await asking
      }
    },
    forget: (number: number): void => {
      links.delete(number)
    },
  }
}

/** Sends the parts that are missing, a few abreast. The first that cannot be sent stops the others. */
const sendMissing = async (
  sending: Sending,
  { own, parts, arrived }: { own: string; parts: Parts; arrived: Set<number> },
): Promise<void> => {
  const { file, onProgress, onTrouble } = sending
  const waiting = Array.from({ length: parts.count }, (_, index) => index + 1).filter((one) => !arrived.has(one))
  const stop = new AbortController()
  const signal = AbortSignal.any([sending.signal, stop.signal])
  const links = linksOf(own, waiting, signal)
  const lengthOf = (number: number) => Math.min(parts.bytes, file.size - (number - 1) * parts.bytes)
  const denied = new Set<number>()
  const under = new Map<number, number>([...arrived].map((number) => [number, lengthOf(number)]))
  const tell = () => onProgress([...under.values()].reduce((total, bytes) => total + bytes, 0))
  tell()

  const sendPart = async (number: number): Promise<void> => {
    const start = (number - 1) * parts.bytes
    const bytes = file.slice(start, start + parts.bytes)
    const link = await links.get(number)
    try {
      await send(bytes, link, {
        signal,
        onProgress: (sent) => {
          under.set(number, Math.min(sent, bytes.size))
          tell()
        },
      })
    } catch (error) {
      under.delete(number)
      tell()
      // Links die: this one may have, while it waited. A fresh one that is denied as well is no such case.
      links.forget(number)
      if (!signal.aborted) await stillThere(bytes)
      if (!(error instanceof Refused) || error.status !== 403 || denied.has(number)) throw error
      denied.add(number)
      throw new Broken(error.message)
    }
    under.set(number, bytes.size)
    tell()
  }
  const work = async (): Promise<void> => {
    for (let number = waiting.shift(); number !== undefined; number = waiting.shift()) {
      const mine = number
      await persist(() => sendPart(mine), { signal, onTrouble })
    }
  }
  try {
    await Promise.all(Array.from({ length: abreast }, work))
  } catch (error) {
    stop.abort(error)
    throw error
  }
}

/** The store may have lost a part that it said it had; it is sent again, but not for ever. */
const rounds = 3

/**
 * Sends a file, and says at the end that it was sent.
 * @throws Refused, Broken; whatever the signal was aborted with
 */
export const sendFile = async (sending: Sending): Promise<void> => {
  const { signal } = sending
  const opened = await open(sending)
  for (let round = 1; ; round += 1) {
    await sendMissing(sending, opened)
    try {
      await persist(() => ask('POST', `${opened.own}/done`, { signal }), sending)
      return
    } catch (error) {
      const missing = error instanceof Refused && error.code === 'materials.not-uploaded'
      if (!missing || round >= rounds) throw error
      const known = await persist(() => ask<{ arrived: number[] }>('GET', `${opened.own}/parts`, { signal }), sending)
      opened.arrived = new Set(known.arrived)
    }
  }
}
