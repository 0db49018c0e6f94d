import { type Actor, requirePerson } from '../identity/index.ts'
import { type Instant, notFound, orNotFound, type Table } from '../platform/index.ts'
import { type CaptionsText, findCaptionsText } from './captions-save.ts'
import { getMaterialFor, type OpenEvent, openEventTo } from './open-material.ts'
import type { WatchPosition } from './opening.ts'
import { findPosition, savePosition } from './opening-store.ts'
import type { SessionMaterial } from './session-material.ts'
import { getMaterial } from './session-material-store.ts'
import type { Materials } from './upload-file.ts'

/** For so long a player may begin to take more of a recording; then it asks for another link, and is judged again. */
export const watchSeconds = 10 * 60

/** A file of ours that is heard or watched. */
export const isWatchable = ({ file }: Pick<SessionMaterial, 'file'>): boolean =>
  /^(?:audio|video)\//.test(file?.type ?? '')

export type Watched = OpenEvent & {
  material: SessionMaterial
  captions: CaptionsText | undefined
  position: WatchPosition | undefined
}

/**
 * What a player shows, for people who may open it now: five reads, and one of the store if there are captions.
 * @throws Problem unauthenticated; not-found, the same for what doesn't exist, what isn't theirs, and what isn't
 *   watched here
 */
export const watchMaterial = async (
  materials: Materials,
  slug: string,
  id: string,
  actor: Actor,
  now: Instant,
): Promise<Watched> => {
  const { table } = materials
  const found = await getMaterialFor(table, slug, id, actor, now)
  if (!isWatchable(found.material)) throw notFound('material')
  const [captions, position] = await Promise.all([
    findCaptionsText(materials, { event: slug, material: id }),
    findPosition(table, { event: slug, material: id, personId: requirePerson(actor).id }),
  ])
  return { ...found, captions, position }
}

/**
 * A link of `watchSeconds` that a player loads a recording from, for people who may open it now.
 * @throws Problem unauthenticated; not-found
 */
export const playMaterial = async (
  { table, files }: Materials,
  slug: string,
  id: string,
  actor: Actor,
  now: Instant,
): Promise<{ url: string }> => {
  const { material } = await getMaterialFor(table, slug, id, actor, now)
  if (!material.file || !isWatchable(material)) throw notFound('material')
  return { url: await files.signPlayback({ ...material.file, seconds: watchSeconds }) }
}

/**
 * A recording's captions as they were saved, for people who may open it now.
 * @throws Problem unauthenticated; not-found, also for no captions
 */
export const openCaptions = async (
  materials: Materials,
  slug: string,
  id: string,
  actor: Actor,
  now: Instant,
): Promise<CaptionsText> => {
  await getMaterialFor(materials.table, slug, id, actor, now)
  const found = orNotFound(await findCaptionsText(materials, { event: slug, material: id }), 'captions file')
  return found
}

/**
 * Keeps how far someone has come, while they may open it. What was kept stays when they no longer may. Three reads, or
 * four for who teaches, and one write.
 * @throws Problem unauthenticated; not-found; too-many `materials.position-too-often`
 */
export const saveWatchPosition = async (
  table: Table,
  { event, material, ...position }: { event: string; material: string } & WatchPosition,
  actor: Actor,
  times: { now: Instant; realNow: Instant },
): Promise<void> => {
  const { id: personId } = requirePerson(actor)
  const [, found] = await Promise.all([
    openEventTo(table, event, actor, times.now),
    getMaterial(table, event, material),
  ])
  if (!isWatchable(found)) throw notFound('material')
  const seconds = Math.min(position.seconds, position.length)
  await savePosition(table, { event, material, personId }, { ...position, seconds }, times)
}
