import { again, commit, invalidInput, line, notFound, retrying, type Table } from '../platform/index.ts'
import { materialBusy } from './add-material.ts'
import { formatClock, mostRecordingSeconds } from './captions.ts'
import { takesCaptions } from './captions-save.ts'
import type { SessionMaterial } from './session-material.ts'
import { getMaterial, pendingMaterialChange } from './session-material-store.ts'

/** A part of a recording: where it begins, in whole seconds, and what it's about. */
export type Chapter = { seconds: number; title: string }

export const mostChapters = 50

const Title = line(120)

const wrong = (message: string) => invalidInput([{ path: 'chapters', message }])

/**
 * Chapters as they are typed, one on a line: "12:34 Who gets called back first". In the order of their times.
 * @throws Problem invalid, at `chapters`, with the number of the line
 */
export const readChapters = (typed: string): Chapter[] => {
  const lines = typed.split('\n').map((one) => one.trim())
  const chapters = lines.flatMap((text, index): Chapter[] => {
    if (text === '') return []
    const [, hours = '0', minutes, seconds, words] = /^(?:(\d{1,2}):)?(\d{1,2}):([0-5]\d)\s+(\S.*)$/.exec(text) ?? []
    const title = Title.safeParse(words)
    if (minutes === undefined || seconds === undefined || !title.success) {
      throw wrong(`Line ${index + 1}: write a time and a title, like 12:34 Questions`)
    }
    const at = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
    if (at > mostRecordingSeconds) throw wrong(`Line ${index + 1}: a recording has at most 24 hours`)
    return [{ seconds: at, title: title.data }]
  })
  if (chapters.length > mostChapters) throw wrong(`Use up to ${mostChapters} chapters`)
  const sorted = chapters.toSorted((a, b) => a.seconds - b.seconds)
  const twice = sorted.find(({ seconds }, index) => seconds === sorted[index + 1]?.seconds)
  if (twice) throw wrong(`Two chapters begin at ${formatClock(twice.seconds)}`)
  return sorted
}

/** Chapters as they're typed again. */
export const writeChapters = (chapters: readonly Chapter[] = []): string =>
  chapters.map(({ seconds, title }) => `${formatClock(seconds)} ${title}`).join('\n')

/**
 * Says what the parts of a recording are; none takes them away.
 * @throws Problem not-found, also for what isn't a recording of ours; unavailable `materials.busy`
 */
export const setChapters = (
  table: Table,
  slug: string,
  id: string,
  chapters: readonly Chapter[],
): Promise<SessionMaterial> =>
  retrying(materialBusy, async () => {
    const was = await getMaterial(table, slug, id)
    if (was.state === 'removed' || !takesCaptions(was)) throw notFound('material')
    const next: SessionMaterial = { ...was, chapters: chapters.length > 0 ? [...chapters] : undefined }
    const { committed } = await commit(table, [pendingMaterialChange(table, next, was)])
    return committed ? next : again
  })
