import { listGrants } from '../access/index.ts'
import { type Event, findEvent, findInstructors } from '../catalog/index.ts'
import { type Actor, requirePerson } from '../identity/index.ts'
import { mayAttend } from '../membership/index.ts'
import { type Instant, notFound, type Table } from '../platform/index.ts'
import { downloadSeconds } from './file-store.ts'
import { isOpen, type SessionMaterial } from './session-material.ts'
import { getMaterial, listMaterials } from './session-material-store.ts'
import type { Materials } from './upload-file.ts'

/** Whether somebody runs or teaches an event: admins, and its instructors by the address in their profile. */
export const mayTeach = async (
  table: Table,
  { instructors }: Pick<Event, 'instructors'>,
  actor: Actor,
): Promise<boolean> => {
  if (actor.kind !== 'person') return false
  if (actor.admin) return true
  return (await findInstructors(table, instructors)).some(({ email }) => email === actor.email)
}

type Opened = { event: Event; by: 'attending' | 'teaching' }

/** The event, for whoever may attend it at this moment, or teaches it. To everybody else there is nothing. */
const openTo = async (table: Table, slug: string, actor: Actor, now: Instant): Promise<Opened> => {
  const person = requirePerson(actor)
  const [event, grants] = await Promise.all([findEvent(table, slug), listGrants(table, person.id)])
  if (event && mayAttend(grants, event, now)) return { event, by: 'attending' }
  if (event && (await mayTeach(table, event, person))) return { event, by: 'teaching' }
  throw notFound('event')
}

/** `by`: why it is open to whoever asked. */
export type MaterialsOfEvent = Opened & { materials: SessionMaterial[] }

/**
 * What somebody may open of an event, in the order in which it was added. Three reads, or four for who teaches.
 * @throws Problem unauthenticated; not-found, alike for no such event and for one that is not theirs
 */
export const listMaterialsFor = async (
  table: Table,
  slug: string,
  actor: Actor,
  now: Instant,
): Promise<MaterialsOfEvent> => {
  const { event, by } = await openTo(table, slug, actor, now)
  const materials = (await listMaterials(table, slug)).filter((material) => isOpen(event, material))
  return { event, by, materials }
}

/**
 * Where a recording or handout is, for whoever may open it at this moment: its link, or one of five minutes to its file.
 * Asked anew each time: after a refund or the end of a membership the next click is refused.
 * @throws Problem unauthenticated; not-found, alike for what there is not and for what is not theirs
 */
export const openMaterial = async (
  { table, files }: Materials,
  slug: string,
  id: string,
  actor: Actor,
  now: Instant,
): Promise<{ url: string }> => {
  const { event } = await openTo(table, slug, actor, now)
  const material = await getMaterial(table, slug, id)
  if (!isOpen(event, material)) throw notFound('material')
  const { link, file } = material
  if (link !== undefined) return { url: link }
  if (file === undefined) throw notFound('material')
  return { url: await files.signDownload({ ...file, seconds: downloadSeconds }) }
}
