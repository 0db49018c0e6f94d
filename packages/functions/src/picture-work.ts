import { coverKey, type PictureJob } from '@lectern/core/pictures'
import { drawCover } from './draw-cover.ts'
import type { PictureStore } from './picture-store.ts'

/** What came of a job, as JSON. */
export type PictureResult = { base64: string }

/** Does what the maker of pictures is asked for. May be repeated: what is made lies under a key that says what it is. */
export const createPictureWork =
  (store: PictureStore) =>
  async ({ thing, format }: PictureJob): Promise<PictureResult> => {
    const picture = await drawCover(thing, format)
    await store.write(coverKey(thing, format), picture, 'image/png')
    return { base64: picture.toString('base64') }
  }
