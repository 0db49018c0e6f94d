/** What files have to be, as the page tells its script. The site holds them to the same, and looks again when they have come. */
export type FileRules = {
  /** Patterns for names, with the flags `iu`, and what to say of a name that does not match. */
  names: readonly { pattern: string; message: string }[]
  mostBytes: number
  tooLong: string
}

/** What is wrong with a file, before anything of it is sent; nothing when it can go. */
export const troubleWith = (file: { name: string; size: number }, rules: FileRules): string | undefined => {
  const broken = rules.names.find(({ pattern }) => !new RegExp(pattern, 'iu').test(file.name.trim()))
  if (broken) return `${broken.message}.`
  if (file.size === 0) return 'The file is empty.'
  return file.size > rules.mostBytes ? `${rules.tooLong}.` : undefined
}

/** A file that was begun before and has not arrived. */
export type AwaitedFile = { id: string; filename: string; bytes: number; modified?: number | undefined }

/** The upload that a file goes on with: of the same name, length and, where both are known, last change. */
export const awaitedAs = (
  file: { name: string; size: number; lastModified: number },
  awaited: readonly AwaitedFile[],
): AwaitedFile | undefined =>
  awaited.find(
    ({ filename, bytes, modified }) =>
      filename === file.name.trim() && bytes === file.size && (modified ?? file.lastModified) === file.lastModified,
  )
