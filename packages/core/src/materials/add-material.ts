import { getEvent } from '../catalog/index.ts'
import {
  announce,
  commit,
  type Instant,
  newId,
  newToken,
  type PendingWrite,
  Problem,
  type Table,
} from '../platform/index.ts'
import type { Upload } from './file-store.ts'
import { arrived, mostMaterials, type NewMaterial, refuseRecording, type SessionMaterial } from './session-material.ts'
import {
  getMaterial,
  listMaterials,
  pendingMaterialChange,
  pendingMaterialRemoval,
  pendingNewMaterial,
} from './session-material-store.ts'
import { typeOfFile } from './title-file.ts'
import { type Materials, notUploaded, wrongUpload } from './upload-file.ts'

/** By a link it is there; a file is awaited, and sent to the store by `upload`. */
export type AddedMaterial = { material: SessionMaterial; upload?: Upload | undefined }

const tooMany = (): Problem =>
  new Problem('conflict', 'materials.too-many', `An event has at most ${mostMaterials} recordings and handouts.`)

export const noSession = (): Problem => {
  const message = 'The event has no such session'
  return new Problem('invalid', 'materials.contradiction', message, { errors: [{ path: 'session', message }] })
}

/** Tells that a session has something new, which is published soon. */
export const announceMaterial = (table: Table, { event, session }: SessionMaterial, now: Instant): PendingWrite =>
  announce(table, 'material.added', { event, session }, now)

/**
 * Adds a recording or handout to a session. Whether whoever asks may do so was judged before: see `mayTeach`.
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
  const { session, kind, link, filename, bytes } = asked
  refuseRecording(event, asked)
  if (!event.sessions.some(({ id }) => id === session)) throw noSession()
  if ((await listMaterials(table, slug)).length >= mostMaterials) throw tooMany()
  const about = { id: newId('material'), event: slug, session, kind, addedAt: now, by }
  if (filename === undefined) {
    const material = arrived({ ...about, title: asked.title ?? '', link, state: 'there' }, now)
    await commit(table, [pendingNewMaterial(table, material), announceMaterial(table, material, now)])
    return { material }
  }
  const file = {
    filename,
    bytes: bytes ?? 0,
    type: typeOfFile(filename) ?? 'application/octet-stream',
    key: `materials/events/${slug}/${newToken()}`,
  }
  const title = asked.title ?? filename.replace(/\.[^.]+$/, '')
  const material: SessionMaterial = { ...about, title, file, state: 'awaiting' }
  const upload = await files.signUpload(file)
  await commit(table, [pendingNewMaterial(table, material)])
  return { material, upload }
}

/** Takes one away, from the list first: what is listed can be opened. @throws Problem not-found */
export const removeMaterial = async ({ table, files }: Materials, slug: string, id: string): Promise<void> => {
  const { file } = await getMaterial(table, slug, id)
  await commit(table, [pendingMaterialRemoval(table, { event: slug, id })])
  if (file) await files.remove(file.key)
}

/**
 * Ends an upload: what lies in the store is compared with what was announced. May be repeated.
 * @throws Problem not-found; conflict `materials.not-uploaded`, `materials.recording-not-allowed` when the event is not
 * recorded any more; invalid `materials.wrong-upload`, and it is taken away; unavailable `materials.unavailable`
 */
export const finishMaterial = async (
  materials: Materials,
  slug: string,
  id: string,
  now: Instant,
): Promise<SessionMaterial> => {
  const { table, files } = materials
  const [event, material] = await Promise.all([getEvent(table, slug), getMaterial(table, slug, id)])
  const { file } = material
  if (file === undefined || material.state === 'there') return material
  refuseRecording(event, { kind: material.kind, filename: file.filename })
  const found = await files.find(file.key)
  if (!found) throw notUploaded()
  if (found.bytes !== file.bytes || found.type !== file.type) {
    await removeMaterial(materials, slug, id)
    throw wrongUpload()
  }
  const next = arrived(material, now)
  const result = await commit(table, [pendingMaterialChange(table, next, material), announceMaterial(table, next, now)])
  return result.committed ? next : getMaterial(table, slug, id)
}
