import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Bytes on the disk, under a name of ours. */
type Piece = { file: string; bytes: number }

/** A body that came, with its digests as hexadecimal numbers. */
export type Received = Piece & { md5: string; sha256: string }

export type StoredPart = Piece & { number: number; etag: string; modified: string }

/** What lies under a key. One that came in parts stays in as many pieces, and is read across them. */
export type StoredObject = { key: string; type: string; etag: string; bytes: number; modified: string; pieces: Piece[] }

export type OpenUpload = { id: string; key: string; type: string; parts: Map<number, StoredPart> }

const sum = (pieces: readonly Piece[]): number => pieces.reduce((total, { bytes }) => total + bytes, 0)

const readAll = <Read>(folder: string): Read[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Read)

/** A reader sees all of a file or nothing, even after a kill. */
const write = async (path: string, content: unknown): Promise<void> => {
  await writeFile(`${path}.new`, JSON.stringify(content))
  await rename(`${path}.new`, path)
}

/**
 * Objects and unfinished uploads as files of a folder. No body is ever held in memory: what is kept there is their names,
 * lengths and digests.
 */
export const openBucketFiles = (folder: string) => {
  const [data, known, begun] = ['data', 'objects', 'uploads'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  for (const one of [data, known, begun]) mkdirSync(one, { recursive: true })
  const objects = new Map(readAll<StoredObject>(known).map((object) => [object.key, object]))
  const uploads = new Map<string, OpenUpload>()
  for (const { id, key, type } of readAll<OpenUpload>(begun)) {
    const parts = readAll<StoredPart>(join(begun, id)).map((part) => [part.number, part] as const)
    uploads.set(id, { id, key, type, parts: new Map(parts) })
  }
  // What a killed process was still receiving.
  const wanted = new Set(
    [...objects.values()]
      .flatMap(({ pieces }) => pieces)
      .concat([...uploads.values()].flatMap(({ parts }) => [...parts.values()]))
      .map(({ file }) => file),
  )
  for (const file of readdirSync(data)) if (!wanted.has(file)) rmSync(join(data, file))

  const pathOf = (key: string): string => join(known, `${createHash('sha256').update(key).digest('hex')}.json`)
  const drop = async (pieces: readonly Piece[]): Promise<void> => {
    for (const { file } of pieces) await rm(join(data, file), { force: true })
  }

  const put = async (object: StoredObject): Promise<void> => {
    const before = objects.get(object.key)
    await write(pathOf(object.key), object)
    objects.set(object.key, object)
    // Finished twice at the same moment, it is made of the same pieces.
    if (before) await drop(before.pieces.filter(({ file }) => object.pieces.every((piece) => piece.file !== file)))
  }
  const forget = async ({ id }: OpenUpload): Promise<void> => {
    uploads.delete(id)
    await rm(join(begun, `${id}.json`), { force: true })
    await rm(join(begun, id), { recursive: true, force: true })
  }

  return {
    objects: objects as ReadonlyMap<string, StoredObject>,
    uploads: uploads as ReadonlyMap<string, OpenUpload>,
    drop,
    put,

    /** Writes a body down. Of one whose connection breaks nothing stays. */
    receive: async (body: Readable): Promise<Received> => {
      const file = randomUUID()
      const [md5, sha256] = [createHash('md5'), createHash('sha256')]
      let bytes = 0
      const count = new Transform({
        transform: (chunk: Buffer, _, done) => {
          bytes += chunk.length
          md5.update(chunk)
          sha256.update(chunk)
          done(null, chunk)
        },
      })
      try {
        await pipeline(body, count, createWriteStream(join(data, file)))
      } catch (error) {
        await drop([{ file, bytes }])
        throw error
      }
      return { file, bytes, md5: md5.digest('hex'), sha256: sha256.digest('hex') }
    },

    /** Reads an object from its first to its last byte of a range, both counted from 0 and sent. */
    read: ({ pieces }: StoredObject, first: number, last: number): Readable => {
      const chunks = async function* () {
        let at = 0
        for (const { file, bytes } of pieces) {
          const [start, end] = [Math.max(0, first - at), Math.min(bytes - 1, last - at)]
          if (start <= end) yield* createReadStream(join(data, file), { start, end })
          at += bytes
        }
      }
      return Readable.from(chunks(), { objectMode: false })
    },

    remove: async (key: string): Promise<void> => {
      const object = objects.get(key)
      if (!object) return
      objects.delete(key)
      await rm(pathOf(key), { force: true })
      await drop(object.pieces)
    },

    start: async (key: string, type: string): Promise<OpenUpload> => {
      const upload: OpenUpload = { id: randomUUID(), key, type, parts: new Map() }
      mkdirSync(join(begun, upload.id))
      await write(join(begun, `${upload.id}.json`), { id: upload.id, key, type })
      uploads.set(upload.id, upload)
      return upload
    },

    /** Keeps a part, in place of what came under its number before. @returns whether the upload was still under way */
    putPart: async (upload: OpenUpload, part: StoredPart): Promise<boolean> => {
      await write(join(begun, upload.id, `${part.number}.json`), part).catch((error: unknown) => {
        if (uploads.has(upload.id)) throw error
      })
      // Finished while it was under way: what the object is made of stays as it is.
      if (!uploads.has(upload.id)) {
        await drop([part])
        return false
      }
      const before = upload.parts.get(part.number)
      upload.parts.set(part.number, part)
      if (before) await drop([before])
      return true
    },

    /** Makes an object of some parts, in this order, and drops the others. */
    finish: async (upload: OpenUpload, parts: readonly StoredPart[], modified: string): Promise<StoredObject> => {
      uploads.delete(upload.id)
      const digests = Buffer.concat(parts.map(({ etag }) => Buffer.from(etag, 'hex')))
      const etag = `${createHash('md5').update(digests).digest('hex')}-${parts.length}`
      const pieces = parts.map(({ file, bytes }) => ({ file, bytes }))
      const object = { key: upload.key, type: upload.type, etag, bytes: sum(pieces), modified, pieces }
      await put(object)
      await forget(upload)
      await drop([...upload.parts.values()].filter(({ file }) => pieces.every((piece) => piece.file !== file)))
      return object
    },

    abort: async (upload: OpenUpload): Promise<void> => {
      await forget(upload)
      await drop([...upload.parts.values()])
    },
  }
}

export type BucketFiles = ReturnType<typeof openBucketFiles>
