// What is read, heard or watched: the files of titles, handouts and recordings of sessions, who may open them, and the store in which they lie.

export { addMaterial, finishMaterial, listMaterialParts, removeMaterial, signMaterialParts } from './add-material.ts'
export {
  type Cue,
  cueTime,
  formatClock,
  mostCaptionBytes,
  type Passage,
  passagesOf,
  readCueTime,
  writeCues,
} from './captions.ts'
export { captionsText, readCues } from './captions-read.ts'
export {
  type CaptionsText,
  changeCaptions,
  findCaptionsText,
  getCaptionsText,
  removeCaptions,
  saveCaptions,
  takesCaptions,
} from './captions-save.ts'
export { type ClassHit, type ClassSearch, mostSearchCharacters, searchClass } from './captions-search.ts'
export { type Captions, findCaptions, listCaptions } from './captions-store.ts'
export { type Carrying, carriedId, carryMaterials, placesIn } from './carry-materials.ts'
export { changeMaterial } from './change-material.ts'
export { type Chapter, mostChapters, readChapters, setChapters, writeChapters } from './chapters.ts'
export { type RecordingContext, stepRecordingCopy } from './copy-recording.ts'
export { copyTranscript, type TranscriptLoss } from './copy-transcript.ts'
export { createS3Files } from './create-files.ts'
export { lengthOfPart, mostPartsAtOnce, notUploaded, type PartUpload, partBytes, partCount } from './file-parts.ts'
export { downloadSeconds, type FileStore, type Upload, uploadSeconds, withoutFiles } from './file-store.ts'
export { pendingGoneFile } from './gone-file.ts'
export { inferMaterial, latestSession } from './infer-material.ts'
export { listTitlesFor, listTitlesOfOrder, type OpenTitle } from './list-titles.ts'
export { newestVersions, versionNumbers } from './material-version.ts'
export { getTaughtEvent, mayTeach } from './may-teach.ts'
export { moveMaterials } from './move-materials.ts'
export { openFile, type Reader } from './open-file.ts'
export { listMaterialsFor, type MaterialsOfEvent, type OpenEvent, openEventTo, openMaterial } from './open-material.ts'
export {
  listOpenRecordings,
  type OpenRecordings,
  openRecording,
  opensRecordings,
  registerForRecordings,
} from './open-recordings.ts'
export { formatOpened, isWatched, type Opened, resumeAt, WatchPosition } from './opening.ts'
export { noteOpening } from './opening-note.ts'
export { forgetOpenings, listOpenedEverywhere, listOpenedOf, listOpeningsOf } from './opening-store.ts'
export { formatsAwaitingFile, putOnSale, skusAwaitingFile } from './put-on-sale.ts'
export { Release } from './release.ts'
export {
  arrived,
  isOpen,
  isPublished,
  MaterialChange,
  NewMaterial,
  recordingAllowed,
  type SessionMaterial,
  undoSeconds,
} from './session-material.ts'
export { findMaterial, listMaterials } from './session-material-store.ts'
export { takeZoomEvent, type ZoomOutcome } from './take-zoom-event.ts'
export {
  type EditionFiles,
  FileName,
  fileTypes,
  mostFileBytes,
  type NameRule,
  NewTitleFile,
  nameRules,
  type TitleFile,
} from './title-file.ts'
export { findTitleFile, listTitleFiles } from './title-file-store.ts'
export * as materialsTopics from './topics.ts'
export {
  finishUpload,
  listFileParts,
  listFilesAsTheyStand,
  type Materials,
  removeFile,
  signFileParts,
  startUpload,
  wrongUpload,
} from './upload-file.ts'
export {
  isWatchable,
  openCaptions,
  playMaterial,
  saveWatchPosition,
  type Watched,
  watchMaterial,
  watchSeconds,
} from './watch-material.ts'
export {
  endWithdrawnFile,
  endWithdrawnMaterial,
  restoreFile,
  restoreMaterial,
  undoableUntil,
  withdrawFile,
  withdrawMaterial,
} from './withdraw.ts'
export { readZoomEvent } from './zoom.ts'
export { createRecordingSource, type RecordingSource, withoutRecordings } from './zoom-download.ts'
