import { type Cue, cueTime, readCueTime } from '@lectern/core/materials'
import type { Errors } from '../../forms/errors.ts'
import type { Typed } from '../../forms/typed.ts'

/** Captions on one page of the form. */
export const cuesOnPage = 50

/** What stands in one row of the form: times and words as they were typed. */
export type CueRow = { name: string; label: string; from: string; to: string; text: string }

/** The rows of a page, and one more for a caption that is missing. */
export const rowsOf = (cues: readonly Cue[], page: number): CueRow[] => [
  ...cues.slice(page * cuesOnPage, (page + 1) * cuesOnPage).map(({ startMs, endMs, text }, index) => ({
    name: String(index),
    label: `caption ${page * cuesOnPage + index + 1}`,
    ...{ from: cueTime(startMs), to: cueTime(endMs), text },
  })),
  { name: 'new', label: 'a new caption', from: '', to: '', text: '' },
]

export const lastPageOf = (cues: readonly Cue[]): number => Math.max(0, Math.ceil(cues.length / cuesOnPage) - 1)

/** A page's rows as they were sent; those that were not sent stay as they are. */
export const typedRows = (form: Typed, rows: readonly CueRow[]): CueRow[] =>
  rows.map((row) =>
    form.has(`text-${row.name}`)
      ? {
          ...row,
          from: form.text(`from-${row.name}`),
          to: form.text(`to-${row.name}`),
          text: form.text(`text-${row.name}`),
        }
      : row,
  )

const timeHint = 'Enter a time like 00:12:30.500'

/** The captions of a page as they were typed. One without words goes; nothing of it is looked at. */
export const readRows = (rows: readonly CueRow[]): { cues: Cue[]; errors: Errors } => {
  const errors = new Map<string, string>()
  const cues = rows.flatMap(({ name, from, to, text }): Cue[] => {
    if (text.trim() === '') {
      if (name === 'new' && (from !== '' || to !== '')) errors.set('text-new', 'Enter the caption text')
      return []
    }
    const [startMs, endMs] = [readCueTime(from), readCueTime(to)]
    if (startMs === undefined) errors.set(`from-${name}`, timeHint)
    if (endMs === undefined) errors.set(`to-${name}`, timeHint)
    if (startMs === undefined || endMs === undefined) return []
    if (endMs <= startMs) errors.set(`to-${name}`, 'Enter an end time after the start')
    return [{ startMs, endMs, text }]
  })
  return { cues, errors }
}

/** All captions, those of one page in place of what stood there. */
export const withPage = (cues: readonly Cue[], page: number, changed: readonly Cue[]): Cue[] => [
  ...cues.slice(0, page * cuesOnPage),
  ...changed,
  ...cues.slice((page + 1) * cuesOnPage),
]
