import { type Grant, grantsFor, listGrants, pendingGrant, recordingAccess } from '../access/index.ts'
import { type Event, eventState, findEvent, recordingAccessOf } from '../catalog/index.ts'
import { type Actor, requirePerson } from '../identity/index.ts'
import { mayAttend } from '../membership/index.ts'
import { commit, type Instant, notFound, type Table } from '../platform/index.ts'
import { newestVersions } from './material-version.ts'
import { isOpen, type SessionMaterial } from './session-material.ts'
import { listMaterials } from './session-material-store.ts'
import type { Materials } from './upload-file.ts'
import { isWatchable, watchSeconds } from './watch-material.ts'

/** Whether an event's recordings are open to others than those who were registered: by its setting, once it has ended. */
export const opensRecordings = (event: Event, now: Instant): boolean =>
  event.status === 'published' &&
  event.recording === 'always' &&
  event.access === 'everyone' &&
  recordingAccessOf(event) !== 'registered' &&
  eventState(event, now) === 'ended'

export type OpenRecordings = {
  event: Event
  /** Whether the viewer may watch, or has to register first. */
  may: 'watch' | 'register'
  /** The recordings that are published; nothing while they may not watch. */
  recordings: SessionMaterial[]
}

const mayWatch = (event: Event, grants: readonly Grant[], now: Instant): boolean =>
  recordingAccessOf(event) === 'public' ||
  mayAttend(grants, event, now) ||
  grantsFor(grants, recordingAccess(event.slug), now).length > 0

/**
 * The recordings of an event that opens them. Two reads, and a third for who may watch.
 * @throws Problem not-found where they are not open to others, the same for no such event
 */
export const listOpenRecordings = async (
  table: Table,
  slug: string,
  actor: Actor,
  now: Instant,
): Promise<OpenRecordings> => {
  const [event, grants] = await Promise.all([
    findEvent(table, slug),
    actor.kind === 'person' ? listGrants(table, actor.id) : [],
  ])
  if (!event || !opensRecordings(event, now)) throw notFound('recording')
  if (!mayWatch(event, grants, now)) return { event, may: 'register', recordings: [] }
  const open = (await listMaterials(table, slug)).filter((one) => one.kind === 'recording' && isOpen(event, one, now))
  return { event, may: 'watch', recordings: newestVersions(open) }
}

/**
 * Registers someone for the recordings alone: no seat is taken, nobody is reminded, and nothing counts as attendance. May be
 * repeated.
 * @throws Problem unauthenticated; not-found
 */
export const registerForRecordings = async (table: Table, slug: string, actor: Actor, now: Instant): Promise<void> => {
  const { id: personId } = requirePerson(actor)
  const { may } = await listOpenRecordings(table, slug, actor, now)
  if (may === 'watch') return
  const grant = { personId, what: recordingAccess(slug), source: 'gift', sourceId: slug, grantedAt: now } as const
  await commit(table, [pendingGrant(table, grant)])
}

/**
 * Where an open recording is: its link, or one of `watchSeconds` to its file. @throws Problem not-found, also for who has to
 * register first
 */
export const openRecording = async (
  { table, files }: Materials,
  slug: string,
  id: string,
  actor: Actor,
  now: Instant,
): Promise<{ url: string }> => {
  const { recordings } = await listOpenRecordings(table, slug, actor, now)
  const found = recordings.find((one) => one.id === id)
  if (found?.link !== undefined) return { url: found.link }
  if (!found?.file || !isWatchable(found)) throw notFound('recording')
  return { url: await files.signPlayback({ ...found.file, seconds: watchSeconds }) }
}
