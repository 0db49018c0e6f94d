// Covers: a picture for every event, series, and title that has none of its own. Pure drawing: knows no other subject.
export {
  type CoverShelf,
  type CoverSize,
  type CoverType,
  coverAddress,
  coverHash,
  coverShelves,
  coverType,
  coverVersion,
  type ShelvedCover,
  widthIn,
} from './address.ts'
export { type CoverThing, cover, coverBeside } from './cover.ts'
export {
  type Box,
  type CoverFormat,
  cropOf,
  formatNames,
  formats,
  type KeptPicture,
  type Picture,
  pngWidthOf,
} from './formats.ts'
export { freshHue, type Hue, hueNames, hues, type Palette, paletteOf, type Tone, toneNames } from './hues.ts'
export { type CoverKind, coverKinds, type Figure, figureNames, figuresOf, tonesOf } from './kinds.ts'
export { type Look, type LookOf, lookOf } from './look.ts'
