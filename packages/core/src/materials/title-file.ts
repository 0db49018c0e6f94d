import * as z from 'zod'
import { type Edition, formatOf, type Product, Slug } from '../catalog/index.ts'
import { type Instant, line, Problem } from '../platform/index.ts'
import { Modified } from './file-parts.ts'

/** What may be uploaded, by the ending of the name. The type is ours by this table; what a browser says of it counts for nothing. */
export const fileTypes = {
  pdf: 'application/pdf',
  epub: 'application/epub+zip',
  mobi: 'application/x-mobipocket-ebook',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  zip: 'application/zip',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
} as const

export type FileEnding = keyof typeof fileTypes

/** Long enough for a day of recording. The store would take more, but nobody could fetch it over an ordinary line. */
export const mostFileBytes = 5 * 1024 ** 3

/** Files of one title, so that a page of them is one read. */
export const mostFilesOfTitle = 200

const endingOf = (filename: string): string => /\.([A-Za-z0-9]+)$/.exec(filename)?.[1]?.toLowerCase() ?? ''

const isKnown = (ending: string): ending is FileEnding => Object.hasOwn(fileTypes, ending)

/** A file's type by its name's ending. */
export const typeOfFile = (filename: string): string | undefined => {
  const ending = endingOf(filename)
  return isKnown(ending) ? fileTypes[ending] : undefined
}

/** A rule on names; the first that one breaks tells what is wrong with it. */
export type NameRule = { pattern: string; message: string }

const listOf = (endings: readonly string[]): string => endings.map((ending) => `.${ending}`).join(', ')

/**
 * What a file's name has to match, one rule after the other, as texts: a page's script holds names to them as well.
 * To be read with the flags `iu`.
 */
export const nameRules = (endings: readonly string[] = Object.keys(fileTypes)): NameRule[] => [
  { pattern: '^(?=.*\\S).{1,120}$', message: 'Use a file name of 120 characters or fewer' },
  // Directions that turn text around would show `exe.pdf` for `fdp.exe`.
  {
    pattern: '^[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}/\\\\:*?"<>|]+$',
    message: 'Remove slashes, quotation marks, and other special characters from the file name',
  },
  { pattern: '^[^.~]', message: 'Start the file name with a letter or a digit' },
  {
    pattern: `\\.(?:${endings.join('|')})$`,
    message: `Choose one of these file types: ${listOf(endings)}`,
  },
]

/** The name a download is saved under: plain, with a known extension, and with no room for a path or a header. */
export const FileName = z
  .string()
  .trim()
  .min(1)
  .check(({ value, issues }) => {
    const broken = nameRules().find(({ pattern }) => !new RegExp(pattern, 'iu').test(value))
    if (broken) issues.push({ code: 'custom', input: value, message: broken.message })
  })

/** A file that someone is about to upload. */
export const NewTitleFile = z.strictObject({
  /** The slug of a download format of the title. */
  format: Slug,
  /** One of the title's versions; left out for a title that has none. */
  edition: line(40).optional(),
  filename: FileName,
  bytes: z.int().min(1, 'The file is empty').max(mostFileBytes, 'Choose a file of 5 GB or less'),
  modified: Modified.optional(),
})
export type NewTitleFile = z.infer<typeof NewTitleFile>

/** A file of a title: of one format, and of one version where there are some. */
export type TitleFile = {
  id: string
  product: string
  /** Of the format. Anyone who may open the format may download the file. */
  sku: string
  edition?: string | undefined
  filename: string
  bytes: number
  type: string
  /** Where it is in the store. Nobody can guess it, and nobody is told. */
  key: string
  /** By which the store knows it while it comes in parts. */
  uploadId?: string | undefined
  /** When its sender's machine last changed it, in milliseconds of 1970. */
  modified?: number | undefined
  /** Asked for and not seen yet; there to be taken; or deleted: then it can be restored for ten minutes. */
  state: 'awaiting' | 'there' | 'removed'
  removedAt?: Instant | undefined
  /** The admin who asked. */
  by: string
  askedAt: Instant
  uploadedAt?: Instant | undefined
}

const refused = (path: string, message: string): Problem =>
  new Problem('invalid', 'materials.contradiction', message, { errors: [{ path, message }] })

/** Refuses a file for what the title does not have. @throws Problem invalid `materials.contradiction` */
export const checkNewFile = (product: Product, file: NewTitleFile): void => {
  const format = formatOf(product, file.format)
  if (format?.type !== 'download') throw refused('format', 'Choose a format that’s a download')
  const labels = product.editions.map(({ label }) => label)
  if (file.edition === undefined && labels.length > 0) throw refused('edition', 'Choose a version')
  if (file.edition !== undefined && !labels.includes(file.edition)) {
    throw refused('edition', `This title has no version “${file.edition}”. Add that version first`)
  }
}

/**
 * A version's position in its title's list, 0 being the newest. A version that the title doesn't know comes after all
 * it does.
 */
export const ageOfEdition = (product: Pick<Product, 'editions'>, label: string | undefined): number => {
  const index = product.editions.findIndex((edition) => edition.label === label)
  return index < 0 ? product.editions.length : index
}

/**
 * Whether a version that has just got its first file is news to those who have the title: files of an older one were
 * there before, and of no newer.
 * @param known  versions of the same format that had files before
 */
export const isNewVersion = (
  product: Pick<Product, 'editions'>,
  label: string | undefined,
  known: readonly (string | undefined)[],
): boolean => {
  const age = ageOfEdition(product, label)
  const others = known.filter((one) => one !== label).map((one) => ageOfEdition(product, one))
  return age < product.editions.length && others.length > 0 && others.every((other) => other > age)
}

export type EditionFiles = { label: string | undefined; edition: Edition | undefined; files: TitleFile[] }

const byName = new Intl.Collator('en', { numeric: true })

/** A title's files by version, the newest first, and in each by name, "Chapter 2" before "Chapter 10". */
export const byEdition = (product: Pick<Product, 'editions'>, files: readonly TitleFile[]): EditionFiles[] => {
  const labels = [...new Set(files.map(({ edition }) => edition))]
  return labels
    .sort((a, b) => ageOfEdition(product, a) - ageOfEdition(product, b) || byName.compare(b ?? '', a ?? ''))
    .map((label) => ({
      label,
      edition: product.editions.find((edition) => edition.label === label),
      files: files
        .filter((file) => file.edition === label)
        .sort((a, b) => byName.compare(a.sku, b.sku) || byName.compare(a.filename, b.filename)),
    }))
}
