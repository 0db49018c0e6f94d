import type { CoverShelf } from '../covers/index.ts'
import {
  announce,
  commit,
  type Instant,
  orNotFound,
  type PendingWrite,
  Problem,
  type Table,
} from '../platform/index.ts'
import type { Course, Instructor } from './course.ts'
import { findCourse, findInstructors, pendingCourse, pendingInstructor } from './course-store.ts'
import type { Event } from './event.ts'
import type { UploadedPicture, WithPicture } from './picture.ts'
import type { Product } from './product.ts'
import { findProduct, pendingProduct } from './product-store.ts'
import { findEvent, pendingEvent } from './store.ts'
import { pictureCarried, pictureGone } from './topics.ts'

/** Where pictures can be uploaded: what has a page of its own. */
export const pictureShelves = ['events', 'titles', 'courses', 'people'] as const satisfies readonly CoverShelf[]
export type PictureShelf = (typeof pictureShelves)[number]

export type Pictured = (Event | Product | Course | Instructor) & WithPicture

const without = <T extends WithPicture>({ picture: _, ...rest }: T): Omit<T, 'picture'> => rest

const finders: Record<PictureShelf, (table: Table, slug: string) => Promise<Pictured | undefined>> = {
  events: findEvent,
  titles: findProduct,
  courses: findCourse,
  people: async (table, slug) => (await findInstructors(table, [slug]))[0],
}

/** @throws Problem not-found */
export const getPictured = async (table: Table, shelf: PictureShelf, slug: string): Promise<Pictured> =>
  orNotFound(await finders[shelf](table, slug), 'page')

const pendingChange = (
  table: Table,
  was: Pictured,
  picture: UploadedPicture | undefined,
  now: Instant,
): PendingWrite[] => {
  const change = picture ? { picture } : {}
  if ('sessions' in was) return pendingEvent(table, { ...without(was), ...change, updatedAt: now })
  if ('formats' in was) return pendingProduct(table, { ...without(was), ...change, updatedAt: now })
  if ('name' in was) return [pendingInstructor(table, { ...without(was), ...change }, was)]
  return [pendingCourse(table, { ...without(was), ...change }, was)]
}

/** The row by which a picture that nothing shows any more is taken away for good. */
export const pendingPictureGone = (table: Table, { picture }: WithPicture, now: Instant): PendingWrite[] =>
  picture ? [announce(table, pictureGone, { id: picture.id }, now)] : []

/** The row by which a new run's picture is copied from the one it's run again from. */
export const pendingPictureCopy = (
  table: Table,
  { slug, picture }: Event,
  carried: UploadedPicture | undefined,
  now: Instant,
): PendingWrite[] =>
  picture && carried ? [announce(table, pictureCarried, { event: slug, from: carried.id, to: picture.id }, now)] : []

/**
 * Gives a thing an uploaded picture, in place of the one it had; or none, and its cover is drawn again. The one it had is taken
 * away for good. One read, one transaction.
 * @throws Problem not-found; conflict `catalog.changed` when someone saves it at the same moment
 */
export const setPicture = async (
  table: Table,
  shelf: PictureShelf,
  slug: string,
  picture: UploadedPicture | undefined,
  now: Instant,
): Promise<void> => {
  const was = await getPictured(table, shelf, slug)
  const left = was.picture?.id === picture?.id ? [] : pendingPictureGone(table, was, now)
  const { committed } = await commit(table, [...pendingChange(table, was, picture, now), ...left])
  if (committed) return
  throw new Problem('conflict', 'catalog.changed', 'Someone else just saved this. Please try again.')
}
