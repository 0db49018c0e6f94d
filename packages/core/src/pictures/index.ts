// Pictures: what is uploaded, and covers for mail and shared links, made once and kept. Their maker is behind a port.
export { carryPicture } from './carry-picture.ts'
export { coverPicture, type Pictures } from './cover-picture.ts'
export {
  coverKey,
  originalKey,
  type PictureJob,
  type PictureMaker,
  pictureFolder,
  type Refusal,
  refusals,
  type Taken,
} from './picture-maker.ts'
export { focusPicture, mostPictureBytes, uploadPicture } from './upload-picture.ts'
