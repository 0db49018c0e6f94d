import { listGrants } from '../access/index.ts'
import { type Event, findEvent, seenBy } from '../catalog/index.ts'
import { type Actor, requirePerson } from '../identity/index.ts'
import { mayAttend } from '../membership/index.ts'
import { type Instant, notFound, type Table } from '../platform/index.ts'
import { whomOf } from '../registration/index.ts'
import { downloadSeconds } from './file-store.ts'
import { newestVersions } from './material-version.ts'
import { mayTeach } from './may-teach.ts'
import { noteOpening } from './opening-note.ts'
import { isOpen, isThere, type SessionMaterial } from './session-material.ts'
import { listMaterials } from './session-material-store.ts'
import type { Materials } from './upload-file.ts'

/** `by`: why the person may open it. */
export type OpenEvent = { event: Event; by: 'attending' | 'teaching' }

/**
 * The event, for people who may attend it now or who teach it. Two reads; three for a teacher, or where tickets admit to
 * some days.
 * @throws Problem unauthenticated; not-found, the same for no such event and for one that isn't theirs
 */
export const openEventTo = async (table: Table, slug: string, actor: Actor, now: Instant): Promise<OpenEvent> => {
  const person = requirePerson(actor)
  const [event, grants] = await Promise.all([findEvent(table, slug), listGrants(table, person.id)])
  if (event && mayAttend(grants, event, now)) {
    return { event: seenBy(event, await whomOf(table, event, person)), by: 'attending' }
  }
  if (event && (await mayTeach(table, event, person))) return { event: seenBy(event, person), by: 'teaching' }
  throw notFound('event')
}

export type MaterialsOfEvent = OpenEvent & { materials: SessionMaterial[] }

/** An event's visible materials: for attendees, the newest version of what's published; for teachers, everything. */
const visible = ({ event, by }: OpenEvent, materials: readonly SessionMaterial[], now: Instant): SessionMaterial[] =>
  by === 'teaching'
    ? materials.filter((material) => isThere(event, material))
    : newestVersions(materials.filter((material) => isOpen(event, material, now)))

/**
 * What someone may open of an event, in the order in which it came. Three reads, or four for who teaches.
 * @throws Problem unauthenticated; not-found, the same for no such event and for one that isn't theirs
 */
export const listMaterialsFor = async (
  table: Table,
  slug: string,
  actor: Actor,
  now: Instant,
): Promise<MaterialsOfEvent> => {
  const [open, materials] = await Promise.all([openEventTo(table, slug, actor, now), listMaterials(table, slug)])
  return { ...open, materials: visible(open, materials, now) }
}

/**
 * One recording or handout, for people who may open it now.
 * @throws Problem unauthenticated; not-found, the same for what doesn't exist and what isn't theirs
 */
export const getMaterialFor = async (
  table: Table,
  slug: string,
  id: string,
  actor: Actor,
  now: Instant,
): Promise<OpenEvent & { material: SessionMaterial }> => {
  const { event, by, materials } = await listMaterialsFor(table, slug, actor, now)
  const material = materials.find((one) => one.id === id)
  if (!material) throw notFound('material')
  return { event, by, material }
}

/**
 * Where a recording or handout is, for people who may open it now: its link, or a five-minute link to its file. Access
 * is checked each time: after a refund, or once a membership ends, the next click is refused. `noted`: whether we could
 * record that an attendee opened it. They get the link either way.
 * @throws Problem unauthenticated; not-found, the same for what doesn't exist and what isn't theirs
 */
export const openMaterial = async (
  { table, files }: Materials,
  slug: string,
  id: string,
  actor: Actor,
  now: Instant,
): Promise<{ url: string; noted: boolean }> => {
  const { by, material } = await getMaterialFor(table, slug, id, actor, now)
  const { link, file } = material
  if (link === undefined && file === undefined) throw notFound('material')
  const url = link ?? (file ? await files.signDownload({ ...file, seconds: downloadSeconds }) : '')
  return { url, noted: await noteOpening(table, { event: slug, material: id, by }, actor, now) }
}
