import { getEvent, sessionsOf } from '../catalog/index.ts'
import { again, commit, type Instant, notFound, Problem, retrying, type Table } from '../platform/index.ts'
import { announceMaterial, materialBusy, noSession } from './add-material.ts'
import { isPublished, type MaterialChange, refuseRecording, type SessionMaterial } from './session-material.ts'
import { getMaterial, pendingMaterialChange } from './session-material-store.ts'

const published = (): Problem =>
  new Problem(
    'conflict',
    'materials.published',
    'This is published, so you can’t change its type or session. Delete it and add it again instead.',
  )

/**
 * Says again what something is: its title at any time, its kind and session until it is published.
 * @throws Problem not-found; invalid `materials.contradiction`; conflict `materials.published`,
 * `materials.recording-not-allowed`; unavailable `materials.busy`
 */
export const changeMaterial = async (
  table: Table,
  slug: string,
  id: string,
  change: MaterialChange,
  now: Instant,
): Promise<SessionMaterial> => {
  const event = await getEvent(table, slug)
  return retrying(materialBusy, async () => {
    const was = await getMaterial(table, slug, id)
    if (was.state === 'removed') throw notFound('material')
    const { session = was.session, kind = was.kind, title = was.title } = change
    const next: SessionMaterial = { ...was, session, kind, title }
    const elsewhere = session !== was.session || kind !== was.kind
    if (!elsewhere && title === was.title) return was
    if (elsewhere && isPublished(was, now)) throw published()
    if (!sessionsOf(event, { admin: true }).some((one) => one.id === session)) throw noSession()
    refuseRecording(event, { kind, link: was.link, filename: was.file?.filename })
    const tell = session !== was.session && was.state === 'there'
    const result = await commit(table, [
      pendingMaterialChange(table, next, was),
      ...(tell ? [announceMaterial(table, next, now)] : []),
    ])
    return result.committed ? next : again
  })
}
