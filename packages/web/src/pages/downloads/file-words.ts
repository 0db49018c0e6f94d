import type { TitleFile } from '@lectern/core/materials'

const units = ['bytes', 'KB', 'MB', 'GB'] as const

/** "812 bytes", "4.5 MB": by 1,024, as people's machines count. */
export const formatSize = (bytes: number): string => {
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10))
  const value = bytes / 1024 ** power
  const shown = power === 0 || value >= 100 ? Math.round(value) : Math.round(value * 10) / 10
  return `${shown} ${power === 0 && shown === 1 ? 'byte' : units[power]}`
}

/** "PDF", by the name's ending. */
export const formatEnding = ({ filename }: Pick<TitleFile, 'filename'>): string =>
  (filename.split('.').at(-1) ?? '').toUpperCase()
