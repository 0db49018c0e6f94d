import { type Event, getEvent, sessionsOf } from '../catalog/index.ts'
import { addSeconds, commit, derivedId, type Instant, secondsBetween, type Table } from '../platform/index.ts'
import { type Session, scheduledSessions, sessionTimes } from '../schedule/index.ts'
import { findCaptionsText, saveCaptions } from './captions-save.ts'
import { newestVersions } from './material-version.ts'
import { isThere, type SessionMaterial } from './session-material.ts'
import { listMaterials, pendingMaterialChange, pendingNewMaterial } from './session-material-store.ts'
import { pendingShare } from './shared-file-store.ts'
import type { Materials } from './upload-file.ts'

/** What to carry over from an earlier run to the next, and who asked for it. */
export type Carrying = { kinds: readonly SessionMaterial['kind'][]; by: string; now: Instant }

/** As far before or after its session as it was published in the earlier run, but not before it is carried over. */
const publishesAt = (material: SessionMaterial, before: Session, after: Session, now: Instant): Instant => {
  const [was, is] = [sessionTimes(before).startsAt, sessionTimes(after).startsAt]
  const at = addSeconds(is, secondsBetween(was, material.publishesAt ?? material.addedAt))
  return at > now ? at : now
}

/** Each session of the earlier run, by its id, beside the one in its place in the next. */
export const placesIn = (source: Event, target: Event): Map<string, { before: Session; after: Session }> => {
  const held = scheduledSessions(sessionsOf(target, { admin: true }))
  return new Map(
    scheduledSessions(sessionsOf(source, { admin: true })).flatMap((before, index) => {
      const after = held[index]
      return after ? [[before.id, { before, after }] as const] : []
    }),
  )
}

const carry = async (table: Table, material: SessionMaterial, next: SessionMaterial): Promise<boolean> => {
  const { committed } = await commit(table, [
    pendingNewMaterial(table, next),
    // It is still there, and so its file.
    pendingMaterialChange(table, material, material),
    ...(material.file ? [pendingShare(table, material.file.key)] : []),
  ])
  return committed
}

/**
 * Carries recordings and handouts over from one run of an event to another, session by session in their order, the
 * newest version of each: by reference, so a file is in the store once and goes when nothing refers to it anymore. Each
 * is published when it was in the earlier run, as seen from its session; nobody is emailed about it. May be repeated,
 * and cut off: what is there already stays as it is.
 * @returns how many were carried over by this call
 * @throws Problem not-found
 */
export const carryMaterials = async (
  materials: Materials,
  { from, to }: { from: string; to: string },
  { kinds, by, now }: Carrying,
): Promise<number> => {
  const { table } = materials
  const [source, target, known] = await Promise.all([
    getEvent(table, from),
    getEvent(table, to),
    listMaterials(table, from),
  ])
  const places = placesIn(source, target)
  let carried = 0
  for (const material of newestVersions(known.filter((one) => isThere(source, one) && kinds.includes(one.kind)))) {
    const place = places.get(material.session)
    const next = place && copyOf(material, target, place, { by, now })
    if (!next || !isThere(target, next) || !(await carry(table, material, next))) continue
    carried += 1
    const found = await findCaptionsText(materials, { event: from, material: material.id })
    if (found) await saveCaptions(materials, { event: to, material: next.id, vtt: found.text, by }, now)
  }
  return carried
}

/** The id that something has in another run, once it went over: always the same. */
export const carriedId = (
  { id, addedAt }: Pick<SessionMaterial, 'id' | 'addedAt'>,
  { slug, createdAt }: Pick<Event, 'slug' | 'createdAt'>,
): string => derivedId('material', addedAt, `${slug}#${createdAt}#${id}`)

const copyOf = (
  { source: _, ...material }: SessionMaterial,
  target: Event,
  { before, after }: { before: Session; after: Session },
  { by, now }: Pick<Carrying, 'by' | 'now'>,
): SessionMaterial => ({
  ...material,
  id: carriedId(material, target),
  event: target.slug,
  session: after.id,
  carried: true,
  publishesAt: publishesAt(material, before, after, now),
  by,
})
