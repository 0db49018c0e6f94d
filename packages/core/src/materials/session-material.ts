import * as z from 'zod'
import { type Event, sessionsOf } from '../catalog/index.ts'
import { addSeconds, type Instant, line, Problem, webLink } from '../platform/index.ts'
import type { Chapter } from './chapters.ts'
import { Modified } from './file-parts.ts'
import { FileName, mostFileBytes, typeOfFile } from './title-file.ts'

/** Of one event, so that a page of them is one read. */
export const mostMaterials = 300

const about = {
  session: z.string().min(1).max(60),
  kind: z.enum(['recording', 'handout']),
  title: line(160),
}

/**
 * A recording or handout that someone is about to add to a session: by a link, or as a file that is then uploaded. A file
 * without a title goes by its name; what it is and of which session is told by that name where nobody says, see
 * `inferMaterial`.
 */
export const NewMaterial = z
  .strictObject({
    session: about.session.optional(),
    kind: about.kind.optional(),
    title: about.title.optional(),
    /** Where it's hosted: Zoom, Vimeo, YouTube. Shown only to people with access. */
    link: webLink(1000).optional(),
    filename: FileName.optional(),
    bytes: z.int().min(1, 'The file is empty').max(mostFileBytes, 'Choose a file of 5 GB or less').optional(),
    modified: Modified.optional(),
  })
  .check(({ value, issues }) => {
    const wrong = (field: string, message: string) =>
      issues.push({ code: 'custom', input: value, path: [field], message })
    const { link, filename, bytes, title } = value
    if (link === undefined && filename === undefined) wrong('link', 'Enter a link, or the name and size of a file')
    if (link !== undefined && (filename !== undefined || bytes !== undefined))
      wrong('link', 'Choose a link or a file, not both')
    if (link !== undefined && title === undefined) wrong('title', 'Enter a title')
    if (filename !== undefined && bytes === undefined) wrong('bytes', 'Enter the size of the file')
  })
export type NewMaterial = z.infer<typeof NewMaterial>

/** A file of a session in our store. */
export type MaterialFile = {
  filename: string
  bytes: number
  type: string
  /** Where it is in the store. Nobody can guess it, and nobody is told. */
  key: string
  /** By which the store knows it while it comes in parts. */
  uploadId?: string | undefined
  /** When its sender's machine last changed it, in milliseconds of 1970: so it is known again when it is chosen again. */
  modified?: number | undefined
}

/** A recording or handout of a session: somewhere else, or a file in our store. */
export type SessionMaterial = {
  id: string
  event: string
  session: string
  kind: 'recording' | 'handout'
  title: string
  link?: string | undefined
  file?: MaterialFile | undefined
  addedAt: Instant
  /** When attendees can see it. Until then it can be withdrawn unseen. Absent while we wait for the file. */
  publishesAt?: Instant | undefined
  /** It came over from an earlier run, so that it is no news. */
  carried?: boolean | undefined
  /** Who added it, or the name of the source when it came by itself. */
  by: string
  /** By itself from a service, when it was not added by someone. */
  source?: 'zoom' | undefined
  /** Of a recording: its parts, in their order. */
  chapters?: Chapter[] | undefined
  /** Awaited, there, or deleted: then it can be restored for ten minutes. */
  state: 'awaiting' | 'there' | 'removed'
  removedAt?: Instant | undefined
}

/** What can be changed about one. Where it belongs and what it is stay as they are once it is published. */
export const MaterialChange = z.strictObject(about).partial()
export type MaterialChange = z.infer<typeof MaterialChange>

/** How long something can be withdrawn after it arrives, before anyone sees it. */
export const undoSeconds = 10 * 60

/** It just arrived. */
export const arrived = (material: SessionMaterial, now: Instant): SessionMaterial => ({
  ...material,
  ...{ state: 'there', addedAt: now, publishesAt: addSeconds(now, undoSeconds) },
})

export const isPublished = ({ state, publishesAt }: SessionMaterial, now: Instant): boolean =>
  state === 'there' && (publishesAt === undefined || publishesAt <= now)

/** Hosts of recordings. A link to one is a recording whatever its name. */
const recordingHosts = [
  'zoom.us',
  'zoom.com',
  'vimeo.com',
  'youtube.com',
  'youtube-nocookie.com',
  'youtu.be',
  'loom.com',
]

export const isOfRecordings = (link: string): boolean => {
  const { hostname, pathname } = new URL(link)
  // A full stop at its end leads to the same host.
  const host = hostname.replace(/\.$/, '')
  return (
    recordingHosts.some((one) => host === one || host.endsWith(`.${one}`)) ||
    /\.(?:mp[34]|m4[av]|mov|webm|mkv|wav|ogg|mpeg)$/i.test(pathname)
  )
}

/**
 * Whether something may be given out at an event: where nothing is recorded, no recording, and nothing that can only be
 * one, by whatever name.
 */
export const recordingAllowed = (
  event: Pick<Event, 'recording'>,
  { kind, link, filename }: { kind: SessionMaterial['kind']; link?: string | undefined; filename?: string | undefined },
): boolean => {
  if (event.recording !== 'never') return true
  if (kind === 'recording') return false
  if (link !== undefined && isOfRecordings(link)) return false
  return filename === undefined || !/^(?:audio|video)\//.test(typeOfFile(filename) ?? '')
}

/** @throws Problem conflict `materials.recording-not-allowed` */
export const refuseRecording = (event: Event, material: Parameters<typeof recordingAllowed>[1]): void => {
  if (recordingAllowed(event, material)) return
  throw new Problem(
    'conflict',
    'materials.recording-not-allowed',
    `“${event.title}” is never recorded, so people can speak freely. You can’t add a recording to it.`,
  )
}

/** Whether one is there, of a session that the event has, and as the event's rule on recordings is now. */
export const isThere = (event: Event, { state, session, kind, link, file }: SessionMaterial): boolean =>
  state === 'there' &&
  sessionsOf(event).some(({ id }) => id === session) &&
  recordingAllowed(event, { kind, link, filename: file?.filename })

/** What attendees may open: it is there, and published. */
export const isOpen = (event: Event, material: SessionMaterial, now: Instant): boolean =>
  isThere(event, material) && isPublished(material, now)
