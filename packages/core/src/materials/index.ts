// What is read, heard or watched: the files of titles, handouts and recordings of sessions, who may open them, and the store in which they lie.
export { type AddedMaterial, addMaterial, finishMaterial, removeMaterial } from './add-material.ts'
export { changeMaterial } from './change-material.ts'
export { createS3Files, type S3Options } from './create-files.ts'
export {
  downloadSeconds,
  type FileStore,
  type StoredFile,
  type Upload,
  uploadSeconds,
  withoutFiles,
} from './file-store.ts'
export { listTitlesFor, listTitlesOfOrder, type OpenTitle } from './list-titles.ts'
export { newestVersions, versionNumbers } from './material-version.ts'
export { type DownloadDesk, openFile, type Reader } from './open-file.ts'
export {
  getMaterialFor,
  listMaterialsFor,
  type MaterialsOfEvent,
  mayTeach,
  type OpenEvent,
  openEventTo,
  openMaterial,
} from './open-material.ts'
export {
  arrived,
  isOpen,
  isPublished,
  MaterialChange,
  mostMaterials,
  NewMaterial,
  recordingAllowed,
  type SessionMaterial,
  undoSeconds,
} from './session-material.ts'
export { listMaterials } from './session-material-store.ts'
export { type EditionFiles, FileName, fileTypes, mostFileBytes, NewTitleFile, type TitleFile } from './title-file.ts'
export { listTitleFiles } from './title-file-store.ts'
export { finishUpload, listFilesAsTheyStand, type Materials, removeFile, startUpload } from './upload-file.ts'
