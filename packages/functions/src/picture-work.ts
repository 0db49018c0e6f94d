import { coverType } from '@lectern/core/covers'
import { coverKey, originalKey, type PictureJob, pictureFolder, type Taken } from '@lectern/core/pictures'
import { cropCover, drawCover } from './make-cover.ts'
import type { PictureStore } from './picture-store.ts'
import { takePicture } from './take-picture.ts'

/** What came of a job, as JSON. */
export type PictureResult = { base64?: string; taken?: Taken; copied?: boolean }

const mediaTypes = { svg: 'image/svg+xml', png: 'image/png', webp: 'image/webp', jpg: 'image/jpeg' }

const jobs = {
  make: async (store, { thing, format, size }) => {
    const { picture } = thing
    const original = picture && (await store.read(originalKey(picture.id)))
    if (picture && !original) throw new Error('There is no such picture')
    const made =
      picture && original
        ? await cropCover(original, { ...thing, picture }, format, size)
        : await drawCover(thing, format)
    await store.write(coverKey(thing, format, size), made, mediaTypes[coverType(thing, format)])
    return { base64: made.toString('base64') }
  },
  take: async (store, { id, base64 }) => {
    const taken = await takePicture(Buffer.from(base64, 'base64'))
    if ('refused' in taken) return { taken }
    const { picture, ...size } = taken
    await store.write(originalKey(id), picture, 'image/webp')
    return { taken: size }
  },
  copy: async (store, { from, to }) => {
    const original = await store.read(originalKey(from))
    if (original) await store.write(originalKey(to), original, 'image/webp')
    return { copied: original !== undefined }
  },
  erase: async (store, { id }) => {
    await store.eraseAll(pictureFolder(id))
    return {}
  },
} satisfies {
  [Job in PictureJob['job']]: (store: PictureStore, job: Extract<PictureJob, { job: Job }>) => Promise<PictureResult>
}

/** Does what the maker of pictures is asked for. May be repeated: what is made lies under a key that says what it is. */
export const createPictureWork =
  (store: PictureStore) =>
  (job: PictureJob): Promise<PictureResult> => {
    switch (job.job) {
      case 'make':
        return jobs.make(store, job)
      case 'take':
        return jobs.take(store, job)
      case 'copy':
        return jobs.copy(store, job)
      case 'erase':
        return jobs.erase(store, job)
    }
  }
