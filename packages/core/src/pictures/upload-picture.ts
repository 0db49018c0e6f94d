import { getPictured, type PictureShelf, setPicture, type UploadedPicture } from '../catalog/index.ts'
import { type Instant, newToken, Problem, type Table } from '../platform/index.ts'
import { type PictureMaker, type Refusal, refusals } from './picture-maker.ts'

/** What a form may send: with what is around it, it stays below the 6 MB that a function takes (Lambda quotas). */
export const mostPictureBytes = 4 * 1024 * 1024

type Uploading = { table: Table; maker: () => Promise<PictureMaker> }
type Place = { shelf: PictureShelf; slug: string }

const refused = (why: Refusal | 'too-long'): Problem => {
  const message = why === 'too-long' ? 'Choose a picture of 4 MB or less.' : refusals[why]
  return new Problem('invalid', 'pictures.refused', message, { errors: [{ path: 'picture', message }] })
}

/**
 * Takes an uploaded picture for a thing. A refused one changes nothing.
 * @param file  as it was sent, whatever it's called
 * @throws Problem not-found; invalid `pictures.refused`, with why; unavailable `pictures.unavailable`; conflict `catalog.changed`
 */
export const uploadPicture = async (
  { table, maker }: Uploading,
  { shelf, slug }: Place,
  file: Uint8Array,
  focus: UploadedPicture['focus'],
  now: Instant,
): Promise<void> => {
  await getPictured(table, shelf, slug)
  if (file.length > mostPictureBytes) throw refused('too-long')
  const id = newToken()
  const makes = await maker()
  const taken = await makes.take(id, file)
  if ('refused' in taken) throw refused(taken.refused)
  try {
    await setPicture(table, shelf, slug, { id, ...taken, focus }, now)
  } catch (error) {
    await makes.erase(id)
    throw error
  }
}

/** Keeps another part of the picture in view. @throws Problem not-found; conflict `catalog.changed` */
export const focusPicture = async (
  table: Table,
  { shelf, slug }: Place,
  focus: UploadedPicture['focus'],
  now: Instant,
): Promise<void> => {
  const { picture } = await getPictured(table, shelf, slug)
  if (picture) await setPicture(table, shelf, slug, { ...picture, focus }, now)
}
