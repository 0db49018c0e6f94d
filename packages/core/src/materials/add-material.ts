import { getEvent, sessionsOf } from '../catalog/index.ts'
import {
  again,
  announce,
  type Busy,
  commit,
  type Instant,
  newId,
  newToken,
  notFound,
  type PendingWrite,
  Problem,
  retrying,
  type Table,
} from '../platform/index.ts'
import { removeCaptions } from './captions-save.ts'
import { arrivedParts, beginSending, finishSending, type PartUpload, removeSent, signParts } from './file-parts.ts'
import type { Upload } from './file-store.ts'
import { pendingGoneFile } from './gone-file.ts'
import { inferMaterial } from './infer-material.ts'
import {
  arrived,
  type MaterialFile,
  mostMaterials,
  type NewMaterial,
  refuseRecording,
  type SessionMaterial,
} from './session-material.ts'
import {
  getMaterial,
  listMaterials,
  pendingMaterialChange,
  pendingMaterialRemoval,
  pendingNewMaterial,
} from './session-material-store.ts'
import { pendingLastRelease, pendingRelease } from './shared-file-store.ts'
import { typeOfFile } from './title-file.ts'
import { materialAdded } from './topics.ts'
import { type Materials, refuseArrived, wrongUpload } from './upload-file.ts'

/** By a link it is there; a file is awaited, and sent by `upload`, or in parts, see `signMaterialParts`. */
export type AddedMaterial = { material: SessionMaterial; upload?: Upload | undefined }

const tooMany = (): Problem =>
  new Problem('conflict', 'materials.too-many', `An event can have up to ${mostMaterials} recordings and handouts.`)

export const materialBusy: Busy = {
  attempts: 5,
  code: 'materials.busy',
  message: 'This is being changed right now. Please try again.',
}

export const noSession = (): Problem => {
  const message = 'This event doesn’t have that session'
  return new Problem('invalid', 'materials.contradiction', message, { errors: [{ path: 'session', message }] })
}

/** Tells that a session has something new, which is published soon. */
export const announceMaterial = (table: Table, { event, session }: SessionMaterial, now: Instant): PendingWrite =>
  announce(table, materialAdded, { event, session }, now)

/**
 * Adds a recording or handout to a session. The session and kind are inferred when not given. The caller has already
 * checked permission: see `mayTeach`.
 * @throws Problem not-found; invalid `materials.contradiction`; conflict `materials.recording-not-allowed`,
 * `materials.too-many`
 */
export const addMaterial = async (
  { table, files }: Materials,
  slug: string,
  asked: NewMaterial,
  { by, now }: { by: string; now: Instant },
): Promise<AddedMaterial> => {
  const event = await getEvent(table, slug)
  const { link, filename, bytes, modified } = asked
  const inferred = inferMaterial(event, asked, now)
  const { session = inferred.session, kind = inferred.kind } = asked
  refuseRecording(event, { kind, link, filename })
  if (!sessionsOf(event, { admin: true }).some(({ id }) => id === session)) throw noSession()
  if ((await listMaterials(table, slug)).length >= mostMaterials) throw tooMany()
  const about = { id: newId('material'), event: slug, session, kind, addedAt: now, by }
  if (filename === undefined) {
    const material = arrived({ ...about, title: asked.title ?? '', link, state: 'there' }, now)
    await commit(table, [pendingNewMaterial(table, material), announceMaterial(table, material, now)])
    return { material }
  }
  const awaited = {
    filename,
    bytes: bytes ?? 0,
    ...(modified === undefined ? {} : { modified }),
    type: typeOfFile(filename) ?? 'application/octet-stream',
    key: `materials/events/${slug}/${newToken()}`,
  }
  const title = asked.title ?? filename.replace(/\.[^.]+$/, '')
  const { uploadId, upload } = await beginSending(files, awaited)
  const file = uploadId === undefined ? awaited : { ...awaited, uploadId }
  const material: SessionMaterial = { ...about, title, file, state: 'awaiting' }
  await commit(table, [pendingNewMaterial(table, material)])
  return { material, upload }
}

const fileOf = async ({ table }: Materials, slug: string, id: string) => {
  const material = await getMaterial(table, slug, id)
  if (!material.file || material.state === 'removed') throw notFound('file')
  return { material, file: material.file }
}

/**
 * Upload links for the parts of an awaited file. The caller has already checked permission.
 * @throws Problem not-found; invalid `materials.contradiction`; conflict `materials.arrived`
 */
export const signMaterialParts = async (
  materials: Materials,
  slug: string,
  id: string,
  numbers: readonly number[],
): Promise<PartUpload[]> => {
  const { material, file } = await fileOf(materials, slug, id)
  refuseArrived(material)
  return signParts(materials.files, file, numbers)
}

/**
 * Which parts of a file have arrived.
 * @throws Problem not-found; conflict `materials.upload-over`; unavailable `materials.unavailable`
 */
export const listMaterialParts = async (
  materials: Materials,
  slug: string,
  id: string,
): Promise<{ material: SessionMaterial; file: MaterialFile; arrived: number[] }> => {
  const { material, file } = await fileOf(materials, slug, id)
  return { material, file, arrived: await arrivedParts(materials.files, file) }
}

/**
 * Takes one away, from the list first: what is listed can be opened. Its file goes with the last that leads to it.
 * @throws Problem not-found; unavailable `materials.busy`
 */
export const removeMaterial = async ({ table, files }: Materials, slug: string, id: string): Promise<void> => {
  const { file, addedAt } = await getMaterial(table, slug, id)
  const removal = pendingMaterialRemoval(table, { event: slug, id })
  return retrying(materialBusy, async (attempt) => {
    // Whether others lead to the file is seen when the commit is refused: then it is the other way around.
    const last = attempt % 2 === 1
    const fileWrites = (key: string) =>
      last ? [pendingLastRelease(table, key), pendingGoneFile(table, key, addedAt)] : [pendingRelease(table, key)]
    const result = await commit(table, [removal, ...(file ? fileWrites(file.key) : [])])
    // Someone else took it away in this moment.
    if (!result.committed) return result.refused.includes('session-material') ? undefined : again
    if (file && last) await removeSent(files, file)
    return removeCaptions({ table, files }, { event: slug, material: id })
  })
}

/**
 * Ends an upload: what is in the store is compared with what was announced. May be repeated.
 * @param publishesAt  ten minutes later, unless given
 * @throws Problem not-found; conflict `materials.not-uploaded`, `materials.upload-over`,
 * `materials.recording-not-allowed` when the event is no longer recorded; invalid `materials.wrong-upload`, and it is
 * taken away; unavailable `materials.unavailable`
 */
export const finishMaterial = async (
  materials: Materials,
  slug: string,
  id: string,
  now: Instant,
  publishesAt?: Instant,
): Promise<SessionMaterial> => {
  const { table, files } = materials
  const [event, material] = await Promise.all([getEvent(table, slug), getMaterial(table, slug, id)])
  const { file } = material
  if (material.state === 'removed') throw notFound('material')
  if (file === undefined || material.state === 'there') return material
  refuseRecording(event, { kind: material.kind, filename: file.filename })
  const found = await finishSending(files, file)
  if (found.bytes !== file.bytes || found.type !== file.type) {
    await removeMaterial(materials, slug, id)
    throw wrongUpload()
  }
  const { uploadId: _, ...sent } = file
  const next = { ...arrived({ ...material, file: sent }, now), ...(publishesAt === undefined ? {} : { publishesAt }) }
  const result = await commit(table, [pendingMaterialChange(table, next, material), announceMaterial(table, next, now)])
  if (result.committed) return next
  const seen = await getMaterial(table, slug, id)
  // Its title or session was changed in this moment: what has arrived is still to be noted.
  return seen.state === 'there' ? seen : finishMaterial(materials, slug, id, now, publishesAt)
}
