import { type FileStore, withoutFiles } from '@lectern/core/materials'
import type { PictureMaker } from '@lectern/core/pictures'
import { pictureMakerBy } from '../../packages/functions/src/picture-maker.ts'
import type { PictureStore } from '../../packages/functions/src/picture-store.ts'
import { createPictureWork } from '../../packages/functions/src/picture-work.ts'

export type TestPictures = {
  /** What lies in the store, by key. */
  kept: Map<string, Uint8Array>
  /** Jobs that were done, each by its name. */
  jobs: string[]
  maker: PictureMaker
  /** The site's view of the same store, and of nothing else. */
  files: FileStore
}

/** The real maker of pictures over a store in memory. */
export const openPictures = (): TestPictures => {
  const kept: TestPictures['kept'] = new Map()
  const store: PictureStore = {
    read: async (key) => kept.get(key),
    write: async (key, bytes) => void kept.set(key, bytes),
    eraseAll: async (prefix) => {
      for (const key of kept.keys()) if (key.startsWith(prefix)) kept.delete(key)
    },
  }
  const work = createPictureWork(store)
  const jobs: string[] = []
  const maker = pictureMakerBy((job) => {
    jobs.push(job.job)
    return work(job)
  })
  const bytes: FileStore['bytes'] = async (key) => {
    const found = kept.get(key)
    return found && new Uint8Array(found)
  }
  return { kept, jobs, maker, files: { ...withoutFiles, bytes } }
}
