// Pictures: covers as PNG for mail and shared links, made once and kept. Who makes them stands outside, behind a port.
export { coverPicture, type Pictures } from './cover-picture.ts'
export { coverKey, type PictureJob, type PictureMaker } from './picture-maker.ts'
