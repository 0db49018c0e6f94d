import * as z from 'zod'
import { fileTypes, type NameRule } from '../materials/index.ts'
import type { Instant } from '../platform/index.ts'

/** What may be turned in, by file extension. Pages and pictures that can hold scripts aren't included. */
export const submissionFileTypes: Readonly<Record<string, string>> = {
  ...fileTypes,
  txt: 'text/plain',
  csv: 'text/csv',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
}

/** For one file: a person has to read what's turned in. */
export const mostSubmissionBytes = 100 * 1024 ** 2

/** Files of one person for one assignment, in all versions. */
export const mostFilesKept = 60

const endingOf = (filename: string): string => /\.([A-Za-z0-9]+)$/.exec(filename)?.[1]?.toLowerCase() ?? ''

export const typeOfSubmissionFile = (filename: string): string | undefined => {
  const ending = endingOf(filename)
  return Object.hasOwn(submissionFileTypes, ending) ? submissionFileTypes[ending] : undefined
}

/**
 * What a file's name has to match, as those of materials but for the endings; as texts, since a page's script holds names
 * to them as well. To be read with the flags `iu`.
 */
export const submissionNameRules: readonly NameRule[] = [
  { pattern: '^(?=.*\\S).{1,120}$', message: 'Use a file name of 120 characters or fewer' },
  {
    pattern: '^[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}/\\\\:*?"<>|]+$',
    message: 'Remove slashes, quotation marks, and other special characters from the file name',
  },
  { pattern: '^[^.~]', message: 'Start the file name with a letter or a digit' },
  {
    pattern: `\\.(?:${Object.keys(submissionFileTypes).join('|')})$`,
    message: `Choose one of these file types: ${Object.keys(submissionFileTypes)
      .map((ending) => `.${ending}`)
      .join(', ')}`,
  },
]

const SubmissionFileName = z
  .string()
  .trim()
  .min(1)
  .check(({ value, issues }) => {
    const broken = submissionNameRules.find(({ pattern }) => !new RegExp(pattern, 'iu').test(value))
    if (broken) issues.push({ code: 'custom', input: value, message: broken.message })
  })

/** A file that someone is about to upload. */
export const NewSubmissionFile = z.strictObject({
  filename: SubmissionFileName,
  bytes: z.int().min(1, 'The file is empty').max(mostSubmissionBytes, 'Choose a file of 100 MB or less'),
})
export type NewSubmissionFile = z.infer<typeof NewSubmissionFile>

/** A file of a person's work: uploaded first, turned in with a version later. */
export type SubmissionFile = {
  id: string
  event: string
  assignment: string
  person: string
  filename: string
  bytes: number
  type: string
  /** Where it is in the store. Nobody can guess it, and nobody is told. */
  key: string
  /** Asked for and not seen yet, or there. */
  state: 'awaiting' | 'there'
  askedAt: Instant
  /** The last version it was turned in with. Absent until then, while only its owner sees it. */
  version?: number | undefined
}
